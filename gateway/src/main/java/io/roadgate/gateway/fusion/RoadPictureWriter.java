package io.roadgate.gateway.fusion;

import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.record.TrackStateEncoder;
import io.roadgate.gateway.roadmap.ActiveMap;
import io.roadgate.gateway.roadmap.Placements;
import io.roadgate.gateway.track.Courses;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.SitePlane;
import org.agrona.MutableDirectBuffer;

/** Writes the road picture: one {@code TrackState} record for each confirmed track, carried on to one instant. */
final class RoadPictureWriter {
    private static final double STANDING_MPS = 0.3;

    private final TrackTable tracks;
    private final ActiveMap map;
    private final Placements placements;
    private final SitePlane plane;
    private final MutableDirectBuffer scratch;
    private final RecordHandler outputs;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TrackStateEncoder state = new TrackStateEncoder();

    RoadPictureWriter(
            TrackTable tracks,
            ActiveMap map,
            Placements placements,
            SitePlane plane,
            MutableDirectBuffer scratch,
            RecordHandler outputs) {
        this.tracks = tracks;
        this.map = map;
        this.placements = placements;
        this.plane = plane;
        this.scratch = scratch;
        this.outputs = outputs;
    }

    /** Writes all confirmed tracks, oldest first. */
    void write(long nowNs) {
        int count = 0;
        long causedAtNs = 0;
        for (int i = 0; i < tracks.liveCount(); i++) {
            int slot = tracks.liveSlot(i);
            if (tracks.isConfirmed(slot)) {
                count++;
                causedAtNs = Math.max(causedAtNs, tracks.causedAtNs(slot));
            }
        }
        int index = 0;
        for (int i = 0; i < tracks.liveCount(); i++) {
            if (tracks.isConfirmed(tracks.liveSlot(i))) {
                writeOne(tracks.liveSlot(i), index++, count, causedAtNs, nowNs);
            }
        }
    }

    private void writeOne(int slot, int index, int count, long causedAtNs, long nowNs) {
        double speedMps = tracks.speedMps(slot);
        double upM = tracks.upM(slot);
        byte level = tracks.level(slot);
        state.wrapAndApplyHeader(scratch, 0, header)
                .atNs(nowNs)
                .causedAtNs(causedAtNs)
                .indexInPicture(index)
                .countInPicture(count)
                .trackId(tracks.trackId(slot))
                .participantClass((short) tracks.participantClass(slot))
                .level(level == TrackTable.UNKNOWN_LEVEL ? 0 : level)
                .laneId(map.map().laneId(placements.laneIndex(slot)))
                .latE7(plane.latE7(tracks.northM(slot, nowNs)))
                .lonE7(plane.lonE7(tracks.eastM(slot, nowNs)))
                .heightCm(plane.heightCm(Double.isNaN(upM) ? 0 : upM))
                .speedMps((float) speedMps)
                .courseRad(
                        speedMps > STANDING_MPS
                                ? Courses.courseRad(tracks.eastMps(slot), tracks.northMps(slot))
                                : tracks.headingRad(slot))
                .accelMps2((float) tracks.accelMps2(slot))
                .lengthM(tracks.lengthM(slot))
                .widthM(tracks.widthM(slot))
                .positionSigmaM((float) tracks.positionSigmaM(slot))
                .existence((float) tracks.existence(slot))
                .temporaryId(tracks.temporaryId(slot))
                .obuMac(tracks.obuMac(slot) & 0xFFFF_FFFFL);
        scratch.putInt(
                state.offset() + TrackStateEncoder.sourcesEncodingOffset(),
                tracks.sources(slot),
                TrackStateEncoder.BYTE_ORDER);
        for (int i = 0; i < TrackTable.PLATE_BYTES; i++) {
            state.plate(i, (short) (tracks.plateByte(slot, i) & 0xFF));
        }
        outputs.onRecord(
                TrackStateEncoder.TEMPLATE_ID,
                scratch,
                0,
                MessageHeaderEncoder.ENCODED_LENGTH + TrackStateEncoder.BLOCK_LENGTH);
    }
}
