package io.roadgate.gateway.publish;

import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.TrackStateDecoder;
import org.agrona.DirectBuffer;

/** {@code RoadPicture} of {@code cloud.proto}, from the track records of one picture laid end to end. */
final class PicturePayload {
    private static final int UNKNOWN = Integer.MIN_VALUE;
    private static final Field AT_NS = new Field(1, "atNs");
    private static final Field CAUSED_AT_NS = new Field(2, "causedAtNs");
    private static final Field TRACKS = new Field(3, "tracks");
    private static final Field TRACK_ID = new Field(1, "trackId");
    private static final Field PARTICIPANT_CLASS = new Field(2, "participantClass");
    private static final Field LAT_E7 = new Field(3, "latE7");
    private static final Field LON_E7 = new Field(4, "lonE7");
    private static final Field HEIGHT_CM = new Field(5, "heightCm");
    private static final Field LANE_ID = new Field(6, "laneId");
    private static final Field LEVEL = new Field(7, "level");
    private static final Field SPEED_MPS = new Field(8, "speedMps");
    private static final Field COURSE_RAD = new Field(9, "courseRad");
    private static final Field ACCEL_MPS2 = new Field(10, "accelMps2");
    private static final Field LENGTH_M = new Field(11, "lengthM");
    private static final Field WIDTH_M = new Field(12, "widthM");
    private static final Field POSITION_SIGMA_M = new Field(13, "positionSigmaM");
    private static final Field EXISTENCE = new Field(14, "existence");
    private static final Field SOURCES = new Field(15, "sources");
    private static final Field TEMPORARY_ID = new Field(16, "temporaryId");
    private static final Field OBU_MAC = new Field(17, "obuMac");
    private static final Field PLATE = new Field(18, "plate");

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TrackStateDecoder track = new TrackStateDecoder();

    void write(DirectBuffer buffer, int offset, int length, FieldWriter out) {
        if (length == 0) {
            return;
        }
        track.wrapAndApplyHeader(buffer, offset, header);
        out.fixed64(AT_NS, track.atNs());
        out.fixed64(CAUSED_AT_NS, track.causedAtNs());
        if (track.countInPicture() == 0) {
            return;
        }
        out.beginList(TRACKS);
        int stride = MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        for (int at = offset; at + stride <= offset + length; at += stride) {
            track.wrapAndApplyHeader(buffer, at, header);
            out.beginElement(TRACKS);
            writeTrack(out);
            out.endElement();
        }
        out.endList();
    }

    private void writeTrack(FieldWriter out) {
        out.uint32(TRACK_ID, track.trackId());
        out.name(PARTICIPANT_CLASS, RecordText.participantClass(track.participantClass()));
        known(out, LAT_E7, track.latE7());
        known(out, LON_E7, track.lonE7());
        known(out, HEIGHT_CM, track.heightCm());
        out.uint32(LANE_ID, track.laneId());
        out.sint32(LEVEL, track.level());
        out.optionalFloat(SPEED_MPS, track.speedMps());
        out.optionalFloat(COURSE_RAD, track.courseRad());
        out.optionalFloat(ACCEL_MPS2, track.accelMps2());
        out.optionalFloat(LENGTH_M, track.lengthM());
        out.optionalFloat(WIDTH_M, track.widthM());
        out.optionalFloat(POSITION_SIGMA_M, track.positionSigmaM());
        out.optionalFloat(EXISTENCE, track.existence());
        out.fixed32(SOURCES, track.sources().getRaw());
        out.fixed64(TEMPORARY_ID, track.temporaryId());
        out.fixed32(OBU_MAC, track.obuMac());
        DirectBuffer buffer = track.buffer();
        int plateAt = track.offset() + TrackStateDecoder.plateEncodingOffset();
        out.text(PLATE, buffer, plateAt, RecordText.length(buffer, plateAt, TrackStateDecoder.plateLength()));
    }

    private static void known(FieldWriter out, Field field, int value) {
        if (value != UNKNOWN) {
            out.sint32(field, value);
        }
    }
}
