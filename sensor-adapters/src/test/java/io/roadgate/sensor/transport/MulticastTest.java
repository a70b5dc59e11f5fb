package io.roadgate.sensor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Multicast on the loopback interface. */
class MulticastTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final String GROUP = "239.77.1.9";

    private static TransportRig joined(String multicast, int port) {
        TransportRig rig = new TransportRig(
                        TransportKind.UDP, Map.of("multicast", multicast, "port", Integer.toString(port)))
                .started();
        await().atMost(LIMIT).until(rig::isUp);
        return rig;
    }

    @Test
    void shouldHearItsGroupOnTheInterfaceItNamesAndShareThePort() throws IOException {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        try (TransportRig first = joined(GROUP + "@" + loopback.getName(), 0);
                TransportRig second = joined(GROUP + "@127.0.0.1", first.transport.boundPort());
                TransportRig other = joined("239.77.1.10@127.0.0.1", first.transport.boundPort());
                MulticastSocket device = new MulticastSocket()) {
            device.setNetworkInterface(loopback);
            device.setOption(java.net.StandardSocketOptions.IP_MULTICAST_LOOP, true);
            byte[] word = {'m', 'a', 'p'};
            device.send(
                    new DatagramPacket(word, word.length, InetAddress.getByName(GROUP), first.transport.boundPort()));
            await().atMost(LIMIT).until(() -> first.text().equals("map"));
            await().atMost(LIMIT).until(() -> second.text().equals("map"));
            assertThat(other.text()).as("another group").isEmpty();
            assertThat(first.transport.describe()).isEqualTo("udp " + GROUP + ":" + first.transport.boundPort());
            assertThat(first.offer("thanks")).as("the last sender is known").isTrue();
            DatagramPacket answer = new DatagramPacket(new byte[100], 100);
            device.receive(answer);
            assertThat(answer.getLength()).isEqualTo(6);
        }
    }

    @Test
    void shouldWaitForAnInterfaceThatIsNotThere() {
        try (TransportRig rig = new TransportRig(TransportKind.UDP, Map.of("multicast", GROUP + "@none0")).started()) {
            await().atMost(LIMIT).until(() -> rig.transport.trouble().contains("no network interface none0"));
            assertThat(rig.isUp()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.1", "camera", "239.1.1.1@", "@eth0"})
    void shouldRefuseWhatIsNoGroup(String text) {
        assertThatThrownBy(() -> MulticastGroup.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
