package io.roadgate.gateway.publish;

import io.roadgate.gateway.record.CommandFault;
import io.roadgate.gateway.record.CommandKind;
import io.roadgate.gateway.record.CommandStateDecoder;
import io.roadgate.gateway.record.RequestStateDecoder;
import io.roadgate.gateway.record.RoadLinkDecoder;
import io.roadgate.gateway.record.SpeedAdviceDecoder;
import java.util.function.IntFunction;

/** {@code CommandState}, {@code RequestState}, {@code SpeedAdvice} and {@code RoadLink} of {@code cloud.proto}. */
final class ServicePayload {
    private static final int NO_REGION = 65_535;
    private static final byte[][] KINDS = labels(CommandKind.values().length, i -> CommandKind.values()[i].label());
    private static final byte[][] REASONS = labels(CommandFault.values().length, i -> CommandFault.values()[i].label());
    private static final byte[][] PHASES = names("", "refused", "active", "ended", "cancelled");
    private static final byte[][] ANSWERS = names("", "sent", "granted", "refused", "ended", "unanswered");
    private static final byte[][] ACTIONS = names("", "keep", "slow-down", "speed-up", "stop", "go");

    private static final Field UPSTREAM_REGION = new Field(1, "upstreamRegion");
    private static final Field UPSTREAM_ID = new Field(2, "upstreamId");
    private static final Field DOWNSTREAM_REGION = new Field(3, "downstreamRegion");
    private static final Field DOWNSTREAM_ID = new Field(4, "downstreamId");

    private static final Field COMMAND_ID = new Field(1, "commandId");
    private static final Field COMMAND_KIND = new Field(2, "kind");
    private static final Field COMMAND_STATE = new Field(3, "state");
    private static final Field REASON = new Field(4, "reason");
    private static final Field COMMAND_AT_NS = new Field(5, "atNs");
    private static final Field COMMAND_CAUSED_AT_NS = new Field(6, "causedAtNs");
    private static final Field COMMAND_EXPIRES_AT_NS = new Field(7, "expiresAtNs");
    private static final Field VALUE = new Field(8, "value");
    private static final Field LANE_COUNT = new Field(9, "laneCount");

    private static final Field REQUEST_KEY = new Field(1, "requestKey");
    private static final Field REQUEST_STATE = new Field(2, "state");
    private static final Field REQUEST_VEHICLE_ID = new Field(3, "vehicleId");
    private static final Field REQUEST_AT_NS = new Field(4, "atNs");
    private static final Field REQUEST_CAUSED_AT_NS = new Field(5, "causedAtNs");
    private static final Field REQUEST_EXPIRES_AT_NS = new Field(6, "expiresAtNs");
    private static final Field REQUEST_INTERSECTION_ID = new Field(7, "intersectionId");
    private static final Field REQUEST_PHASE = new Field(8, "signalPhase");
    private static final Field LEVEL = new Field(9, "level");

    private static final Field AT_NS = new Field(1, "atNs");
    private static final Field CAUSED_AT_NS = new Field(2, "causedAtNs");
    private static final Field EXPIRES_AT_NS = new Field(3, "expiresAtNs");
    private static final Field VEHICLE_ID = new Field(4, "vehicleId");
    private static final Field TRACK_ID = new Field(5, "trackId");
    private static final Field LANE_ID = new Field(6, "laneId");
    private static final Field LINK = new Field(7, "link");
    private static final Field LANE = new Field(8, "lane");
    private static final Field SIGNAL_PHASE = new Field(9, "signalPhase");
    private static final Field ACTION = new Field(10, "action");
    private static final Field DISTANCE_M = new Field(11, "distanceM");
    private static final Field LEAST_MPS = new Field(12, "leastMps");
    private static final Field MOST_MPS = new Field(13, "mostMps");
    private static final Field GREEN_START_NS = new Field(14, "greenStartNs");
    private static final Field GREEN_END_NS = new Field(15, "greenEndNs");
    private static final Field CONFIDENCE = new Field(16, "confidence");

    private ServicePayload() {}

    private static byte[][] names(String... names) {
        return labels(names.length, i -> names[i]);
    }

    static byte[][] labels(int count, IntFunction<String> label) {
        byte[][] labels = new byte[count][];
        for (int i = 0; i < count; i++) {
            labels[i] = RecordText.ascii(label.apply(i));
        }
        return labels;
    }

    /** Writes a name by its number; a number of a newer release is left out. */
    static void name(FieldWriter out, Field field, byte[][] names, int number) {
        if (number >= 0 && number < names.length) {
            out.name(field, names[number]);
        }
    }

    /** Writes an instant; unknown is left out. */
    static void instant(FieldWriter out, Field field, long atNs) {
        if (atNs != Long.MIN_VALUE) {
            out.optionalSint64(field, atNs);
        }
    }

    static void link(FieldWriter out, Field field, RoadLinkDecoder link) {
        out.beginMessage(field);
        region(out, UPSTREAM_REGION, link.upstreamRegion());
        out.uint32(UPSTREAM_ID, link.upstreamId());
        region(out, DOWNSTREAM_REGION, link.downstreamRegion());
        out.uint32(DOWNSTREAM_ID, link.downstreamId());
        out.endMessage();
    }

    static void region(FieldWriter out, Field field, int region) {
        if (region != NO_REGION) {
            out.optionalSint64(field, region);
        }
    }

    static void command(CommandStateDecoder state, FieldWriter out) {
        out.fixed64(COMMAND_ID, state.commandId());
        name(out, COMMAND_KIND, KINDS, state.kind());
        name(out, COMMAND_STATE, PHASES, state.stateRaw());
        name(out, REASON, REASONS, state.reason());
        out.fixed64(COMMAND_AT_NS, state.atNs());
        out.fixed64(COMMAND_CAUSED_AT_NS, state.causedAtNs());
        out.fixed64(COMMAND_EXPIRES_AT_NS, state.expiresAtNs());
        out.optionalFloat(VALUE, state.value());
        out.uint32(LANE_COUNT, state.laneCount());
    }

    static void request(RequestStateDecoder state, FieldWriter out) {
        out.fixed64(REQUEST_KEY, state.requestKey());
        name(out, REQUEST_STATE, ANSWERS, state.stateRaw());
        out.fixed64(REQUEST_VEHICLE_ID, state.vehicleId());
        out.fixed64(REQUEST_AT_NS, state.atNs());
        out.fixed64(REQUEST_CAUSED_AT_NS, state.causedAtNs());
        out.fixed64(REQUEST_EXPIRES_AT_NS, state.expiresAtNs());
        out.uint32(REQUEST_INTERSECTION_ID, state.intersectionId());
        out.uint32(REQUEST_PHASE, state.signalPhase());
        out.uint32(LEVEL, state.level());
    }

    static void advice(SpeedAdviceDecoder advice, FieldWriter out) {
        out.fixed64(AT_NS, advice.atNs());
        out.fixed64(CAUSED_AT_NS, advice.causedAtNs());
        out.fixed64(EXPIRES_AT_NS, advice.expiresAtNs());
        out.fixed64(VEHICLE_ID, advice.vehicleId());
        out.uint32(TRACK_ID, advice.trackId());
        out.uint32(LANE_ID, advice.siteLane());
        link(out, LINK, advice.link());
        out.uint32(LANE, advice.lane());
        out.uint32(SIGNAL_PHASE, advice.signalPhase());
        name(out, ACTION, ACTIONS, advice.actionRaw());
        out.optionalFloat(DISTANCE_M, advice.distanceM());
        out.optionalFloat(LEAST_MPS, advice.leastMps());
        out.optionalFloat(MOST_MPS, advice.mostMps());
        instant(out, GREEN_START_NS, advice.greenStartNs());
        instant(out, GREEN_END_NS, advice.greenEndNs());
        out.optionalFloat(CONFIDENCE, advice.confidence());
    }
}
