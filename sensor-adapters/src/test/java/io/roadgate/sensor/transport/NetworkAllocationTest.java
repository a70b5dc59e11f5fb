package io.roadgate.sensor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a read from the network costs in memory. */
class NetworkAllocationTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int WARM_UP = 20_000;
    private static final int COUNTED = 20_000;

    /** Sends one piece. */
    private interface Sender {
        void send() throws IOException;
    }

    /** Bytes that the event loop allocates for each piece, each sent when the one before was read. */
    private static double bytesPerPiece(TransportRig rig, Sender sender) throws IOException {
        Thread loop = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("sensor-net"))
                .findFirst()
                .orElseThrow();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        pump(rig, sender, WARM_UP);
        long before = threads.getThreadAllocatedBytes(loop.getId());
        pump(rig, sender, COUNTED);
        return (threads.getThreadAllocatedBytes(loop.getId()) - before) / (double) COUNTED;
    }

    private static void pump(TransportRig rig, Sender sender, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            sender.send();
            while (rig.transport.poll((buffer, offset, length, receivedAtNs) -> {}, 10) == 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void shouldReadTcpWithoutAllocating() throws IOException {
        try (ServerSocket device = new ServerSocket(0, 5, LOOPBACK);
                TransportRig rig = new TransportRig(
                                TransportKind.TCP, Map.of("port", Integer.toString(device.getLocalPort())))
                        .started();
                Socket peer = device.accept()) {
            peer.setTcpNoDelay(true);
            await().atMost(LIMIT).until(rig::isUp);
            OutputStream out = peer.getOutputStream();
            byte[] piece = new byte[200];
            double bytes = bytesPerPiece(rig, () -> out.write(piece));
            System.out.printf("TCP on %s: %.2f B allocated per read%n", kind(), bytes);
            assertThat(bytes).isLessThan(SharedEventLoop.isNative() ? 0.5 : 100);
        }
    }

    /** Netty makes an address and a packet object for each datagram; their number is bounded, their size known. */
    @Test
    void shouldReadUdpWithoutAllocatingABuffer() throws IOException {
        try (TransportRig rig = new TransportRig(TransportKind.UDP, Map.of("host", "127.0.0.1")).started();
                DatagramSocket device = new DatagramSocket(0, LOOPBACK)) {
            await().atMost(LIMIT).until(rig::isUp);
            DatagramPacket packet = new DatagramPacket(new byte[1_200], 1_200, LOOPBACK, rig.transport.boundPort());
            double bytes = bytesPerPiece(rig, () -> device.send(packet));
            System.out.printf("UDP on %s: %.2f B allocated per datagram%n", kind(), bytes);
            assertThat(bytes).isLessThan(600);
        }
    }

    private static String kind() {
        return SharedEventLoop.isNative() ? "epoll" : "NIO";
    }
}
