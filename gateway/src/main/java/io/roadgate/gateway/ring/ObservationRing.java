package io.roadgate.gateway.ring;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.EmptyFrameEncoder;
import io.roadgate.sensor.observation.EtcTransactionEncoder;
import io.roadgate.sensor.observation.LinkChangeEncoder;
import io.roadgate.sensor.observation.LinkStatus;
import io.roadgate.sensor.observation.MessageHeaderEncoder;
import io.roadgate.sensor.observation.ObservationEncoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ObservationSink;
import io.roadgate.sensor.observation.ParticipantClass;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What one ingest agent writes and fusion reads: drivers claim a blank record in the ring and fill it in place. */
public final class ObservationRing {
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

    private final RecordRing ring;
    private final UnsafeBuffer observationBlank = blankObservation();
    private final UnsafeBuffer emptyFrameBlank = blankEmptyFrame();
    private final UnsafeBuffer etcTransactionBlank = blankEtcTransaction();
    private final UnsafeBuffer linkChangeBlank = blankLinkChange();

    /** A ring of at least this many bytes. */
    public ObservationRing(int capacityBytes) {
        ring = new RecordRing(capacityBytes);
    }

    /** Hands records over in order; the one reader's thread. */
    public int drain(RecordHandler handler, int limit) {
        return ring.drain(handler, limit);
    }

    /** The door for one sensor's driver (id 1..); all doors of a ring belong to the one ingest agent. */
    public ObservationSink sink(int sensorId, Counters counters) {
        return new Door(sensorId, counters, counters.faultSink(sensorId));
    }

    private static UnsafeBuffer blankObservation() {
        UnsafeBuffer blank = new UnsafeBuffer(new byte[HEADER_BYTES + ObservationEncoder.BLOCK_LENGTH]);
        new ObservationEncoder()
                .wrapAndApplyHeader(blank, 0, new MessageHeaderEncoder())
                .kind(ObservationKind.NULL_VAL)
                .participantClass(ParticipantClass.UNKNOWN)
                .eastM(Double.NaN)
                .northM(Double.NaN)
                .upM(Double.NaN)
                .eastVarM2(Float.NaN)
                .northVarM2(Float.NaN)
                .eastNorthCovM2(Float.NaN)
                .eastMps(Float.NaN)
                .northMps(Float.NaN)
                .speedSigmaMps(Float.NaN)
                .accelMps2(Float.NaN)
                .headingRad(Float.NaN)
                .headingSigmaRad(Float.NaN)
                .rangeM(Float.NaN)
                .azimuthRad(Float.NaN)
                .radialSpeedMps(Float.NaN)
                .rangeSigmaM(Float.NaN)
                .azimuthSigmaRad(Float.NaN)
                .radialSpeedSigmaMps(Float.NaN)
                .rcsDbsm(Float.NaN)
                .classConfidence(Float.NaN)
                .existence(Float.NaN)
                .lengthM(Float.NaN)
                .widthM(Float.NaN)
                .heightM(Float.NaN)
                .localId(ObservationEncoder.localIdNullValue())
                .plateColour(ObservationEncoder.plateColourNullValue())
                .level(ObservationEncoder.levelNullValue());
        return blank;
    }

    private static UnsafeBuffer blankEmptyFrame() {
        UnsafeBuffer blank = new UnsafeBuffer(new byte[HEADER_BYTES + EmptyFrameEncoder.BLOCK_LENGTH]);
        new EmptyFrameEncoder()
                .wrapAndApplyHeader(blank, 0, new MessageHeaderEncoder())
                .kind(ObservationKind.NULL_VAL);
        return blank;
    }

    private static UnsafeBuffer blankEtcTransaction() {
        UnsafeBuffer blank = new UnsafeBuffer(new byte[HEADER_BYTES + EtcTransactionEncoder.BLOCK_LENGTH]);
        new EtcTransactionEncoder()
                .wrapAndApplyHeader(blank, 0, new MessageHeaderEncoder())
                .lengthM(Float.NaN)
                .debitedFen(-1)
                .balanceAfterFen(-1)
                .plateColour(EtcTransactionEncoder.plateColourNullValue());
        return blank;
    }

    private static UnsafeBuffer blankLinkChange() {
        UnsafeBuffer blank = new UnsafeBuffer(new byte[HEADER_BYTES + LinkChangeEncoder.BLOCK_LENGTH]);
        new LinkChangeEncoder()
                .wrapAndApplyHeader(blank, 0, new MessageHeaderEncoder())
                .status(LinkStatus.NULL_VAL);
        return blank;
    }

    private final class Door implements ObservationSink {
        private final int sensorId;
        private final Counters counters;
        private final FaultSink faults;
        private final ObservationEncoder observation = new ObservationEncoder();
        private final EmptyFrameEncoder emptyFrame = new EmptyFrameEncoder();
        private final EtcTransactionEncoder etcTransaction = new EtcTransactionEncoder();
        private final LinkChangeEncoder linkChange = new LinkChangeEncoder();
        private int claimedIndex = -1;
        private boolean isObservation;

        Door(int sensorId, Counters counters, FaultSink faults) {
            this.sensorId = sensorId;
            this.counters = counters;
            this.faults = faults;
        }

        @Override
        public ObservationEncoder claimObservation() {
            isObservation = true;
            return claim(ObservationEncoder.TEMPLATE_ID, observationBlank)
                    ? observation.wrap(buffer(), claimedIndex + HEADER_BYTES).sensorId(sensorId)
                    : null;
        }

        @Override
        public EmptyFrameEncoder claimEmptyFrame() {
            isObservation = false;
            return claim(EmptyFrameEncoder.TEMPLATE_ID, emptyFrameBlank)
                    ? emptyFrame.wrap(buffer(), claimedIndex + HEADER_BYTES).sensorId(sensorId)
                    : null;
        }

        @Override
        public EtcTransactionEncoder claimEtcTransaction() {
            isObservation = true;
            return claim(EtcTransactionEncoder.TEMPLATE_ID, etcTransactionBlank)
                    ? etcTransaction.wrap(buffer(), claimedIndex + HEADER_BYTES).sensorId(sensorId)
                    : null;
        }

        @Override
        public LinkChangeEncoder claimLinkChange() {
            isObservation = false;
            return claim(LinkChangeEncoder.TEMPLATE_ID, linkChangeBlank)
                    ? linkChange.wrap(buffer(), claimedIndex + HEADER_BYTES).sensorId(sensorId)
                    : null;
        }

        @Override
        public void commit() {
            ring.claimable().commit(claimedIndex);
            claimedIndex = -1;
            if (isObservation) {
                counters.countObservation(sensorId);
            }
        }

        @Override
        public void abort() {
            ring.claimable().abort(claimedIndex);
            claimedIndex = -1;
        }

        private MutableDirectBuffer buffer() {
            return ring.claimable().buffer();
        }

        private boolean claim(int templateId, UnsafeBuffer blank) {
            assert claimedIndex < 0 : "a record is claimed already";
            int index = ring.claimable().tryClaim(templateId, blank.capacity());
            if (index < 0) {
                faults.count(FrameFault.RING_FULL);
                return false;
            }
            claimedIndex = index;
            buffer().putBytes(index, blank, 0, blank.capacity());
            return true;
        }
    }
}
