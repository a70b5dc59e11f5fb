package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.HazardEventEncoder;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.ParticipantEncoder;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.track.Courses;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.SitePlane;
import org.agrona.MutableDirectBuffer;

/**
 * Writes conditions of the book as {@code HazardEvent} records.
 *
 * <p>The place is that of the second participant when there is one (the person in danger), else of the first; lane and
 * level are the first one's. Confidence is the probability that all participants exist.
 */
public final class HazardEventWriter {
    private static final float RADIUS_M = 10;
    private static final double STANDING_MPS = 0.3;

    private final MutableDirectBuffer scratch;
    private final RecordHandler outputs;
    private final SitePlane plane;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final HazardEventEncoder event = new HazardEventEncoder();

    /** A writer into a scratch buffer that {@code outputs} reads at once. */
    public HazardEventWriter(MutableDirectBuffer scratch, RecordHandler outputs, SitePlane plane) {
        this.scratch = scratch;
        this.outputs = outputs;
        this.plane = plane;
    }

    void write(RoadPicture picture, EventBook.Condition condition, EventPhase phase) {
        TrackTable tracks = picture.tracks();
        long nowNs = picture.nowNs();
        int slot = condition.slot;
        int other = condition.other;
        boolean isPair = other != EventBook.NOBODY;
        int placeSlot = isPair ? other : slot;
        double upM = tracks.upM(placeSlot);
        byte level = tracks.level(slot);
        event.wrapAndApplyHeader(scratch, 0, header)
                .eventId(condition.eventId)
                .kind(condition.kind.code())
                .phase(phase)
                .severity((short) condition.kind.severity())
                .firstSeenAtNs(condition.firstSeenAtNs)
                .detectedAtNs(nowNs)
                .causedAtNs(
                        isPair ? Math.max(tracks.causedAtNs(slot), tracks.causedAtNs(other)) : tracks.causedAtNs(slot))
                .expiresAtNs(nowNs + condition.timing.expireAfterNs())
                .latE7(plane.latE7(picture.northM(placeSlot)))
                .lonE7(plane.lonE7(picture.eastM(placeSlot)))
                .heightCm(plane.heightCm(Double.isNaN(upM) ? 0 : upM))
                .laneId(picture.lanes().laneId(picture.laneIndex(slot)))
                .level(level == TrackTable.UNKNOWN_LEVEL ? 0 : level)
                .radiusM(RADIUS_M)
                .confidence((float) (tracks.existence(slot) * (isPair ? tracks.existence(other) : 1)))
                .measure((float) condition.measure)
                .threshold((float) condition.threshold);
        scratch.putInt(
                event.offset() + HazardEventEncoder.sourcesEncodingOffset(),
                tracks.sources(slot) | (isPair ? tracks.sources(other) : 0),
                HazardEventEncoder.BYTE_ORDER);
        participant(event.primary(), picture, slot);
        participant(event.secondary(), picture, other);
        for (int i = 0; i < TrackTable.PLATE_BYTES; i++) {
            event.plate(i, (short) (tracks.plateByte(slot, i) & 0xFF));
        }
        outputs.onRecord(
                HazardEventEncoder.TEMPLATE_ID,
                scratch,
                0,
                MessageHeaderEncoder.ENCODED_LENGTH + HazardEventEncoder.BLOCK_LENGTH);
    }

    private void participant(ParticipantEncoder participant, RoadPicture picture, int slot) {
        if (slot == EventBook.NOBODY) {
            participant
                    .trackId(0)
                    .participantClass((short) 0)
                    .latE7(Integer.MIN_VALUE)
                    .lonE7(Integer.MIN_VALUE);
            participant.speedMps(Float.NaN).courseRad(Float.NaN).temporaryId(0);
            return;
        }
        TrackTable tracks = picture.tracks();
        double speedMps = tracks.speedMps(slot);
        participant
                .trackId(tracks.trackId(slot))
                .participantClass((short) tracks.participantClass(slot))
                .latE7(plane.latE7(picture.northM(slot)))
                .lonE7(plane.lonE7(picture.eastM(slot)))
                .speedMps((float) speedMps)
                .courseRad(
                        speedMps > STANDING_MPS
                                ? Courses.courseRad(tracks.eastMps(slot), tracks.northMps(slot))
                                : tracks.headingRad(slot))
                .temporaryId(tracks.temporaryId(slot));
    }
}
