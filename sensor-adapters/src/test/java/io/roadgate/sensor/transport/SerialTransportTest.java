package io.roadgate.sensor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.roadgate.sensor.frame.FrameFault;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real library on real pseudo terminals. */
class SerialTransportTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    private Path device;
    private Path peer;
    private Process socat;

    @BeforeEach
    void needsSocat() {
        boolean hasSocat = List.of("/usr/bin/socat", "/usr/local/bin/socat", "/bin/socat").stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path)));
        if (!hasSocat) {
            System.out.println("SKIPPED: serial tests need socat, which is not installed");
        }
        assumeTrue(hasSocat);
        device = folder.resolve("device");
        peer = folder.resolve("peer");
    }

    @AfterEach
    void stop() throws InterruptedException {
        unplug();
    }

    private void plug() throws IOException {
        socat = new ProcessBuilder("socat", "pty,raw,echo=0,link=" + device, "pty,raw,echo=0,link=" + peer)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().atMost(LIMIT).until(() -> Files.exists(device) && Files.exists(peer));
    }

    private void unplug() throws InterruptedException {
        if (socat != null) {
            socat.destroy();
            assertThat(socat.waitFor(5, TimeUnit.SECONDS)).isTrue();
            socat = null;
        }
    }

    private TransportRig rig(String... more) {
        Map<String, String> settings = new HashMap<>(Map.of("path", device.toString()));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return new TransportRig(TransportKind.SERIAL, settings).started();
    }

    private void send(String text) throws IOException {
        try (FileOutputStream out = new FileOutputStream(peer.toFile())) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void shouldCarryBytesBothWaysWithTheArrivalStamped() throws IOException {
        plug();
        try (TransportRig rig = rig();
                InputStream in = new BufferedInputStream(new FileInputStream(peer.toFile()))) {
            await().atMost(LIMIT).until(rig::isUp);
            send("t60A403006D10\r");
            await().atMost(LIMIT).until(() -> rig.text().equals("t60A403006D10\r"));
            assertThat(rig.stampsNs).containsOnly(TransportRig.CLOCK_NS);
            assertThat(rig.offer("C\rS6\rO\r")).isTrue();
            assertThat(new String(in.readNBytes(7), StandardCharsets.ISO_8859_1))
                    .isEqualTo("C\rS6\rO\r");
            assertThat(rig.faults.all()).isEmpty();
            assertThat(rig.transport.describe()).isEqualTo("serial " + device + " 115200");
        }
    }

    @Test
    void shouldWaitForADeviceThatIsNotThereYet() throws IOException {
        try (TransportRig rig = rig()) {
            assertThat(rig.offer("x")).isFalse();
            plug();
            await().atMost(LIMIT).until(rig::isUp);
            assertThat(rig.transport.upCount()).isEqualTo(1);
            assertThat(rig.faults.all()).isEmpty();
        }
    }

    @Test
    void shouldReportAnUnplugOnceAndComeBack() throws Exception {
        plug();
        try (TransportRig rig = rig()) {
            await().atMost(LIMIT).until(rig::isUp);
            send("before");
            await().atMost(LIMIT).until(() -> rig.text().equals("before"));
            unplug();
            await().atMost(LIMIT).until(() -> !rig.transport.isUp());
            // Long enough for several attempts to open what is not there.
            await().during(Duration.ofMillis(500)).atMost(LIMIT).until(() -> rig.faults.of(FrameFault.LINK_LOST) == 1);
            plug();
            await().atMost(LIMIT).until(() -> rig.isUp() && rig.transport.upCount() == 2);
            send("after");
            await().atMost(LIMIT).until(() -> rig.text().equals("beforeafter"));
            assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.LINK_LOST, 1));
        }
    }

    /** Ten rings full while nobody reads. */
    @Test
    void shouldShedTheOldestOfAFloodAndGoOn() throws Exception {
        plug();
        try (TransportRig rig = rig("ringKb", "16");
                FileOutputStream out = new FileOutputStream(peer.toFile())) {
            await().atMost(LIMIT).until(rig::isUp);
            int words = 10 * 16 * 1024 / Integer.BYTES;
            ByteBuffer flood = ByteBuffer.allocate(words * Integer.BYTES);
            for (int i = 0; i < words; i++) {
                flood.putInt(i);
            }
            out.write(flood.array());
            await().atMost(LIMIT).until(() -> {
                boolean hasShed = rig.faults.of(FrameFault.TRANSPORT_OVERRUN) > 0;
                rig.text();
                return hasShed && rig.bytes().length + rig.faults.of(FrameFault.BYTES_SHED) == flood.capacity();
            });
            byte[] got = rig.bytes();
            assertThat(ByteBuffer.wrap(got, got.length - 4, 4).getInt()).isEqualTo(words - 1);
            assertThat(rig.transport.holeCount()).isPositive();
            out.write("alive".getBytes(StandardCharsets.US_ASCII));
            await().atMost(LIMIT).until(() -> rig.text().endsWith("alive"));
            assertThat(rig.transport.upCount()).isEqualTo(1);
        }
    }

    @Test
    void shouldComeBackManyTimesWhileTheWallClockJumps() throws Exception {
        plug();
        try (TransportRig rig = rig()) {
            String expected = "";
            for (int round = 1; round <= 3; round++) {
                int number = round;
                await().atMost(LIMIT).until(() -> rig.isUp() && rig.transport.upCount() == number);
                send("r" + round);
                expected += "r" + round;
                String all = expected;
                await().atMost(LIMIT).until(() -> rig.text().equals(all));
                rig.nowNs.addAndGet(TimeUnit.HOURS.toNanos(round % 2 == 0 ? 5 : -7));
                unplug();
                await().atMost(LIMIT).until(() -> !rig.transport.isUp());
                assertThat(rig.transport.trouble()).isNotEmpty();
                plug();
            }
            assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.LINK_LOST, 3));
        }
    }

    @Test
    void shouldSayWhatIsMissing() {
        try (TransportRig rig = rig()) {
            await().atMost(LIMIT).until(() -> rig.transport.trouble().contains("is not there"));
        }
        try (TransportRig rig = rig("path", "dead:beef:1")) {
            await().atMost(LIMIT).until(() -> rig.transport.trouble().contains("no serial port with USB ids"));
        }
    }

    @Test
    void shouldOpenWithEverySettingThatAPtyTakes() throws Exception {
        plug();
        for (String parity : List.of("odd", "even", "none")) {
            try (TransportRig rig = rig(
                    "baud", "921600", "dataBits", "7", "parity", parity, "stopBits", "2", "flowControl", "xonxoff")) {
                await().atMost(LIMIT).until(rig::isUp);
            }
        }
        // A pty has no direction to switch; that must not keep it shut.
        try (TransportRig rig = rig("rs485", "true", "rs485RtsHigh", "false", "rs485DelayAfter", "2ms")) {
            await().atMost(LIMIT).until(rig::isUp);
        }
    }

    @Test
    void shouldReadWithoutAllocating() throws Exception {
        plug();
        try (TransportRig rig = rig();
                FileOutputStream out = new FileOutputStream(peer.toFile())) {
            await().atMost(LIMIT).until(rig::isUp);
            Thread reader = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("test-read") && thread.isAlive())
                    .findFirst()
                    .orElseThrow();
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            pump(rig, out, 2_000);
            long before = threads.getThreadAllocatedBytes(reader.getId());
            pump(rig, out, 2_000);
            assertThat(threads.getThreadAllocatedBytes(reader.getId()) - before).isLessThan(1_000);
        }
    }

    /** Sends pieces one by one, each read before the next, so that every piece is a read of its own. */
    private static void pump(TransportRig rig, FileOutputStream out, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            out.write('x');
            while (rig.transport.poll((buffer, offset, length, receivedAtNs) -> {}, 10) == 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void shouldCloseWithinTwoSecondsInAnyState() throws Exception {
        TransportRig waiting = rig();
        long beginTickNs = System.nanoTime();
        waiting.close();
        plug();
        TransportRig open = rig();
        await().atMost(LIMIT).until(open.transport::isUp);
        long closeTickNs = System.nanoTime();
        open.close();
        assertThat(System.nanoTime() - closeTickNs).isLessThan(2_000_000_000L);
        assertThat(closeTickNs - beginTickNs).isLessThan(LIMIT.toNanos());
        assertThat(open.transport.isUp()).isFalse();
        assertThat(open.faults.all()).isEmpty();
    }
}
