package io.roadgate.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.roadgate.sim.device.Fault;
import io.roadgate.sim.device.RecordingLine;
import io.roadgate.sim.traffic.EventCause;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scenario and devices together. */
@Timeout(60)
class SimulatorTest {
    private static final long START_NS = 1_764_000_000_000_000_000L;
    private static final long STEP_NS = 10_000_000L;

    @TempDir
    Path directory;

    private DatagramSocket gateway;

    @BeforeEach
    void bind() throws IOException {
        gateway = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void unbind() {
        gateway.close();
    }

    private SimulatorSettings settings() {
        return new SimulatorSettings(
                1,
                directory.resolve("radar"),
                directory.resolve("etc"),
                (InetSocketAddress) gateway.getLocalSocketAddress(),
                0,
                0);
    }

    private static void run(Simulator simulator, int steps) {
        simulator.begin(START_NS);
        for (int i = 0; i < steps; i++) {
            simulator.step(START_NS + i * STEP_NS);
        }
    }

    @Test
    void shouldRunTwentySecondsInVirtualTime() throws IOException {
        RecordingLine radar = new RecordingLine();
        RecordingLine etc = new RecordingLine();
        try (Simulator simulator = new Simulator(settings(), radar, etc)) {
            simulator.open();
            run(simulator, 2_001);
            SimulatorSummary summary = simulator.summary();
            assertThat(summary.ranNs()).isEqualTo(20_000_000_000L);
            assertThat(summary.participants()).isBetween(26, 36);
            assertThat(summary.tollPassages()).isBetween(4, 5);
            assertThat(summary.tollFen())
                    .isEqualTo(simulator.tollPassages().stream()
                            .mapToLong(p -> p.amountFen())
                            .sum());
            assertThat(summary.framesSent().get("radar-east")).isGreaterThan(278 * 10L);
            assertThat(summary.framesSent().get("camera-1")).isBetween(295L, 300L);
            assertThat(summary.framesSent().get("rsu-1")).isGreaterThan(200 * 5L);
            assertThat(summary.framesSent().get("etc-1")).isBetween(24L + 4 * 8 - 8, 24L + 5 * 8);
            assertThat(simulator.expectedEvents().values()).allMatch(count -> count >= 1);
            assertThat(simulator.expectedEvents()).containsEntry(EventCause.TOLL_PASSAGE, 4);
            assertThat(summary.toString()).contains("toll passages");
            assertThat(radar.takeBytes()).isNotEmpty();
        }
    }

    @Test
    void shouldSendTheSameSerialBytesForTheSameSeed() throws IOException {
        byte[][] radarBytes = new byte[2][];
        byte[][] etcBytes = new byte[2][];
        for (int i = 0; i < 2; i++) {
            RecordingLine radar = new RecordingLine();
            RecordingLine etc = new RecordingLine();
            try (Simulator simulator = new Simulator(settings(), radar, etc)) {
                simulator.open();
                run(simulator, 500);
            }
            radarBytes[i] = radar.takeBytes();
            etcBytes[i] = etc.takeBytes();
        }
        assertThat(radarBytes[0]).isEqualTo(radarBytes[1]);
        assertThat(etcBytes[0]).isEqualTo(etcBytes[1]);
    }

    @Test
    void shouldRouteEachFaultToADevice() throws IOException {
        RecordingLine radar = new RecordingLine();
        try (Simulator simulator = new Simulator(settings(), radar, new RecordingLine())) {
            simulator.open();
            for (Fault fault : Fault.values()) {
                simulator.inject(fault);
            }
            run(simulator, 2);
            assertThat(new String(radar.takeBytes(), StandardCharsets.ISO_8859_1))
                    .contains("ZZ#?");
        }
    }

    @Test
    void shouldRunOnTheWallClockOverAPty() throws IOException {
        Assumptions.assumeTrue(LinkedPty.isAvailable(), "socat is missing; on Debian: apt-get install socat");
        try (LinkedPty radarPty = LinkedPty.open(directory.resolve("radar"), directory.resolve("radar-host"));
                LinkedPty etcPty = LinkedPty.open(directory.resolve("etc"), directory.resolve("etc-host"));
                FileChannel radarHost = FileChannel.open(radarPty.hostEnd(), StandardOpenOption.READ);
                Simulator simulator = new Simulator(settings())) {
            simulator.open();
            simulator.start();
            ByteBuffer first = ByteBuffer.allocate(22);
            while (first.hasRemaining()) {
                assertThat(radarHost.read(first)).isPositive();
            }
            assertThat(new String(first.array(), StandardCharsets.US_ASCII)).isEqualTo("t20184020800010F40000\r");
            await().until(() -> simulator.summary().framesSent().get("rsu-1") > 20);
            etcPty.unplug();
            await().until(() -> simulator.summary().writesDropped() > 0);
            etcPty.replug();
            assertThat(simulator.failure()).isEmpty();
            assertThatThrownBy(simulator::start).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void shouldSayThatALineIsMissing() {
        try (Simulator simulator = new Simulator(settings())) {
            assertThatThrownBy(simulator::open).isInstanceOf(IOException.class).hasMessageContaining("radar");
        }
    }
}
