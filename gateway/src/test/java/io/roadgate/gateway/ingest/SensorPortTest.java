package io.roadgate.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.ring.ObservationRing;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.FrameHandler;
import io.roadgate.sensor.observation.LinkChangeDecoder;
import io.roadgate.sensor.observation.MessageHeaderDecoder;
import io.roadgate.sensor.transport.Transport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a driver is told, in which order, with hand-set links and clocks. */
class SensorPortTest {
    private final List<String> told = new ArrayList<>();
    private final ScriptedWire wire = new ScriptedWire();
    private final Counters counters = new Counters(List.of("s"));
    private final ObservationRing ring = new ObservationRing(64 * 1024);
    private final SensorPort port = new SensorPort(
            List.of(new SensorPort.Listener(1, ring.sink(1, counters))), wire, new TellingDriver(), counters);
    private long nowNs = 1_764_000_000_000_000_000L;

    private void poll(int times) {
        for (int i = 0; i < times; i++) {
            port.poll(32, nowNs);
        }
    }

    private List<String> linkChanges() {
        List<String> changes = new ArrayList<>();
        LinkChangeDecoder change = new LinkChangeDecoder();
        ring.drain(
                (templateId, buffer, offset, length) -> changes.add(change.wrap(
                                buffer,
                                offset + MessageHeaderDecoder.ENCODED_LENGTH,
                                LinkChangeDecoder.BLOCK_LENGTH,
                                LinkChangeDecoder.SCHEMA_VERSION)
                        .status()
                        .toString()),
                100);
        return changes;
    }

    @Test
    void shouldTellOfARelinkBetweenTheOldPiecesAndTheNew() {
        wire.script.addAll(List.of("up", "old1", "old2", "relink", "new1", "down"));
        poll(8);
        assertThat(told).containsExactly("UP", "old1", "old2", "LOST", "UP", "new1", "LOST");
        assertThat(linkChanges()).containsExactly("UP", "LOST", "UP", "LOST");
        assertThat(counters.isLinkUp(1)).isFalse();
    }

    @Test
    void shouldTellOfAHoleBeforeThePieceBehindIt() {
        wire.script.addAll(List.of("up", "a", "hole", "b", "c"));
        poll(6);
        assertThat(told).containsExactly("UP", "a", "GAP", "b", "c");
        assertThat(linkChanges()).containsExactly("UP");
    }

    /** Drivers end what waits too long by ticks; a wall clock that jumps either way must not stop those. */
    @ParameterizedTest
    @ValueSource(longs = {3_600_000_000_000L, -3_600_000_000_000L, 946_000_000_000_000_000L, -946_000_000_000_000_000L})
    void shouldGoOnTickingWhenTheClockJumps(long jumpNs) {
        IngestAgent agent = new IngestAgent(1, List.of(port), () -> nowNs);
        agent.doWork();
        told.clear();
        nowNs += jumpNs;
        agent.doWork();
        assertThat(told).containsExactly("tick");
        for (int i = 0; i < 5; i++) {
            nowNs += 1_000_000;
            agent.doWork();
        }
        assertThat(told).hasSize(6);
        wire.script.addAll(List.of("up", "x"));
        agent.doWork();
        agent.doWork();
        assertThat(told).contains("UP", "x");
    }

    /** A wire whose poll comes to these events one after the other. */
    private static final class ScriptedWire implements Transport {
        private final Deque<String> script = new ArrayDeque<>();
        private boolean isUp;
        private int upCount;
        private int holeCount;

        @Override
        public void start() {}

        @Override
        public int poll(FrameHandler handler, int limit) {
            for (int count = 0; ; count++) {
                String next = script.poll();
                switch (next == null ? "" : next) {
                    case "" -> {
                        return count;
                    }
                    case "up", "relink" -> {
                        isUp = true;
                        upCount++;
                        return count;
                    }
                    case "down" -> {
                        isUp = false;
                        return count;
                    }
                    case "hole" -> {
                        holeCount++;
                        return count;
                    }
                    default -> {
                        byte[] bytes = next.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                        handler.onFrame(new UnsafeBuffer(bytes), 0, bytes.length, 1);
                    }
                }
            }
        }

        @Override
        public boolean offer(DirectBuffer buffer, int offset, int length) {
            return false;
        }

        @Override
        public boolean isUp() {
            return true;
        }

        @Override
        public boolean isPolledUp() {
            return isUp;
        }

        @Override
        public int upCount() {
            return upCount;
        }

        @Override
        public int holeCount() {
            return holeCount;
        }

        @Override
        public String describe() {
            return "script";
        }

        @Override
        public void close() {}
    }

    private final class TellingDriver implements SensorDriver {
        @Override
        public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
            told.add(buffer.getStringWithoutLengthAscii(offset, length));
        }

        @Override
        public void onLinkUp(long atNs) {
            told.add("UP");
        }

        @Override
        public void onLinkLost(long atNs) {
            told.add("LOST");
        }

        @Override
        public void onGap(long atNs) {
            told.add("GAP");
        }

        @Override
        public int onTick(long atNs) {
            told.add("tick");
            return 0;
        }
    }
}
