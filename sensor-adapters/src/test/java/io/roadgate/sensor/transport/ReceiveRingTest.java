package io.roadgate.sensor.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.frame.FaultCounts;
import io.roadgate.sensor.frame.FrameFault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
        assertThat(ring.holeCount()).isZero();
    }

    @Test
    void shouldShedTheOldestHalfOfAStreamAndCountItToTheByte() {
        for (int i = 0; i < 20; i++) {
            byte[] piece = new byte[1_000];
            piece[0] = (byte) i;
            ring.putStream(piece, 1_000, 42);
        }
        int shed = faults.of(FrameFault.TRANSPORT_OVERRUN);
        assertThat(shed).isBetween(8, 16);
        assertThat(faults.of(FrameFault.BYTES_SHED)).isEqualTo(shed * 1_000);
        assertThat(ring.holeCount()).isZero();
        assertThat(poll()).as("the hole is told before the piece behind it").isZero();
        assertThat(ring.holeCount()).isEqualTo(1);
        assertThat(poll()).isEqualTo(20 - shed);
        assertThat(read.toByteArray()[0]).as("the first that was kept").isEqualTo((byte) shed);
        assertThat(read.toByteArray()[read.size() - 1_000])
                .as("the newest is kept")
                .isEqualTo((byte) 19);
        assertThat(ring.holeCount()).isEqualTo(1);
    }

    @Test
    void shouldShedJustAsManyDatagramsAsTheNewOneNeeds() {
        for (int i = 0; i < 17; i++) {
            ring.putDatagram(new byte[1_000], 1_000, 42);
        }
        // 16 pieces of 1016 bytes fill 16 KiB but for 128, too little for the 17th.
        assertThat(faults.all()).isEqualTo(Map.of(FrameFault.TRANSPORT_OVERRUN, 1, FrameFault.BYTES_SHED, 1_000));
        assertThat(poll() + poll()).isEqualTo(16);
    }

    @Test
    void shouldNeverCutADatagram() {
        assertThat(ring.putDatagram(new byte[10_000], 10_000, 42)).isFalse();
        assertThat(ring.putDatagram(new byte[1_000], 1_000, 42)).isTrue();
        assertThat(faults.all()).isEqualTo(Map.of(FrameFault.TRANSPORT_OVERRUN, 1, FrameFault.BYTES_SHED, 10_000));
        assertThat(poll()).isEqualTo(1);
    }

    @Test
    void shouldTellOfARelinkBetweenTheOldBytesAndTheNew() {
        ring.linkUp();
        ring.putStream(new byte[] {'o', 'l', 'd'}, 3, 42);
        ring.linkLost();
        ring.linkUp();
        ring.putStream(new byte[] {'n', 'e', 'w'}, 3, 42);
        assertThat(ring.upCount()).isZero();
        assertThat(poll()).isZero();
        assertThat(ring.upCount()).isEqualTo(1);
        assertThat(poll()).isEqualTo(1);
        assertThat(read.toString(StandardCharsets.US_ASCII)).isEqualTo("old");
        assertThat(ring.upCount()).isEqualTo(2);
        assertThat(ring.isUp()).isTrue();
        assertThat(poll()).isEqualTo(1);
        assertThat(read.toString(StandardCharsets.US_ASCII)).isEqualTo("oldnew");
    }

    @Test
    void shouldTellOfALossOnlyWhenTheLastBytesAreRead() {
        ring.linkUp();
        ring.putStream(new byte[] {'x'}, 1, 42);
        ring.linkLost();
        ring.linkLost();
        poll();
        assertThat(ring.isUp()).isTrue();
        assertThat(poll()).isEqualTo(1);
        assertThat(ring.isUp()).as("seen on finding nothing more").isFalse();
        assertThat(ring.upCount()).isEqualTo(1);
        ring.linkUp();
        ring.linkUp();
        assertThat(poll()).isZero();
        assertThat(ring.upCount())
                .as("a link that replaces another without a loss")
                .isEqualTo(3);
    }

    @Test
    void shouldFindTheLinkUpEvenWhenAllOfItsFirstBytesWereShed() {
        ring.linkUp();
        ring.putStream(new byte[1_000], 1_000, 42);
        ring.linkLost();
        ring.linkUp();
        for (int i = 0; i < 40; i++) {
            ring.putStream(new byte[1_000], 1_000, 42);
        }
        assertThat(poll()).isZero();
        assertThat(ring.upCount()).isEqualTo(2);
        assertThat(ring.holeCount()).isEqualTo(1);
    }

    /** Any mixture of puts, polls and relinks, against a list as the model. */
    @Property(tries = 300)
    void shouldLoseOnlyWhatItCountsAndTellEveryHole(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = -3_000, max = 3_000) Integer> steps) {
        FaultCounts counts = new FaultCounts();
        ReceiveRing any = new ReceiveRing(16, counts);
        List<Integer> got = new ArrayList<>();
        AtomicLong gotBytes = new AtomicLong();
        int[] expected = {0};
        int[] seenHoles = {0};
        int number = 0;
        long sentBytes = 0;
        for (int step : steps) {
            if (step > 0) {
                byte[] piece = new byte[step + 3];
                piece[0] = (byte) number;
                piece[1] = (byte) (number >> 8);
                any.putStream(piece, piece.length, number++);
                sentBytes += piece.length;
            } else {
                any.poll(
                        (buffer, offset, length, stampNs) ->
                                check(any, buffer, length, stampNs, expected, seenHoles, got),
                        -step / 200);
            }
        }
        int before;
        do {
            before = got.size() + any.holeCount();
            any.poll(
                    (buffer, offset, length, stampNs) -> check(any, buffer, length, stampNs, expected, seenHoles, got),
                    1_000);
        } while (got.size() + any.holeCount() != before);
        got.forEach(length -> gotBytes.addAndGet(length));
        assertThat(got.size() + counts.of(FrameFault.TRANSPORT_OVERRUN)).isEqualTo(number);
        assertThat(gotBytes.get() + counts.of(FrameFault.BYTES_SHED)).isEqualTo(sentBytes);
        assertThat(number == 0 || expected[0] == number)
                .as("the newest is never shed")
                .isTrue();
    }

    private static void check(
            ReceiveRing ring,
            DirectBuffer buffer,
            int length,
            long stampNs,
            int[] expected,
            int[] seen,
            List<Integer> got) {
        int number = (buffer.getByte(0) & 0xFF) | (buffer.getByte(1) & 0xFF) << 8;
        assertThat(stampNs).isEqualTo(number);
        if (number != expected[0]) {
            assertThat(number).isGreaterThan(expected[0]);
            assertThat(ring.holeCount()).as("a hole was told").isGreaterThan(seen[0]);
        }
        seen[0] = ring.holeCount();
        expected[0] = number + 1;
        got.add(length);
    }

    /** A writer who never waits against a reader who dawdles: pieces are whole, in order, and all accounted for. */
    @Test
    @Timeout(120)
    void shouldHoldAgainstAWriterOnAnotherThread() throws InterruptedException {
        int pieces = 400_000;
        Thread writer = new Thread(() -> write(pieces), "writer");
        long[] last = {-1};
        long[] gotCount = {0};
        int[] seenHoles = {0};
        writer.start();
        boolean isDone = false;
        while (!isDone) {
            boolean wasOver = !writer.isAlive();
            int before = ring.holeCount();
            int count = ring.poll(
                    (buffer, offset, length, stampNs) -> {
                        for (int i = 0; i < length; i++) {
                            if (buffer.getByte(i) != (byte) stampNs) {
                                throw new AssertionError("torn piece " + stampNs + " at " + i);
                            }
                        }
                        if (stampNs != last[0] + 1) {
                            assertThat(stampNs).isGreaterThan(last[0]);
                            assertThat(ring.holeCount()).isGreaterThan(seenHoles[0]);
                        }
                        seenHoles[0] = ring.holeCount();
                        last[0] = stampNs;
                        gotCount[0]++;
                    },
                    7);
            isDone = wasOver && count == 0 && ring.holeCount() == before;
        }
        assertThat(last[0]).isEqualTo(pieces - 1);
        assertThat(gotCount[0] + faults.of(FrameFault.TRANSPORT_OVERRUN)).isEqualTo(pieces);
    }

    private void write(int pieces) {
        byte[] piece = new byte[600];
        for (int number = 0; number < pieces; number++) {
            int length = 1 + number * 7 % 600;
            Arrays.fill(piece, 0, length, (byte) number);
            if (number % 2 == 0) {
                ring.putStream(piece, length, number);
            } else {
                ring.putDatagram(piece, length, number);
            }
        }
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
