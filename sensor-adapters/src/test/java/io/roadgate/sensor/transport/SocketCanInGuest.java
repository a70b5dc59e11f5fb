package io.roadgate.sensor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.CanFrame;
import io.roadgate.sensor.frame.CanIdFilter;
import io.roadgate.sensor.frame.CanWriter;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.frame.SocketCanReader;
import io.roadgate.sensor.frame.SocketCanWriter;
import io.roadgate.sensor.observation.RecordingSink;
import io.roadgate.sensor.setting.Settings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * What only a kernel with CAN can show; run by {@link SocketCanGuestTest}, where vcan0 and vcan1 are up.
 *
 * <p>The waits end when what is waited for has come; their limit is that of a broken gateway, on a slow machine.
 */
@DisplayNameGeneration(DisplayNameGenerator.Simple.class)
class SocketCanInGuest {
    private static final Path BIN = Path.of(System.getProperty("roadgate.scratch", "."), "bin");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long MS = 1_000_000L;

    private final List<AutoCloseable> open = new ArrayList<>();
    private TransportRig bus;
    private TransportRig peer;

    @BeforeEach
    void open() throws Exception {
        Files.deleteIfExists(BIN.resolve("restarts"));
        Files.deleteIfExists(BIN.resolve("refuse"));
        bus = up(rig("vcan0"));
        peer = up(rig("vcan0"));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private TransportRig rig(String name) {
        TransportRig rig = new TransportRig(TransportKind.CAN, Map.of("interface", name));
        rig.nowNs.set(System.currentTimeMillis() * MS);
        open.add(rig);
        return rig;
    }

    private static TransportRig up(TransportRig rig) {
        rig.transport.start();
        await().atMost(LIMIT).until(rig::isUp);
        return rig;
    }

    private static CanFrame frame(int id, boolean isExtended, String text) {
        CanFrame frame = new CanFrame().reset(id, isExtended, text.length() > 8, false, text.length());
        for (int i = 0; i < text.length(); i++) {
            frame.put(i, text.charAt(i));
        }
        return frame;
    }

    private static boolean offer(TransportRig rig, CanFrame frame) {
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[CanWriter.LONGEST_BYTES]);
        return rig.transport.offer(bytes, 0, new SocketCanWriter().write(frame, bytes, 0));
    }

    private static void send(TransportRig rig, CanFrame frame) {
        assertThat(offer(rig, frame)).isTrue();
    }

    private static void awaitPieces(TransportRig rig, int count) {
        await().atMost(LIMIT).until(() -> {
            rig.text();
            return rig.pieces.size() >= count;
        });
        assertThat(rig.pieces).hasSize(count);
    }

    /** All frames so far in short: id, X extended, F FD, B rate switched, R remote, E error, data as text. */
    private static List<String> frames(TransportRig rig) {
        List<String> frames = new ArrayList<>();
        SocketCanReader reader = new SocketCanReader(rig.faults, (frame, receivedAtNs) -> {
            StringBuilder text = new StringBuilder(Integer.toHexString(frame.id()));
            text.append(frame.isExtended() ? "X" : "").append(frame.isFd() ? "F" : "");
            text.append(frame.isRateSwitched() ? "B" : "").append(frame.isRemote() ? "R" : "");
            text.append(frame.isError() ? "E" : "")
                    .append(' ')
                    .append(frame.length())
                    .append(' ');
            for (int i = 0; i < frame.length() && !frame.isRemote() && !frame.isError(); i++) {
                text.append((char) frame.at(i));
            }
            frames.add(text.toString().strip());
        });
        for (byte[] piece : rig.pieces) {
            reader.onFrame(new UnsafeBuffer(piece), 0, piece.length, 0);
        }
        return frames;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    @Test
    void shouldCarryEveryKindOfFrame() {
        send(peer, frame(0x123, false, "classic"));
        send(peer, frame(0x1ABCDE01, true, "wide id"));
        String longText = "0123456789".repeat(6) + "last";
        send(peer, frame(0x7FF, false, longText).flags(true, false));
        send(peer, new CanFrame().reset(0x321, false, false, true, 3));
        send(peer, frame(0x0, false, ""));
        awaitPieces(bus, 5);
        assertThat(bus.pieces).extracting(piece -> piece.length).containsExactly(16, 16, 72, 16, 16);
        assertThat(frames(bus))
                .containsExactly("123 7 classic", "1abcde01X 7 wide id", "7ffFB 64 " + longText, "321R 3", "0 0");
        assertThat(peer.text()).as("nobody hears himself").isEmpty();
        assertThat(bus.faults.all()).isEmpty();
        assertThat(bus.transport.describe()).isEqualTo("can vcan0");
        assertThat(SocketCanTransport.interfaces()).containsExactly("vcan0", "vcan1");
    }

    @Test
    void shouldFilterInTheKernelByBothLengthsOfIdentifier() {
        TransportRig some = rig("vcan0");
        some.transport.receiveOnly(List.of(
                CanIdFilter.standard(0x123), CanIdFilter.extended(0x456), new CanIdFilter(0x600, 0x7F0, false)));
        up(some);
        send(peer, frame(0x123, true, "no"));
        send(peer, frame(0x456, false, "no"));
        send(peer, frame(0x124, false, "no"));
        send(peer, frame(0x123, false, "one"));
        send(peer, frame(0x456, true, "two"));
        send(peer, frame(0x610, false, "no"));
        send(peer, frame(0x60B, false, "three"));
        awaitPieces(bus, 7);
        awaitPieces(some, 3);
        assertThat(frames(some)).containsExactly("123 3 one", "456X 3 two", "60b 5 three");
    }

    @Test
    void shouldStampInTheKernel() {
        // Our own clock is two seconds fast, so that the kernel's stamp cannot be taken for ours.
        bus.nowNs.set((System.currentTimeMillis() + 2_000) * MS);
        long beforeNs = System.currentTimeMillis() * MS;
        send(peer, frame(0x100, false, "stamp"));
        long afterNs = (System.currentTimeMillis() + 1) * MS;
        awaitPieces(bus, 1);
        assertThat(bus.stampsNs.get(0)).isBetween(beforeNs, afterNs);
        assertThat(bus.stampsNs.get(0) % MS).as("finer than a millisecond").isNotZero();
        // A clock that is far away is another clock: then ours counts.
        bus.nowNs.set((System.currentTimeMillis() + 3_600_000) * MS);
        send(peer, frame(0x100, false, "stamp"));
        awaitPieces(bus, 2);
        assertThat(bus.stampsNs.get(1)).isEqualTo(bus.nowNs.get());
    }

    @Test
    void shouldRestartAControllerInBusOff() throws Exception {
        send(peer, new CanFrame().resetError(0x40, 8));
        awaitPieces(bus, 1);
        assertThat(frames(bus)).containsExactly("40E 8");
        // Time stands, so nothing may happen yet; a read that ends in silence looks at the clock.
        assertThat(BIN.resolve("restarts")).doesNotExist();
        bus.nowNs.addAndGet(200 * MS);
        await().atMost(LIMIT).until(() -> Files.exists(BIN.resolve("restarts")));
        assertThat(Files.readAllLines(BIN.resolve("restarts"))).containsExactly("link set dev vcan0 type can restart");
        // Not heard of since: once more, later.
        bus.nowNs.addAndGet(400 * MS);
        await().atMost(LIMIT)
                .until(() -> Files.readAllLines(BIN.resolve("restarts")).size() == 2);
        send(peer, new CanFrame().resetError(0x100, 8));
        awaitPieces(bus, 2);
        bus.nowNs.addAndGet(60_000 * MS);
        send(peer, frame(0x1, false, "on the bus"));
        awaitPieces(bus, 3);
        assertThat(Files.readAllLines(BIN.resolve("restarts"))).hasSize(2);
        assertThat(bus.faults.all()).isEmpty();
        assertThat(bus.transport.isUp()).isTrue();
    }

    @Test
    void shouldSayWhenItMayNotRestart() throws Exception {
        Files.createFile(BIN.resolve("refuse"));
        send(peer, new CanFrame().resetError(0x40, 8));
        awaitPieces(bus, 1);
        bus.nowNs.addAndGet(200 * MS);
        await().atMost(LIMIT).until(() -> bus.faults.of(FrameFault.CAN_RESTART_FAILED) == 1);
        await().atMost(LIMIT).until(() -> !bus.transport.trouble().isEmpty());
        assertThat(bus.transport.trouble()).contains("vcan0 is in bus-off").contains("not permitted");
    }

    @Test
    void shouldFollowItsInterfaceDownAndUpAndAwayAndBack() throws Exception {
        run("ip", "link", "set", "vcan0", "down");
        await().atMost(LIMIT).until(() -> !bus.transport.isUp());
        await().atMost(LIMIT).until(() -> bus.transport.trouble().contains("vcan0 is down"));
        assertThat(offer(bus, frame(1, false, "x"))).isFalse();
        run("ip", "link", "set", "vcan0", "up");
        await().atMost(LIMIT).until(() -> bus.isUp() && peer.isUp());
        send(peer, frame(0x2, false, "again"));
        awaitPieces(bus, 1);
        assertThat(bus.transport.upCount()).isEqualTo(2);
        run("ip", "link", "delete", "vcan0");
        await().atMost(LIMIT).until(() -> bus.transport.trouble().contains("no interface vcan0"));
        assertThat(bus.transport.trouble()).contains("those there are: vcan1");
        run("ip", "link", "add", "vcan0", "type", "vcan");
        run("ip", "link", "set", "vcan0", "mtu", "72", "up");
        await().atMost(LIMIT).until(() -> bus.isUp() && peer.isUp());
        send(peer, frame(0x3, false, "and again"));
        awaitPieces(bus, 2);
        assertThat(bus.transport.upCount()).isEqualTo(3);
        assertThat(bus.faults.all()).isEqualTo(Map.of(FrameFault.LINK_LOST, 2));
        assertThat(bus.transport.trouble()).isEmpty();
    }

    @Test
    void shouldKeepTwoInterfacesApart() {
        TransportRig other = up(rig("vcan1"));
        TransportRig otherPeer = up(rig("vcan1"));
        send(peer, frame(0x10, false, "zero"));
        send(otherPeer, frame(0x11, false, "one"));
        awaitPieces(bus, 1);
        awaitPieces(other, 1);
        assertThat(frames(bus)).containsExactly("10 4 zero");
        assertThat(frames(other)).containsExactly("11 3 one");
    }

    @Test
    void shouldUnderstandCanUtilsAndTheirLogs() throws Exception {
        Path log = BIN.resolveSibling("bus.log");
        Path listeners = Path.of("/proc/net/can/rcvlist_all");
        long before = Files.readAllLines(listeners).size();
        Process candump = new ProcessBuilder("candump", "-L", "-n", "3", "vcan0,0:0,#FFFFFFFF")
                .redirectOutput(log.toFile())
                .start();
        await().atMost(LIMIT).until(() -> Files.readAllLines(listeners).size() > before);
        run("cansend", "vcan0", "1ABCDE01##1.11.22.33.44.55.66.77.88.99.AA.BB.CC");
        send(peer, frame(0x123, false, "hello"));
        send(peer, new CanFrame().resetError(0x40, 8));
        assertThat(candump.waitFor(20, TimeUnit.SECONDS)).isTrue();
        awaitPieces(bus, 3);
        TransportRig played =
                new TransportRig(TransportKind.CANDUMP, Map.of("file", log.toString(), "pace", "full")).started();
        open.add(played);
        awaitPieces(played, 3);
        assertThat(frames(played)).isEqualTo(frames(bus)).hasSize(3);
        assertThat(frames(played).get(0)).startsWith("1abcde01XFB 12 ");
        assertThat(frames(played).subList(1, 3)).containsExactly("123 5 hello", "40E 8");
        assertThat(played.faults.all()).isEmpty();
    }

    @Test
    void shouldTakeARadarFromItsFramesToObservations() {
        TransportRig wire = rig("vcan0");
        RecordingSink sink = new RecordingSink();
        SensorDriver driver = DriverKind.ARS408.create(new DriverContext(
                7,
                DriverRig.PLANE,
                DriverRig.MOUNT,
                new Settings(DriverKind.ARS408.settings(), Map.of("sensorIndex", "1", "sendExtended", "false")),
                sink,
                wire.faults,
                wire.transport::offer,
                TransportKind.CAN.canFraming()));
        wire.transport.receiveOnly(driver.canFilters());
        up(wire);
        driver.onLinkUp(0);
        awaitPieces(peer, 1);
        assertThat(frames(peer).get(0)).startsWith("210 8 ");
        long headerNs = System.currentTimeMillis() * MS;
        wire.nowNs.set(headerNs);
        // State without extended info, header of one object, the object, its quality; and another radar's header.
        send(peer, word(0x211, 8, 0x40000000_10D40000L | 1L << 24));
        send(peer, word(0x61A, 4, 0x01006410_00000000L));
        send(peer, word(0x60A, 4, 0x05006410_00000000L));
        send(peer, word(0x61B, 8, 0x15578413_6C20C294L));
        send(peer, word(0x61C, 7, 0x15539292_9660C800L));
        await().atMost(LIMIT).until(() -> {
            wire.transport.poll(driver, 100);
            return !sink.observations.isEmpty();
        });
        assertThat(sink.observations).hasSize(1);
        assertThat(sink.observations.get(0).rangeM()).isCloseTo(60.13319f, within(1e-4f));
        assertThat(sink.observations.get(0).localId()).isEqualTo(21);
        assertThat(sink.observations.get(0).measuredAtNs()).isBetween(headerNs, headerNs + 10_000 * MS);
        assertThat(wire.faults.all()).isEmpty();
    }

    private static CanFrame word(int id, int length, long word) {
        CanFrame frame = new CanFrame().reset(id, false, false, false, length);
        frame.putWord(word);
        return frame;
    }

    @Test
    void shouldAllocateNothingWhileItReads() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long reader = java.util.Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && "test-can".equals(thread.getThreadName()))
                .mapToLong(thread -> thread.getThreadId())
                .max()
                .orElseThrow();
        // The last opened is the peer's; it hears what the bus sends.
        int[] heard = {0};
        burst(5_000, heard);
        long before = threads.getThreadAllocatedBytes(reader);
        burst(5_000, heard);
        long perFrame = (threads.getThreadAllocatedBytes(reader) - before) / 5_000;
        assertThat(perFrame).as("bytes per frame").isZero();
        assertThat(peer.faults.all()).isEmpty();
    }

    private void burst(int count, int[] heard) {
        CanFrame frame = frame(0x100, false, "12345678");
        int from = heard[0];
        int wanted = from + count;
        for (int sent = 0; sent < count; ) {
            // A virtual bus has no speed and the socket's buffer an end; a real one sends some in a millisecond.
            boolean mayGoOn = sent - (heard[0] - from) < 64;
            sent += mayGoOn && offer(bus, frame) ? 1 : 0;
            heard[0] += peer.transport.poll((buffer, offset, length, receivedAtNs) -> {}, 1000);
        }
        await().pollInterval(Duration.ofMillis(1))
                .atMost(LIMIT)
                .until(() -> (heard[0] += peer.transport.poll((b, o, l, t) -> {}, 1000)) == wanted);
    }
}
