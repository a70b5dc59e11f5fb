package io.roadgate.gateway.ring;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.BlankRecords;
import io.roadgate.sensor.observation.CorrectionEncoder;
import io.roadgate.sensor.observation.EmptyFrameEncoder;
import io.roadgate.sensor.observation.EtcTransactionEncoder;
import io.roadgate.sensor.observation.LinkChangeEncoder;
import io.roadgate.sensor.observation.MessageHeaderEncoder;
import io.roadgate.sensor.observation.ObservationEncoder;
import io.roadgate.sensor.observation.ObservationSink;
import io.roadgate.sensor.observation.SignalPhaseEncoder;
import io.roadgate.sensor.observation.SiteFixEncoder;
import io.roadgate.sensor.observation.V2xUplinkEncoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What one ingest agent writes and fusion reads: drivers claim a blank record in the ring and fill it in place. */
public final class ObservationRing {
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

    private final RecordRing ring;
    private final UnsafeBuffer observationBlank = BlankRecords.observation();
    private final UnsafeBuffer emptyFrameBlank = BlankRecords.emptyFrame();
    private final UnsafeBuffer etcTransactionBlank = BlankRecords.etcTransaction();
    private final UnsafeBuffer linkChangeBlank = BlankRecords.linkChange();
    private final UnsafeBuffer siteFixBlank = BlankRecords.siteFix();
    private final UnsafeBuffer signalPhaseBlank = BlankRecords.signalPhase();
    private final UnsafeBuffer v2xUplinkBlank = BlankRecords.v2xUplink();
    private final UnsafeBuffer correctionBlank = BlankRecords.correction();

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

    private final class Door implements ObservationSink {
        private final int sensorId;
        private final Counters counters;
        private final FaultSink faults;
        private final ObservationEncoder observation = new ObservationEncoder();
        private final EmptyFrameEncoder emptyFrame = new EmptyFrameEncoder();
        private final EtcTransactionEncoder etcTransaction = new EtcTransactionEncoder();
        private final LinkChangeEncoder linkChange = new LinkChangeEncoder();
        private final SiteFixEncoder siteFix = new SiteFixEncoder();
        private final SignalPhaseEncoder signalPhase = new SignalPhaseEncoder();
        private final V2xUplinkEncoder v2xUplink = new V2xUplinkEncoder();
        private final CorrectionEncoder correction = new CorrectionEncoder();
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
        public SiteFixEncoder claimSiteFix() {
            isObservation = true;
            return claim(SiteFixEncoder.TEMPLATE_ID, siteFixBlank)
                    ? siteFix.wrap(buffer(), claimedIndex + HEADER_BYTES).sensorId(sensorId)
                    : null;
        }

        @Override
        public SignalPhaseEncoder claimSignalPhase() {
            isObservation = true;
            return claim(SignalPhaseEncoder.TEMPLATE_ID, signalPhaseBlank)
                    ? signalPhase.wrap(buffer(), claimedIndex + HEADER_BYTES).sensorId(sensorId)
                    : null;
        }

        @Override
        public V2xUplinkEncoder claimV2xUplink(int octets) {
            isObservation = true;
            return claim(
                            V2xUplinkEncoder.TEMPLATE_ID,
                            v2xUplinkBlank,
                            V2xUplinkEncoder.frameHeaderLength() + Math.min(octets, MOST_UPLINK_OCTETS))
                    ? v2xUplink.wrap(buffer(), claimedIndex + HEADER_BYTES).sensorId(sensorId)
                    : null;
        }

        @Override
        public CorrectionEncoder claimCorrection(int octets) {
            isObservation = true;
            return claim(
                            CorrectionEncoder.TEMPLATE_ID,
                            correctionBlank,
                            CorrectionEncoder.frameHeaderLength() + Math.min(octets, MOST_UPLINK_OCTETS))
                    ? correction.wrap(buffer(), claimedIndex + HEADER_BYTES).sensorId(sensorId)
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
            return claim(templateId, blank, 0);
        }

        private boolean claim(int templateId, UnsafeBuffer blank, int behind) {
            assert claimedIndex < 0 : "a record is claimed already";
            int length = blank.capacity() + behind;
            int index = length > ring.claimable().maxMsgLength()
                    ? -1
                    : ring.claimable().tryClaim(templateId, length);
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
