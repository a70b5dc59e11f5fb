package io.roadgate.gateway.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.EmptyFrameDecoder;
import io.roadgate.sensor.observation.EtcTransactionDecoder;
import io.roadgate.sensor.observation.LinkChangeDecoder;
import io.roadgate.sensor.observation.LinkStatus;
import io.roadgate.sensor.observation.MessageHeaderDecoder;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ObservationSink;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ObservationRingTest {
    private final Counters counters = new Counters(List.of("radar", "camera"));
    private final ObservationRing ring = new ObservationRing(64 * 1024);
    private final ObservationSink sink = ring.sink(2, counters);

    private record Copy(int templateId, UnsafeBuffer buffer) {}

    private List<Copy> drain() {
        List<Copy> copies = new ArrayList<>();
        // One call ends where the ring wraps, and a call that meets only the padding there hands nothing over.
        for (int call = 0; call < 3; call++) {
            ring.drain(
                    (templateId, buffer, offset, length) -> {
                        byte[] bytes = new byte[length];
                        buffer.getBytes(offset, bytes);
                        copies.add(new Copy(templateId, new UnsafeBuffer(bytes)));
                    },
                    1000);
        }
        return copies;
    }

    @Test
    void shouldHandOutABlankRecordEachTime() {
        sink.claimObservation().eastM(5).northM(6).obuMac(77).lengthM(4).kind(ObservationKind.CAMERA);
        sink.commit();
        sink.claimObservation().kind(ObservationKind.CAMERA);
        sink.commit();

        List<Copy> copies = drain();

        assertThat(copies).hasSize(2);
        ObservationDecoder first =
                new ObservationDecoder().wrapAndApplyHeader(copies.get(0).buffer(), 0, new MessageHeaderDecoder());
        assertThat(first.sensorId()).isEqualTo(2);
        assertThat(first.eastM()).isEqualTo(5);
        assertThat(first.obuMac()).isEqualTo(77);
        ObservationDecoder second =
                new ObservationDecoder().wrapAndApplyHeader(copies.get(1).buffer(), 0, new MessageHeaderDecoder());
        assertThat(second.eastM()).isNaN();
        assertThat(second.lengthM()).isNaN();
        assertThat(second.classConfidence()).isNaN();
        assertThat(second.obuMac()).isZero();
        assertThat(second.localId()).isEqualTo(ObservationDecoder.localIdNullValue());
        assertThat(second.level()).isEqualTo(ObservationDecoder.levelNullValue());
    }

    @Test
    void shouldCarryEveryKindOfRecord() {
        sink.claimEmptyFrame().frameSequence(9).kind(ObservationKind.RADAR);
        sink.commit();
        sink.claimEtcTransaction().obuMac(0xFEEDF00DL).debitedFen(500);
        sink.commit();
        sink.claimLinkChange().status(LinkStatus.LOST).receivedAtNs(3);
        sink.commit();

        assertThat(drain())
                .extracting(Copy::templateId)
                .containsExactly(
                        EmptyFrameDecoder.TEMPLATE_ID,
                        EtcTransactionDecoder.TEMPLATE_ID,
                        LinkChangeDecoder.TEMPLATE_ID);
        assertThat(counters.observations(2)).isEqualTo(1);
        assertThat(counters.observations(1)).isZero();
    }

    @Test
    void shouldCountAndGoOnWhenFull() {
        int committed = 0;
        while (sink.claimObservation() != null) {
            sink.commit();
            committed++;
        }
        assertThat(sink.claimObservation()).isNull();
        assertThat(counters.faults(2, FrameFault.RING_FULL)).isEqualTo(2);

        assertThat(drain()).hasSize(committed);
        assertThat(sink.claimObservation()).isNotNull();
        sink.commit();
        assertThat(drain()).hasSize(1);
    }

    @Test
    void shouldSkipAnAbortedRecord() {
        sink.claimObservation().eastM(1);
        sink.abort();
        sink.claimObservation().eastM(2);
        sink.commit();

        List<Copy> copies = drain();

        assertThat(copies).hasSize(1);
        assertThat(counters.observations(2)).isEqualTo(1);
    }

    @Test
    void shouldRefuseARecordThatDoesNotFit() {
        RecordRing small = new RecordRing(1024);
        ExpandableArrayBuffer record = new ExpandableArrayBuffer(200);

        int offered = 0;
        while (small.offer(20, record, 0, 100)) {
            offered++;
        }

        assertThat(offered).isBetween(7, 9);
        assertThat(small.drain(
                        (templateId, buffer, offset, length) ->
                                assertThat(length).isEqualTo(100),
                        100))
                .isEqualTo(offered);
        assertThat(small.offer(20, record, 0, 200))
                .as("longer than the ring ever takes")
                .isFalse();
    }
}
