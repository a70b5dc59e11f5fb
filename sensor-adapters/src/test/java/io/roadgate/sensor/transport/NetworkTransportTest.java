package io.roadgate.sensor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roadgate.sensor.frame.FrameFault;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** UDP and TCP on loopback. */
class NetworkTransportTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static TransportRig udp(Map<String, String> more) {
        TransportRig rig = new TransportRig(TransportKind.UDP, more).started();
        await().atMost(LIMIT).until(rig::isUp);
        return rig;
    }

    private static void send(DatagramSocket from, int port, byte[] bytes) throws IOException {
        from.send(new DatagramPacket(bytes, bytes.length, LOOPBACK, port));
    }

    @Test
    void shouldKeepDatagramsWholeAndAnswerTheLastSender() throws IOException {
        try (TransportRig rig = udp(Map.of("host", "127.0.0.1"));
                DatagramSocket device = new DatagramSocket(0, LOOPBACK)) {
            assertThat(rig.offer("too early")).isFalse();
            send(device, rig.transport.boundPort(), new byte[] {1, 2, 3});
            send(device, rig.transport.boundPort(), new byte[40_000]);
            await().atMost(LIMIT).until(() -> rig.text().length() == 40_003);
            assertThat(rig.pieces).hasSize(2);
            assertThat(rig.stampsNs).containsOnly(TransportRig.CLOCK_NS);
            assertThat(rig.offer("answer")).isTrue();
            DatagramPacket answer = new DatagramPacket(new byte[100], 100);
            device.receive(answer);
            assertThat(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII))
                    .isEqualTo("answer");
            assertThat(rig.faults.all()).isEmpty();
        }
    }

    @Test
    void shouldSendToTheConfiguredPeerBeforeAnythingCame() throws IOException {
        try (DatagramSocket device = new DatagramSocket(0, LOOPBACK);
                TransportRig rig = udp(Map.of("remote", "127.0.0.1:" + device.getLocalPort()))) {
            assertThat(rig.offer("hello")).isTrue();
            DatagramPacket got = new DatagramPacket(new byte[100], 100);
            device.receive(got);
            assertThat(got.getLength()).isEqualTo(5);
            assertThat(rig.transport.describe()).startsWith("udp 0.0.0.0:");
        }
    }

    @Test
    void shouldCountWhatAFloodOverruns() throws IOException {
        try (TransportRig rig = udp(Map.of("ringKb", "16"));
                DatagramSocket device = new DatagramSocket(0, LOOPBACK)) {
            for (int i = 0; i < 100; i++) {
                send(device, rig.transport.boundPort(), new byte[1_000]);
            }
            await().atMost(LIMIT).until(() -> rig.faults.of(FrameFault.TRANSPORT_OVERRUN) > 50);
            await().atMost(LIMIT).until(() -> !rig.text().isEmpty());
            assertThat(rig.faults.of(FrameFault.BYTES_SHED))
                    .isEqualTo(1_000 * rig.faults.of(FrameFault.TRANSPORT_OVERRUN));
            assertThat(rig.transport.holeCount())
                    .as("whole datagrams leave no half frames")
                    .isZero();
            send(device, rig.transport.boundPort(), new byte[] {7});
            await().atMost(LIMIT).until(() -> rig.text().endsWith("\u0007"));
        }
    }

    @Test
    void shouldConnectReceiveHalvesAndReconnect() throws IOException {
        try (ServerSocket device = new ServerSocket(0, 5, LOOPBACK);
                TransportRig rig = new TransportRig(
                                TransportKind.TCP, Map.of("port", Integer.toString(device.getLocalPort())))
                        .started()) {
            try (Socket first = device.accept()) {
                OutputStream out = first.getOutputStream();
                out.write("half".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                await().atMost(LIMIT).until(() -> rig.text().equals("half"));
                out.write("whole".getBytes(StandardCharsets.US_ASCII));
                await().atMost(LIMIT).until(() -> rig.text().equals("halfwhole"));
                assertThat(rig.offer("ok")).isTrue();
                assertThat(first.getInputStream().readNBytes(2)).isEqualTo(new byte[] {'o', 'k'});
            }
            try (Socket second = device.accept()) {
                second.getOutputStream().write('2');
                await().atMost(LIMIT).until(() -> rig.text().equals("halfwhole2"));
                assertThat(rig.transport.upCount()).isEqualTo(2);
                assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.LINK_LOST, 1));
            }
        }
    }

    @Test
    void shouldGoOnTryingWhileTheDeviceIsNotThere() throws IOException {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, LOOPBACK)) {
            port = probe.getLocalPort();
        }
        try (TransportRig rig = new TransportRig(TransportKind.TCP, Map.of("port", Integer.toString(port))).started()) {
            await().during(Duration.ofMillis(200)).atMost(LIMIT).until(() -> !rig.transport.isUp());
            try (ServerSocket device = new ServerSocket()) {
                device.setReuseAddress(true);
                device.bind(new InetSocketAddress(LOOPBACK, port));
                await().atMost(LIMIT).until(rig::isUp);
            }
            assertThat(rig.transport.upCount()).isEqualTo(1);
        }
    }

    @Test
    void shouldLetANewConnectionReplaceAHalfOpenOne() throws IOException {
        try (TransportRig rig = new TransportRig(TransportKind.TCP, Map.of("mode", "listen")).started()) {
            await().atMost(LIMIT).until(() -> rig.transport.boundPort() > 0);
            try (Socket old = new Socket(LOOPBACK, rig.transport.boundPort())) {
                old.getOutputStream().write('a');
                await().atMost(LIMIT).until(() -> rig.text().equals("a"));
                try (Socket fresh = new Socket(LOOPBACK, rig.transport.boundPort())) {
                    fresh.getOutputStream().write('b');
                    await().atMost(LIMIT).until(() -> rig.text().equals("ab"));
                    assertThat(old.getInputStream().read()).isEqualTo(-1);
                    assertThat(rig.transport.upCount()).isEqualTo(2);
                    assertThat(rig.faults.of(FrameFault.LINK_LOST)).isEqualTo(1);
                }
            }
            await().atMost(LIMIT).until(() -> !rig.transport.isUp());
            assertThat(rig.faults.of(FrameFault.LINK_LOST)).isEqualTo(2);
        }
    }
}
