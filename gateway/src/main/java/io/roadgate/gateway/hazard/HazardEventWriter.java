package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.HazardEventDecoder;
import io.roadgate.gateway.record.HazardEventEncoder;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.ParticipantEncoder;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.track.Courses;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.SitePlane;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes conditions of the book as {@code HazardEvent} records, with the numbers that decided.
 *
 * <p>The place is what the rule says, else that of the second participant when there is one (the one in danger), else of
 * the first; lane and level are the first one's. Confidence is the probability that all participants exist, times that of
 * the loose test.
 */
public final class HazardEventWriter {
    private static final float RADIUS_M = 10;
    private static final double STANDING_MPS = 0.3;
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

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

    /** Writes a condition to the outputs. */
    void write(RoadPicture picture, EventBook.Condition condition, EventPhase phase) {
        int length = encode(picture, condition, phase, scratch, 0);
        outputs.onRecord(HazardEventEncoder.TEMPLATE_ID, scratch, 0, length);
    }

    /** Writes a kept record to the outputs, as of now. */
    void rewrite(DirectBuffer record, int offset, int length, long nowNs) {
        scratch.putBytes(0, record, offset, length);
        int block = HEADER_BYTES;
        long detectedNs =
                scratch.getLong(block + HazardEventDecoder.detectedAtNsEncodingOffset(), HazardEventEncoder.BYTE_ORDER);
        long expiresNs =
                scratch.getLong(block + HazardEventDecoder.expiresAtNsEncodingOffset(), HazardEventEncoder.BYTE_ORDER);
        scratch.putLong(block + HazardEventDecoder.detectedAtNsEncodingOffset(), nowNs, HazardEventEncoder.BYTE_ORDER);
        scratch.putLong(
                block + HazardEventDecoder.expiresAtNsEncodingOffset(),
                expiresNs + nowNs - detectedNs,
                HazardEventEncoder.BYTE_ORDER);
        outputs.onRecord(HazardEventEncoder.TEMPLATE_ID, scratch, 0, length);
    }

    /** Encodes a condition; returns the length with header. */
    int encode(
            RoadPicture picture,
            EventBook.Condition condition,
            EventPhase phase,
            MutableDirectBuffer buffer,
            int offset) {
        Finding found = condition.last;
        int slot = found.primary;
        int other = found.secondary;
        event.wrapAndApplyHeader(buffer, offset, header)
                .eventId(condition.eventId)
                .kind(condition.kind.code())
                .phase(phase)
                .severity((short) condition.kind.severity())
                .firstSeenAtNs(condition.firstSeenAtNs)
                .detectedAtNs(picture.nowNs())
                .expiresAtNs(picture.nowNs() + condition.timing.expireAfterNs())
                .radiusM(Double.isNaN(found.radiusM) ? RADIUS_M : (float) found.radiusM)
                .confidence((float) confidence(picture.tracks(), found))
                .measure((float) found.measure)
                .threshold((float) found.threshold);
        place(picture, found);
        origin(picture.tracks(), slot, other, buffer, picture.nowNs());
        participant(event.primary(), picture, slot);
        participant(event.secondary(), picture, other);
        for (int i = 0; i < TrackTable.PLATE_BYTES; i++) {
            event.plate(
                    i, slot == EventBook.NOBODY ? 0 : (short) (picture.tracks().plateByte(slot, i) & 0xFF));
        }
        HazardEventEncoder.EvidenceEncoder evidence = event.evidenceCount(found.evidenceCount);
        for (int i = 0; i < found.evidenceCount; i++) {
            evidence.next()
                    .quantity((short) found.quantity[i])
                    .value(found.value[i])
                    .sigma(found.sigma[i])
                    .threshold(found.limit[i]);
        }
        return HEADER_BYTES + event.encodedLength();
    }

    private static double confidence(TrackTable tracks, Finding found) {
        double first = found.primary == EventBook.NOBODY ? 1 : tracks.existence(found.primary);
        double second = found.secondary == EventBook.NOBODY ? 1 : tracks.existence(found.secondary);
        return first * second * found.loose;
    }

    private void place(RoadPicture picture, Finding found) {
        int slot = found.secondary != EventBook.NOBODY ? found.secondary : found.primary;
        boolean isTold = !Double.isNaN(found.eastM);
        double eastM = isTold ? found.eastM : slot == EventBook.NOBODY ? 0 : picture.eastM(slot);
        double northM = isTold ? found.northM : slot == EventBook.NOBODY ? 0 : picture.northM(slot);
        double upM = slot == EventBook.NOBODY ? 0 : picture.tracks().upM(slot);
        byte level = found.primary == EventBook.NOBODY
                ? TrackTable.UNKNOWN_LEVEL
                : picture.tracks().level(found.primary);
        int lane = found.primary == EventBook.NOBODY ? 0 : picture.lanes().laneId(picture.laneIndex(found.primary));
        event.latE7(plane.latE7(northM))
                .lonE7(plane.lonE7(eastM))
                .heightCm(plane.heightCm(Double.isNaN(upM) ? 0 : upM))
                .laneId(lane)
                .level(level == TrackTable.UNKNOWN_LEVEL ? 0 : level);
    }

    private void origin(TrackTable tracks, int slot, int other, MutableDirectBuffer buffer, long nowNs) {
        long causedAtNs = 0;
        int sources = 0;
        if (slot != EventBook.NOBODY) {
            causedAtNs = tracks.causedAtNs(slot);
            sources = tracks.sources(slot);
        }
        if (other != EventBook.NOBODY) {
            causedAtNs = Math.max(causedAtNs, tracks.causedAtNs(other));
            sources |= tracks.sources(other);
        }
        event.causedAtNs(causedAtNs == 0 ? nowNs : causedAtNs);
        buffer.putInt(
                event.offset() + HazardEventEncoder.sourcesEncodingOffset(), sources, HazardEventEncoder.BYTE_ORDER);
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
