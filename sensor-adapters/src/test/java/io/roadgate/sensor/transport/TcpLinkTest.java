package io.roadgate.sensor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roadgate.sensor.frame.FrameFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TCP links whose peers vanish, flood, do not read, or send what no framing allows. */
class TcpLinkTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static TransportRig connectTo(ServerSocket device, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("port", Integer.toString(device.getLocalPort()));
        return new TransportRig(TransportKind.TCP, settings).started();
    }

    /** A peer that lost its power sends no FIN: to us it is just silent. */
    @Test
    void shouldCloseAndReopenALinkWhosePeerFellSilent() throws IOException {
        try (ServerSocket device = new ServerSocket(0, 5, LOOPBACK);
                TransportRig rig = connectTo(device, Map.of("idleTimeout", "200ms"));
                Socket halfOpen = device.accept()) {
            halfOpen.getOutputStream().write('a');
            await().atMost(LIMIT).until(() -> rig.text().equals("a"));
            try (Socket again = device.accept()) {
                assertThat(rig.faults.of(FrameFault.LINK_LOST)).isPositive();
                again.getOutputStream().write('b');
                await().atMost(LIMIT).until(() -> rig.text().equals("ab"));
                assertThat(rig.transport.upCount()).isGreaterThan(1);
                assertThat(halfOpen.getInputStream().read())
                        .as("ours was closed")
                        .isEqualTo(-1);
            }
            await().atMost(LIMIT).until(() -> !rig.transport.isUp());
            assertThat(rig.transport.trouble()).isNotEmpty();
        }
    }

    @Test
    void shouldDropASilentDeviceWhenListeningAndTakeTheNext() throws IOException {
        try (TransportRig rig =
                new TransportRig(TransportKind.TCP, Map.of("mode", "listen", "idleTimeout", "150ms")).started()) {
            await().atMost(LIMIT).until(() -> rig.transport.boundPort() > 0);
            assertThat(rig.transport.trouble()).contains("no device has connected yet");
            try (Socket silent = new Socket(LOOPBACK, rig.transport.boundPort())) {
                assertThat(silent.getInputStream().read()).isEqualTo(-1);
                assertThat(rig.transport.trouble()).contains("silent for 150ms");
            }
            try (Socket next = new Socket(LOOPBACK, rig.transport.boundPort())) {
                next.getOutputStream().write('n');
                await().atMost(LIMIT).until(() -> rig.text().equals("n"));
            }
        }
    }

    /** Ten rings full while nobody reads: the oldest go, to the byte, the newest stay, and the link lives on. */
    @Test
    void shouldShedTheOldestOfAFloodAndGoOn() throws IOException {
        try (ServerSocket device = new ServerSocket(0, 5, LOOPBACK);
                TransportRig rig = connectTo(device, Map.of("ringKb", "64"));
                Socket flooding = device.accept()) {
            int words = 10 * 64 * 1024 / Integer.BYTES;
            ByteBuffer flood = ByteBuffer.allocate(words * Integer.BYTES);
            for (int i = 0; i < words; i++) {
                flood.putInt(i);
            }
            OutputStream out = flooding.getOutputStream();
            out.write(flood.array());
            out.flush();
            await().atMost(LIMIT).until(() -> {
                rig.text();
                return rig.bytes().length + rig.faults.of(FrameFault.BYTES_SHED) == flood.capacity();
            });
            assertThat(rig.faults.of(FrameFault.BYTES_SHED)).isPositive();
            assertThat(rig.faults.of(FrameFault.TRANSPORT_OVERRUN)).isPositive();
            assertThat(rig.transport.holeCount()).isPositive();
            byte[] got = rig.bytes();
            assertThat(ByteBuffer.wrap(got, got.length - 4, 4).getInt())
                    .as("the newest word")
                    .isEqualTo(words - 1);
            out.write("alive".getBytes(StandardCharsets.US_ASCII));
            await().atMost(LIMIT).until(() -> rig.text().endsWith("alive"));
            assertThat(rig.transport.upCount()).isEqualTo(1);
        }
    }

    @Test
    void shouldBoundWhatWaitsForAPeerThatDoesNotRead() throws IOException {
        try (ServerSocket device = new ServerSocket()) {
            device.setReceiveBufferSize(4_096);
            device.bind(null);
            Map<String, String> settings = Map.of("port", Integer.toString(device.getLocalPort()), "pendingKb", "16");
            try (TransportRig rig = new TransportRig(TransportKind.TCP, settings).started();
                    Socket lazy = device.accept()) {
                await().atMost(LIMIT).until(rig::isUp);
                String block = "x".repeat(1_000);
                long sent = 0;
                // The kernel takes some megabytes, then our 16 KiB fill up.
                while (rig.offer(block)) {
                    sent += block.length();
                    assertThat(sent).isLessThan(64L << 20);
                }
                assertThat(rig.faults.of(FrameFault.REPLY_DROPPED)).isEqualTo(1);
                InputStream in = lazy.getInputStream();
                for (long left = sent; left > 0; ) {
                    left -= in.readNBytes((int) Math.min(left, 65_536)).length;
                }
                await().atMost(LIMIT).until(() -> rig.offer("again"));
                assertThat(in.readNBytes(5)).isEqualTo("again".getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    @Test
    void shouldHandOverWholeMessagesAndFrameTheAnswers() throws IOException {
        try (ServerSocket device = new ServerSocket(0, 5, LOOPBACK);
                TransportRig rig = connectTo(device, Map.of("framing", "length2"));
                Socket peer = device.accept()) {
            OutputStream out = peer.getOutputStream();
            out.write(new byte[] {0, 3, 'a', 'b'});
            out.flush();
            out.write(new byte[] {'c', 0, 1, 'd'});
            await().atMost(LIMIT).until(() -> rig.text().equals("abcd"));
            assertThat(rig.pieces).hasSize(2);
            assertThat(rig.offer("hey")).isTrue();
            assertThat(peer.getInputStream().readNBytes(5)).isEqualTo(new byte[] {0, 3, 'h', 'e', 'y'});
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"length2", "length4", "varint"})
    void shouldReopenAfterALengthThatCannotBe(String framing) throws IOException {
        try (ServerSocket device = new ServerSocket(0, 5, LOOPBACK);
                TransportRig rig = connectTo(device, Map.of("framing", framing, "pieceLimitBytes", "16"))) {
            try (Socket broken = device.accept()) {
                broken.getOutputStream().write(new byte[] {127, 127, 127, 127});
                assertThat(broken.getInputStream().read()).isEqualTo(-1);
            }
            try (Socket good = device.accept()) {
                byte[] message = {'a', 'b'};
                good.getOutputStream()
                        .write(
                                switch (framing) {
                                    case "length2" -> new byte[] {0, 2};
                                    case "length4" -> new byte[] {0, 0, 0, 2};
                                    default -> new byte[] {2};
                                });
                good.getOutputStream().write(message);
                await().atMost(LIMIT).until(() -> rig.text().equals("ab"));
            }
            assertThat(rig.faults.of(FrameFault.PIECE_OVERLONG)).isEqualTo(1);
        }
    }

    /** The wall clock stamps what arrives; waiting goes by another clock. */
    @ParameterizedTest
    @ValueSource(longs = {3_600, -3_600, 86_400 * 365 * 30L, -86_400 * 365 * 30L})
    void shouldReopenAndTimeOutWhileTheWallClockJumps(long jumpS) throws IOException {
        try (ServerSocket device = new ServerSocket(0, 5, LOOPBACK);
                TransportRig rig = connectTo(device, Map.of("idleTimeout", "200ms"))) {
            try (Socket first = device.accept()) {
                first.getOutputStream().write('1');
                await().atMost(LIMIT).until(() -> rig.text().equals("1"));
                rig.nowNs.addAndGet(TimeUnit.SECONDS.toNanos(jumpS));
                assertThat(first.getInputStream().read())
                        .as("closed for its silence")
                        .isEqualTo(-1);
            }
            try (Socket second = device.accept()) {
                second.getOutputStream().write('2');
                await().atMost(LIMIT).until(() -> rig.text().equals("12"));
                assertThat(rig.stampsNs)
                        .containsExactly(
                                TransportRig.CLOCK_NS, TransportRig.CLOCK_NS + TimeUnit.SECONDS.toNanos(jumpS));
            }
        }
    }

    @Test
    void shouldSayWhyALinkIsNotUp() throws IOException {
        int nobody;
        try (ServerSocket probe = new ServerSocket(0, 1, LOOPBACK)) {
            nobody = probe.getLocalPort();
        }
        try (TransportRig refused =
                        new TransportRig(TransportKind.TCP, Map.of("port", Integer.toString(nobody))).started();
                TransportRig unknown = new TransportRig(
                                TransportKind.TCP, Map.of("host", "no-such-host.invalid", "port", "9"))
                        .started()) {
            await().atMost(LIMIT).until(() -> !refused.transport.trouble().isEmpty());
            assertThat(refused.transport.trouble()).contains("refused").contains("is the device on");
            await().atMost(LIMIT).until(() -> !unknown.transport.trouble().isEmpty());
            assertThat(unknown.transport.trouble())
                    .contains("no-such-host.invalid")
                    .contains("check it");
        }
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK);
                TransportRig busy = new TransportRig(
                                TransportKind.TCP,
                                Map.of("mode", "listen", "port", Integer.toString(taken.getLocalPort())))
                        .started()) {
            await().atMost(LIMIT).until(() -> !busy.transport.trouble().isEmpty());
            assertThat(busy.transport.trouble()).contains("another program has this port");
        }
    }
}
