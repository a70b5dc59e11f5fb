package io.roadgate.sensor.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.frame.FaultCounts;
import io.roadgate.sensor.frame.FrameFault;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceiveRingTest {
    private final FaultCounts faults = new FaultCounts();
    private final ReceiveRing ring = new ReceiveRing(16, faults);
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    private int poll() {
        return ring.poll(
                (buffer, offset, length, receivedAtNs) -> {
                    byte[] piece = new byte[length];
                    buffer.getBytes(offset, piece);
                    read.writeBytes(piece);
                    assertThat(receivedAtNs).isEqualTo(42);
                },
                100);
    }

    @Test
    void shouldCutALongStreamPieceAndLoseNothing() {
        byte[] sent = new byte[10_000];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31);
        }
        ring.putStream(sent, sent.length, 42);
        assertThat(poll()).isGreaterThan(1);
        assertThat(read.toByteArray()).isEqualTo(sent);
        assertThat(faults.all()).isEmpty();
    }

    @Test
    void shouldDropTheNewestAndCountWhenFull() {
        byte[] first = {1, 2, 3};
        ring.putStream(first, 3, 42);
        for (int i = 0; i < 20; i++) {
            ring.putStream(new byte[1_000], 1_000, 42);
        }
        assertThat(faults.of(FrameFault.TRANSPORT_OVERRUN)).isPositive();
        poll();
        assertThat(read.toByteArray()).startsWith(first);
        ring.putStream(first, 3, 42);
        assertThat(poll()).isEqualTo(1);
    }

    @Test
    void shouldNeverCutADatagram() {
        assertThat(ring.putDatagram(new byte[10_000], 10_000, 42)).isFalse();
        assertThat(ring.putDatagram(new byte[1_000], 1_000, 42)).isTrue();
        assertThat(faults.all()).isEqualTo(Map.of(FrameFault.TRANSPORT_OVERRUN, 1));
        assertThat(poll()).isEqualTo(1);
    }

    @Test
    void shouldDoubleTheWaitUpToTwoSeconds() {
        Backoff backoff = new Backoff();
        assertThat(backoff.nextNs()).isEqualTo(50_000_000L);
        assertThat(backoff.nextNs()).isEqualTo(100_000_000L);
        for (int i = 0; i < 10; i++) {
            backoff.nextNs();
        }
        assertThat(backoff.nextNs()).isEqualTo(2_000_000_000L);
        backoff.reset();
        assertThat(backoff.nextNs()).isEqualTo(50_000_000L);
    }
}
