package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.message.WirePlace;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.HazardEventDecoder;
import io.roadgate.sensor.observation.Trigonometry;
import io.roadgate.v2x.dayone.EventSource;
import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.dayone.RSITimeDetails;
import io.roadgate.v2x.dayone.RTEData;
import io.roadgate.v2x.dayone.RTEList;
import io.roadgate.v2x.dayone.RTSData;
import io.roadgate.v2x.dayone.RTSList;
import io.roadgate.v2x.dayone.ReferencePath;
import io.roadgate.v2x.dayone.ReferencePathList;
import io.roadgate.v2x.dayone.RoadSideInformation;
import io.roadgate.v2x.message.MessageCodec;
import io.roadgate.v2x.units.WireTime;
import io.roadgate.v2x.units.WireUnits;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes hazards as RSI in UPER: begin, add up to eight events, end.
 *
 * <p>An event keeps its number ({@code rteId}) from message to message and over both ways, RSU and MQTT: the low octet of
 * its event id, which counts up within a session. An ended event says so by an end time that has come.
 *
 * <p>Source: T/CSAE 53 as the day1-2020 module Rsi has it; sending rules of an RSU requirement text after YD/T 3709.
 */
final class RsiWriter {
    static final int MOST_EVENTS = RTEList.MAX_COUNT;
    static final int MOST_SIGNS = RTSList.MAX_COUNT;
    static final int MOST_BYTES = 2048;
    private static final int COUNT_MASK = 0x7F;
    private static final int ID_MASK = 0xFF;
    private static final int LEVELS = 8;
    private static final int SIGN_LEVEL = 1; // static information: priority 48 with its upper three bits
    private static final double LEAST_PATH_M = 50;
    private static final float PATH_RADIUS_M = 5;
    private static final double M_PER_E7 = 0.0111319; // of a degree of latitude
    private static final long MINUTE_NS = 60_000_000_000L;

    private final MessageCodec codec = new MessageCodec();
    private final MessageFrame frame = new MessageFrame();
    private final UnsafeBuffer priorities = new UnsafeBuffer(new byte[LEVELS]);
    private final WirePlace place;
    private final long rsuId;
    private int messageCount;
    private RoadSideInformation rsi;

    /** A writer for a site; messages count from {@code firstCount} (0..127). */
    RsiWriter(GatewayConfig config, int firstCount) {
        GatewayConfig.Site site = config.site();
        place = new WirePlace(site.latDeg(), site.lonDeg(), site.heightM());
        rsuId = rsuId(config);
        messageCount = firstCount;
        for (int level = 0; level < LEVELS; level++) {
            priorities.putByte(level, (byte) WireUnits.priorityOctet(level));
        }
    }

    /** The RSU's id, or the site's number where there is no RSU. */
    static long rsuId(GatewayConfig config) {
        return config.rsu().isPresent()
                ? config.rsu().get().rsuId()
                : config.site().number();
    }

    /** Whether a hazard has an event type and so a place in RSI. */
    static boolean isWanted(HazardEventDecoder event) {
        EventKind kind = EventKind.ofCode(event.kind());
        return kind != null && kind.eventType() != 0;
    }

    void begin(long nowNs) {
        rsi = frame.useRsiFrame();
        rsi.msgCnt(messageCount & COUNT_MASK).moy(WireTime.minuteOfYear(nowNs));
        rsi.id().idAsLong(rsuId);
        place.writeTo(rsi.refPos());
        messageCount = (messageCount + 1) & COUNT_MASK;
    }

    /** Adds one event that {@link #isWanted}; false when the message is full. */
    boolean add(HazardEventDecoder event) {
        RTEList events = rsi.hasRtes() ? rsi.rtes() : rsi.useRtes();
        RTEData out = events.add();
        if (out == null) {
            return false;
        }
        out.rteId((int) event.eventId() & ID_MASK)
                .eventType(EventKind.ofCode(event.kind()).eventType())
                .eventSource(EventSource.DETECTION);
        if (event.latE7() != WireUnits.UNKNOWN && event.lonE7() != WireUnits.UNKNOWN) {
            place.writeOffset(event.latE7(), event.lonE7(), event.heightCm(), out.useEventPos());
        }
        if (!Float.isNaN(event.radiusM())) {
            out.eventRadius(WireUnits.radiusWire(event.radiusM()));
        }
        if (event.latE7() != WireUnits.UNKNOWN && event.lonE7() != WireUnits.UNKNOWN) {
            writePath(event, out.useReferencePaths());
        }
        writeTimes(event, out.useTimeDetails());
        out.usePriority().set(priorities, Math.max(0, Math.min(LEVELS - 1, event.severity())), 1);
        if (!Float.isNaN(event.confidence())) {
            out.eventConfidence(WireUnits.confidenceWire(event.confidence()));
        }
        return true;
    }

    /** Whether a hazard has a sign and so a place among the static information. */
    static boolean isSign(HazardEventDecoder event) {
        EventKind kind = EventKind.ofCode(event.kind());
        return kind != null && kind.signType() != 0 && event.latE7() != WireUnits.UNKNOWN;
    }

    /** Adds the sign of one event that {@link #isSign}, with the path on which it holds; false when the message is full. */
    boolean addSign(HazardEventDecoder event) {
        RTSList signs = rsi.hasRtss() ? rsi.rtss() : rsi.useRtss();
        RTSData out = signs.add();
        if (out == null) {
            return false;
        }
        out.rtsId((int) event.eventId() & ID_MASK)
                .signType(EventKind.ofCode(event.kind()).signType());
        place.writeOffset(event.latE7(), event.lonE7(), event.heightCm(), out.useSignPos());
        writeTimes(event, out.useTimeDetails());
        out.usePriority().set(priorities, SIGN_LEVEL, 1);
        writePath(event, out.useReferencePaths());
        return true;
    }

    /** The way up to the event: a point before it on the course of who caused it, and its place. */
    private void writePath(HazardEventDecoder event, ReferencePathList paths) {
        ReferencePath path = paths.add();
        double courseRad = event.primary().courseRad();
        double backM = Math.max(LEAST_PATH_M, event.radiusM());
        if (!Double.isNaN(courseRad)) {
            double cosLat = Trigonometry.cos(StrictMath.toRadians(event.latE7() * 1e-7));
            double north = backM * Trigonometry.cos(courseRad) / M_PER_E7;
            double east = backM * Trigonometry.sin(courseRad) / (M_PER_E7 * Math.max(0.01, cosLat));
            place.writeOffset(
                    event.latE7() - (int) Math.round(north),
                    event.lonE7() - (int) Math.round(east),
                    event.heightCm(),
                    path.activePath().add());
        }
        place.writeOffset(
                event.latE7(),
                event.lonE7(),
                event.heightCm(),
                path.activePath().add());
        path.pathRadius(WireUnits.radiusWire(PATH_RADIUS_M));
    }

    /** Encodes; returns the length in bytes, or minus a fault of {@code UperFault}. */
    int end(MutableDirectBuffer buffer, int offset) {
        return codec.encode(frame, buffer, offset);
    }

    private static void writeTimes(HazardEventDecoder event, RSITimeDetails out) {
        out.startTime(WireTime.minuteOfYear(event.firstSeenAtNs()));
        if (event.phaseRaw() == EventPhase.ENDED.value()) {
            out.endTime(WireTime.minuteOfYear(event.detectedAtNs()));
        } else {
            // A minute that has begun counts as over, so the end is rounded up.
            out.endTime(WireTime.minuteOfYear(event.expiresAtNs() + MINUTE_NS - 1));
        }
    }
}
