package io.roadgate.sensor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Where native epoll is not to be had, the same links run on Java NIO; tried in a JVM of its own. */
class NioFallbackTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void shouldRunOnNativeEpollWhereItIsPresent() {
        boolean isLinux = System.getProperty("os.name").equals("Linux");
        boolean hasNatives = List.of("amd64", "aarch64").contains(System.getProperty("os.arch"));
        assertThat(SharedEventLoop.isNative()).isEqualTo(isLinux && hasNatives);
    }

    @Test
    void shouldCarryTheSameOnJavaNio() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String root = System.getProperty("roadgate.root");
        if (root != null) {
            command.add("@" + root + File.separator + "gateway/conf/jvm.options");
        }
        command.addAll(List.of("-Droadgate.noEpoll=true", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), NioFallbackTest.class.getName()));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("tcp back, udp back, multicast joined").doesNotContain("epoll");
        assertThat(child.exitValue()).isZero();
    }

    /** The child. */
    public static void main(String[] arguments) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket device = new ServerSocket(0, 5, loopback);
                TransportRig tcp = new TransportRig(
                                TransportKind.TCP,
                                Map.of("port", Integer.toString(device.getLocalPort()), "idleTimeout", "10s"))
                        .started();
                Socket peer = device.accept();
                TransportRig udp = new TransportRig(TransportKind.UDP, Map.of("host", "127.0.0.1")).started();
                TransportRig group =
                        new TransportRig(TransportKind.UDP, Map.of("multicast", "239.77.1.11@127.0.0.1")).started();
                DatagramSocket sender = new DatagramSocket(0, loopback)) {
            await().atMost(LIMIT).until(() -> tcp.isUp() && udp.isUp() && group.isUp());
            peer.getOutputStream().write("tcp".getBytes(StandardCharsets.US_ASCII));
            byte[] word = {'u', 'd', 'p'};
            sender.send(new DatagramPacket(word, word.length, loopback, udp.transport.boundPort()));
            await().atMost(LIMIT)
                    .until(() -> tcp.text().equals("tcp") && udp.text().equals("udp"));
            if (!tcp.offer("x") || peer.getInputStream().read() != 'x' || SharedEventLoop.isNative()) {
                throw new IllegalStateException("no way back, or not on NIO");
            }
            System.out.println("tcp back, udp back, multicast joined");
        }
    }
}
