package io.roadgate.gateway.publish;

import io.roadgate.gateway.record.AdviceReason;
import io.roadgate.gateway.record.AdviceState;
import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.record.PlatoonStateDecoder;
import io.roadgate.gateway.record.PriorityRequestDecoder;
import io.roadgate.gateway.record.ProbeReportDecoder;
import io.roadgate.gateway.record.RoadLinkDecoder;
import io.roadgate.gateway.record.VehicleAdviceDecoder;
import java.util.Locale;
import org.agrona.concurrent.UnsafeBuffer;

/** {@code VehicleAdvice}, {@code Platoon}, {@code ProbeReport}, {@code PriorityRequest} of {@code cloud.proto}. */
final class CooperationPayload {
    private static final int UNKNOWN = Integer.MIN_VALUE;
    private static final int NO_REGION = 65_535;
    private static final int MOST_NAMES = 64;
    private static final byte[][] PHASES = {
        RecordText.ascii("PHASE_UNSPECIFIED"),
        RecordText.ascii("PHASE_RAISED"),
        RecordText.ascii("PHASE_UPDATED"),
        RecordText.ascii("PHASE_ENDED")
    };
    private static final byte[][] APPLICATIONS = new byte[MOST_NAMES][];
    private static final byte[][] STATES = new byte[MOST_NAMES][];
    private static final byte[][] REASONS = new byte[MOST_NAMES][];

    static {
        for (Application value : Application.values()) {
            name(APPLICATIONS, value.value(), value.name());
        }
        for (AdviceState value : AdviceState.values()) {
            name(STATES, value.value(), value.name());
        }
        for (AdviceReason value : AdviceReason.values()) {
            name(REASONS, value.value(), value.name());
        }
    }

    private CooperationPayload() {}

    private static byte[][] names(String... names) {
        byte[][] bytes = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            bytes[i] = RecordText.ascii(names[i]);
        }
        return bytes;
    }

    private static void name(byte[][] names, int number, String name) {
        if (number < names.length) {
            names[number] = RecordText.ascii(name.toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    private static void name(FieldWriter out, Field field, byte[][] names, int number) {
        if (number < names.length && names[number] != null) {
            out.name(field, names[number]);
        }
    }

    private static void known(FieldWriter out, Field field, int value) {
        if (value != UNKNOWN) {
            out.sint32(field, value);
        }
    }

    private static final Field UPSTREAM_REGION = new Field(1, "upstreamRegion");
    private static final Field UPSTREAM_ID = new Field(2, "upstreamId");
    private static final Field DOWNSTREAM_REGION = new Field(3, "downstreamRegion");
    private static final Field DOWNSTREAM_ID = new Field(4, "downstreamId");

    private static void link(FieldWriter out, Field field, RoadLinkDecoder link) {
        out.beginMessage(field);
        region(out, UPSTREAM_REGION, link.upstreamRegion());
        out.uint32(UPSTREAM_ID, link.upstreamId());
        region(out, DOWNSTREAM_REGION, link.downstreamRegion());
        out.uint32(DOWNSTREAM_ID, link.downstreamId());
        out.endMessage();
    }

    private static void region(FieldWriter out, Field field, int region) {
        if (region != NO_REGION) {
            out.optionalSint64(field, region);
        }
    }

    private static final Field ADVICE_ID = new Field(1, "adviceId");
    private static final Field APPLICATION = new Field(2, "application");
    private static final Field STATE = new Field(3, "state");
    private static final Field REASON = new Field(4, "reason");
    private static final Field REQUEST_ID = new Field(5, "requestId");
    private static final Field VEHICLE_ID = new Field(6, "vehicleId");
    private static final Field PARTNER_ID = new Field(7, "partnerId");
    private static final Field TRACK_ID = new Field(8, "trackId");
    private static final Field SITE_LANE = new Field(9, "siteLane");
    private static final Field LANE = new Field(10, "lane");
    private static final Field INFO = new Field(11, "info");
    private static final Field BEHAVIOUR = new Field(12, "behaviour");
    private static final Field LINK = new Field(13, "link");
    private static final Field AT_NS = new Field(14, "atNs");
    private static final Field CAUSED_AT_NS = new Field(15, "causedAtNs");
    private static final Field EXPIRES_AT_NS = new Field(16, "expiresAtNs");
    private static final Field LAT_E7 = new Field(17, "latE7");
    private static final Field LON_E7 = new Field(18, "lonE7");
    private static final Field SPEED_MPS = new Field(19, "speedMps");
    private static final Field MEASURE = new Field(20, "measure");
    private static final Field THRESHOLD = new Field(21, "threshold");

    static void advice(VehicleAdviceDecoder advice, FieldWriter out) {
        out.fixed64(ADVICE_ID, advice.adviceId());
        name(out, APPLICATION, APPLICATIONS, advice.applicationRaw());
        name(out, STATE, STATES, advice.stateRaw());
        name(out, REASON, REASONS, advice.reasonRaw());
        out.uint32(REQUEST_ID, advice.requestId());
        out.fixed64(VEHICLE_ID, advice.vehicleId());
        out.fixed64(PARTNER_ID, advice.partnerId());
        out.uint32(TRACK_ID, advice.trackId());
        out.uint32(SITE_LANE, advice.siteLane());
        out.uint32(LANE, advice.lane());
        out.uint32(INFO, advice.info());
        out.uint32(BEHAVIOUR, advice.behaviour());
        if (advice.siteLane() != 0) {
            link(out, LINK, advice.link());
        }
        out.fixed64(AT_NS, advice.atNs());
        out.fixed64(CAUSED_AT_NS, advice.causedAtNs());
        out.fixed64(EXPIRES_AT_NS, advice.expiresAtNs());
        known(out, LAT_E7, advice.latE7());
        known(out, LON_E7, advice.lonE7());
        out.optionalFloat(SPEED_MPS, advice.speedMps());
        out.optionalFloat(MEASURE, advice.measure());
        out.optionalFloat(THRESHOLD, advice.threshold());
    }

    private static final byte[][] ROLES = names("leader", "follower", "tail", "free-vehicle");
    private static final byte[][] STATUSES = names(
            "navigating", "begin-to-dismiss", "ask-for-joining", "joining", "following", "ask-for-leaving", "leaving");
    private static final Field P_ID = new Field(1, "platoonId");
    private static final Field P_PHASE = new Field(2, "phase");
    private static final Field P_LEADER_ID = new Field(3, "leaderId");
    private static final Field P_LANE_ID = new Field(4, "laneId");
    private static final Field P_STATUS = new Field(5, "status");
    private static final Field P_CAPACITY = new Field(6, "capacity");
    private static final Field P_IS_OPEN = new Field(7, "isOpen");
    private static final Field P_SPEED_MPS = new Field(8, "speedMps");
    private static final Field P_SPAN_M = new Field(9, "spanM");
    private static final Field P_LAT_E7 = new Field(10, "latE7");
    private static final Field P_LON_E7 = new Field(11, "lonE7");
    private static final Field P_AT_NS = new Field(12, "atNs");
    private static final Field P_CAUSED_AT_NS = new Field(13, "causedAtNs");
    private static final Field P_MEMBERS = new Field(14, "members");
    private static final Field M_VEHICLE_ID = new Field(1, "vehicleId");
    private static final Field M_TRACK_ID = new Field(2, "trackId");
    private static final Field M_ROLE = new Field(3, "role");
    private static final Field M_STATUS = new Field(4, "status");
    static final int ID_DIGITS = 2 * PlatoonStateDecoder.platoonIdLength();
    private static final byte[] HEX = RecordText.ascii("0123456789abcdef");

    /** {@code digits} has room for the digits of a platoon's id. */
    static void platoon(PlatoonStateDecoder state, UnsafeBuffer digits, FieldWriter out) {
        for (int i = 0; i < ID_DIGITS / 2; i++) {
            digits.putByte(2 * i, HEX[state.platoonId(i) >> 4 & 0xF]);
            digits.putByte(2 * i + 1, HEX[state.platoonId(i) & 0xF]);
        }
        out.text(P_ID, digits, 0, ID_DIGITS);
        if (state.phaseRaw() < PHASES.length) {
            out.enumeration(P_PHASE, state.phaseRaw(), PHASES[state.phaseRaw()]);
        }
        out.fixed64(P_LEADER_ID, state.leaderId());
        out.uint32(P_LANE_ID, state.laneId());
        out.uint32(P_STATUS, state.status());
        out.uint32(P_CAPACITY, state.capacity());
        out.uint32(P_IS_OPEN, state.isOpen());
        out.optionalFloat(P_SPEED_MPS, state.speedMps());
        out.optionalFloat(P_SPAN_M, state.spanM());
        known(out, P_LAT_E7, state.latE7());
        known(out, P_LON_E7, state.lonE7());
        out.fixed64(P_AT_NS, state.atNs());
        out.fixed64(P_CAUSED_AT_NS, state.causedAtNs());
        out.beginList(P_MEMBERS);
        PlatoonStateDecoder.MembersDecoder members = state.members();
        while (members.hasNext()) {
            members.next();
            out.beginElement(P_MEMBERS);
            out.fixed64(M_VEHICLE_ID, members.vehicleId());
            out.uint32(M_TRACK_ID, members.trackId());
            name(out, M_ROLE, ROLES, members.role());
            name(out, M_STATUS, STATUSES, members.status());
            out.endElement();
        }
        out.endList();
    }

    private static final Field R_FROM_NS = new Field(1, "fromNs");
    private static final Field R_TO_NS = new Field(2, "toNs");
    private static final Field R_SITE_LANE = new Field(3, "siteLane");
    private static final Field R_LINK = new Field(4, "link");
    private static final Field R_LANE = new Field(5, "lane");
    private static final Field R_VEHICLES = new Field(6, "vehicles");
    private static final Field R_REPORTS = new Field(7, "reports");
    private static final Field R_MEAN = new Field(8, "meanSpeedMps");
    private static final Field R_LEAST = new Field(9, "leastSpeedMps");
    private static final Field R_MOST = new Field(10, "mostSpeedMps");
    private static final Field R_HARD_BRAKINGS = new Field(11, "hardBrakings");
    private static final Field R_STOPS = new Field(12, "stops");
    private static final Field R_CHANGES = new Field(13, "laneChangesWanted");
    private static final Field R_LEFT = new Field(14, "turnsLeft");
    private static final Field R_STRAIGHT = new Field(15, "turnsStraight");
    private static final Field R_RIGHT = new Field(16, "turnsRight");

    static void probe(ProbeReportDecoder report, FieldWriter out) {
        out.fixed64(R_FROM_NS, report.fromNs());
        out.fixed64(R_TO_NS, report.toNs());
        out.uint32(R_SITE_LANE, report.siteLane());
        link(out, R_LINK, report.link());
        out.uint32(R_LANE, report.lane());
        out.uint32(R_VEHICLES, report.vehicles());
        out.uint32(R_REPORTS, report.reports());
        out.optionalFloat(R_MEAN, report.meanSpeedMps());
        out.optionalFloat(R_LEAST, report.leastSpeedMps());
        out.optionalFloat(R_MOST, report.mostSpeedMps());
        out.uint32(R_HARD_BRAKINGS, report.hardBrakings());
        out.uint32(R_STOPS, report.stops());
        out.uint32(R_CHANGES, report.laneChangesWanted());
        out.uint32(R_LEFT, report.turnsLeft());
        out.uint32(R_STRAIGHT, report.turnsStraight());
        out.uint32(R_RIGHT, report.turnsRight());
    }

    private static final Field S_KEY = new Field(1, "requestKey");
    private static final Field S_PHASE = new Field(2, "phase");
    private static final Field S_APPLICATION = new Field(3, "application");
    private static final Field S_LEVEL = new Field(4, "level");
    private static final Field S_REQUEST_ID = new Field(5, "requestId");
    private static final Field S_SIGNAL_PHASE = new Field(6, "signalPhase");
    private static final Field S_REGION_ID = new Field(7, "regionId");
    private static final Field S_INTERSECTION_ID = new Field(8, "intersectionId");
    private static final Field S_VEHICLE_ID = new Field(9, "vehicleId");
    private static final Field S_AT_NS = new Field(10, "atNs");
    private static final Field S_EXPIRES_AT_NS = new Field(11, "expiresAtNs");
    private static final Field S_ARRIVES_AT_NS = new Field(12, "arrivesAtNs");
    private static final Field S_DISTANCE_M = new Field(13, "distanceM");
    private static final Field S_HOLD_MS = new Field(14, "holdMs");

    static void signalRequest(PriorityRequestDecoder request, FieldWriter out) {
        out.fixed64(S_KEY, request.requestKey());
        if (request.phaseRaw() < PHASES.length) {
            out.enumeration(S_PHASE, request.phaseRaw(), PHASES[request.phaseRaw()]);
        }
        name(out, S_APPLICATION, APPLICATIONS, request.applicationRaw());
        out.uint32(S_LEVEL, request.level());
        out.uint32(S_REQUEST_ID, request.requestId());
        out.uint32(S_SIGNAL_PHASE, request.signalPhase());
        region(out, S_REGION_ID, request.regionId());
        out.uint32(S_INTERSECTION_ID, request.intersectionId());
        out.fixed64(S_VEHICLE_ID, request.vehicleId());
        out.fixed64(S_AT_NS, request.atNs());
        out.fixed64(S_EXPIRES_AT_NS, request.expiresAtNs());
        out.fixed64(S_ARRIVES_AT_NS, Math.max(0, request.arrivesAtNs()));
        out.optionalFloat(S_DISTANCE_M, request.distanceM());
        out.uint32(S_HOLD_MS, request.holdMs());
    }
}
