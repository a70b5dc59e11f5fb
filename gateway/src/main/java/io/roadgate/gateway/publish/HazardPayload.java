package io.roadgate.gateway.publish;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.HazardEventDecoder;
import io.roadgate.gateway.record.ParticipantDecoder;
import org.agrona.DirectBuffer;

/** {@code HazardEvent} of {@code cloud.proto}, field by field. */
final class HazardPayload {
    private static final int UNKNOWN = Integer.MIN_VALUE;
    private static final byte[][] PHASES = {
        RecordText.ascii("PHASE_UNSPECIFIED"),
        RecordText.ascii("PHASE_RAISED"),
        RecordText.ascii("PHASE_UPDATED"),
        RecordText.ascii("PHASE_ENDED")
    };
    private static final byte[][] APPLICATIONS = new byte[EventKind.values().length][];
    private static final byte[][] LABELS = new byte[EventKind.values().length][];

    static {
        for (EventKind kind : EventKind.values()) {
            APPLICATIONS[kind.ordinal()] = RecordText.ascii(kind.application());
            LABELS[kind.ordinal()] = RecordText.ascii(kind.label());
        }
    }

    private static final Field EVENT_ID = new Field(1, "eventId");
    private static final Field APPLICATION = new Field(2, "application");
    private static final Field KIND = new Field(3, "kind");
    private static final Field PHASE = new Field(4, "phase");
    private static final Field EVENT_TYPE = new Field(5, "eventType");
    private static final Field SEVERITY = new Field(6, "severity");
    private static final Field FIRST_SEEN_AT_NS = new Field(7, "firstSeenAtNs");
    private static final Field DETECTED_AT_NS = new Field(8, "detectedAtNs");
    private static final Field CAUSED_AT_NS = new Field(9, "causedAtNs");
    private static final Field EXPIRES_AT_NS = new Field(10, "expiresAtNs");
    private static final Field LAT_E7 = new Field(11, "latE7");
    private static final Field LON_E7 = new Field(12, "lonE7");
    private static final Field HEIGHT_CM = new Field(13, "heightCm");
    private static final Field LANE_ID = new Field(14, "laneId");
    private static final Field LEVEL = new Field(15, "level");
    private static final Field RADIUS_M = new Field(16, "radiusM");
    private static final Field CONFIDENCE = new Field(17, "confidence");
    private static final Field MEASURE = new Field(18, "measure");
    private static final Field THRESHOLD = new Field(19, "threshold");
    private static final Field SOURCES = new Field(20, "sources");
    private static final Field PRIMARY = new Field(21, "primary");
    private static final Field SECONDARY = new Field(22, "secondary");
    private static final Field PLATE = new Field(23, "plate");
    private static final Field P_TRACK_ID = new Field(1, "trackId");
    private static final Field P_CLASS = new Field(2, "participantClass");
    private static final Field P_LAT_E7 = new Field(3, "latE7");
    private static final Field P_LON_E7 = new Field(4, "lonE7");
    private static final Field P_SPEED_MPS = new Field(5, "speedMps");
    private static final Field P_COURSE_RAD = new Field(6, "courseRad");
    private static final Field P_TEMPORARY_ID = new Field(7, "temporaryId");

    private HazardPayload() {}

    static void write(HazardEventDecoder event, FieldWriter out) {
        EventKind kind = EventKind.ofCode(event.kind());
        int phase = event.phaseRaw();
        out.fixed64(EVENT_ID, event.eventId());
        if (kind != null) {
            out.name(APPLICATION, APPLICATIONS[kind.ordinal()]);
            out.name(KIND, LABELS[kind.ordinal()]);
        }
        if (phase < PHASES.length) {
            out.enumeration(PHASE, phase, PHASES[phase]);
        }
        out.uint32(EVENT_TYPE, kind == null ? 0 : kind.eventType());
        out.uint32(SEVERITY, event.severity());
        out.fixed64(FIRST_SEEN_AT_NS, event.firstSeenAtNs());
        out.fixed64(DETECTED_AT_NS, event.detectedAtNs());
        out.fixed64(CAUSED_AT_NS, event.causedAtNs());
        out.fixed64(EXPIRES_AT_NS, event.expiresAtNs());
        known(out, LAT_E7, event.latE7());
        known(out, LON_E7, event.lonE7());
        known(out, HEIGHT_CM, event.heightCm());
        out.uint32(LANE_ID, event.laneId());
        out.sint32(LEVEL, event.level());
        out.optionalFloat(RADIUS_M, event.radiusM());
        out.optionalFloat(CONFIDENCE, event.confidence());
        out.optionalFloat(MEASURE, event.measure());
        out.optionalFloat(THRESHOLD, event.threshold());
        out.fixed32(SOURCES, event.sources().getRaw());
        writeParticipant(PRIMARY, event.primary(), out);
        writeParticipant(SECONDARY, event.secondary(), out);
        DirectBuffer buffer = event.buffer();
        int plateAt = event.offset() + HazardEventDecoder.plateEncodingOffset();
        out.text(PLATE, buffer, plateAt, RecordText.length(buffer, plateAt, HazardEventDecoder.plateLength()));
    }

    private static void writeParticipant(Field field, ParticipantDecoder participant, FieldWriter out) {
        if (participant.trackId() == 0 && participant.temporaryId() == 0) {
            return;
        }
        out.beginMessage(field);
        out.uint32(P_TRACK_ID, participant.trackId());
        out.name(P_CLASS, RecordText.participantClass(participant.participantClass()));
        known(out, P_LAT_E7, participant.latE7());
        known(out, P_LON_E7, participant.lonE7());
        out.optionalFloat(P_SPEED_MPS, participant.speedMps());
        out.optionalFloat(P_COURSE_RAD, participant.courseRad());
        out.fixed64(P_TEMPORARY_ID, participant.temporaryId());
        out.endMessage();
    }

    private static void known(FieldWriter out, Field field, int value) {
        if (value != UNKNOWN) {
            out.sint32(field, value);
        }
    }
}
