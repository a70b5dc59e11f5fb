package io.roadgate.sensor.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.frame.FrameFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandumpTransportTest {
    private static final String LOG = """
            (100.000000) can0 001#11
            (100.250000) can1 002#22

            not a frame
            (100.500000) can0 003#33
            """;

    @TempDir
    Path directory;

    private TransportRig rig(String log, String... settings) throws IOException {
        Path file = directory.resolve("bus.log");
        if (log != null) {
            Files.writeString(file, log);
        }
        Map<String, String> values = new HashMap<>(Map.of("file", file.toString()));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        return new TransportRig(TransportKind.CANDUMP, values).started();
    }

    @Test
    void shouldPlayAtTheRecordedPaceWithTimesShiftedToNow() throws IOException {
        TransportRig rig = rig(LOG);
        assertThat(rig.isUp()).isTrue();
        assertThat(rig.pieces).hasSize(1);
        rig.nowNs.addAndGet(249_999_999);
        rig.text();
        assertThat(rig.pieces).hasSize(1);
        rig.nowNs.addAndGet(1);
        rig.text();
        assertThat(rig.pieces).hasSize(2);
        rig.nowNs.addAndGet(1_000_000_000);
        rig.text();
        long beganNs = TransportRig.CLOCK_NS;
        assertThat(rig.stampsNs).containsExactly(beganNs, beganNs + 250_000_000, beganNs + 500_000_000);
        assertThat(rig.pieces.get(2)).hasSize(16).startsWith(3).contains(0x33);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CANDUMP_GARBLED, 1));
    }

    @Test
    void shouldLoseTheLinkOnceAtTheEnd() throws IOException {
        TransportRig rig = rig(LOG, "pace", "full", "stamps", "recorded");
        rig.text();
        assertThat(rig.stampsNs).containsExactly(100_000_000_000L, 100_250_000_000L, 100_500_000_000L);
        assertThat(rig.isUp()).isFalse();
        assertThat(rig.transport.trouble()).contains("played to its end");
        rig.nowNs.addAndGet(3_600_000_000_000L);
        rig.text();
        assertThat(rig.transport.upCount()).isEqualTo(1);
        assertThat(rig.pieces).hasSize(3);
    }

    @Test
    void shouldBeginAnewAsOftenAsItIsPolled() throws IOException {
        TransportRig rig = rig(LOG, "pace", "full", "loop", "true");
        rig.text();
        rig.text();
        assertThat(rig.transport.upCount()).isEqualTo(3);
        assertThat(rig.transport.isUp()).isTrue();
        assertThat(rig.pieces).hasSize(6);
    }

    @Test
    void shouldHearOneBusOnly() throws IOException {
        TransportRig rig = rig(LOG, "pace", "full", "bus", "can1");
        assertThat(rig.offer("anything")).isTrue();
        rig.text();
        assertThat(rig.pieces).hasSize(1);
        assertThat(rig.pieces.get(0)).startsWith(2);
        assertThat(rig.transport.describe()).endsWith("bus.log can1");
    }

    @Test
    void shouldWaitForAFileThatIsNotThere() throws IOException {
        TransportRig rig = rig(null, "pace", "full");
        assertThat(rig.isUp()).isFalse();
        assertThat(rig.transport.trouble()).contains("cannot read");
        Files.writeString(directory.resolve("bus.log"), LOG);
        rig.nowNs.addAndGet(10_000_000_000L);
        rig.text();
        assertThat(rig.transport.trouble()).isEmpty();
        rig.text();
        assertThat(rig.pieces).hasSize(3);
        rig.close();
        assertThat(rig.transport.isUp()).isFalse();
    }

    @Test
    void shouldReadLinesOfAnyLengthAndALastOneWithoutEnd() throws IOException {
        String log = "(1.0) can0 001#11\n" + "x".repeat(3 * LogLines.CHUNK_BYTES) + "\n(1.0) can0 002#22\n\n"
                + "(1.0) can0 001#11\n".repeat(20_000) + "(1.0) can0 003#33";
        TransportRig rig = rig(log, "pace", "full");
        for (int i = 0; i < 30; i++) {
            rig.text();
        }
        assertThat(rig.pieces).hasSize(20_003);
        assertThat(rig.pieces.get(1)).startsWith(2);
        assertThat(rig.pieces.get(20_002)).startsWith(3);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CANDUMP_GARBLED, 1));
    }
}
