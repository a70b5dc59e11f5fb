package io.roadgate.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.PriorityRequestEncoder;
import io.roadgate.gateway.record.RequestAnswer;
import io.roadgate.gateway.record.RequestStateDecoder;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests to a signal controller and its answers, over loopback. */
class ControllerLinkTest {
    private static final long NOW_NS = Fixture.NOW_NS;
    private static final long SECOND_NS = 1_000_000_000L;

    private final Counters counters = new Counters(List.of());
    private final List<RequestAnswer> told = new ArrayList<>();
    private DatagramSocket controller;
    private ControllerLink link;

    @BeforeEach
    void open() throws Exception {
        controller = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        controller.setSoTimeout(10_000);
        link = new ControllerLink(
                (InetSocketAddress) controller.getLocalSocketAddress(),
                counters,
                (id, b, o, l) -> told.add(new RequestStateDecoder()
                        .wrapAndApplyHeader(b, o, new MessageHeaderDecoder())
                        .state()));
        link.open();
    }

    @AfterEach
    void close() {
        link.close();
        controller.close();
    }

    private void ask(EventPhase phase) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        new PriorityRequestEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .requestKey(5)
                .phase(phase)
                .application(Application.PRIORITY_PASSING)
                .level((short) 7)
                .requestId((short) 0)
                .signalPhase((short) 3)
                .regionId(65_535)
                .intersectionId(12)
                .fromNodeId(65_535)
                .vehicleId(9)
                .atNs(NOW_NS)
                .causedAtNs(NOW_NS)
                .expiresAtNs(NOW_NS + 2 * SECOND_NS)
                .arrivesAtNs(NOW_NS + 8 * SECOND_NS)
                .distanceM(100)
                .holdMs(5_000);
        link.onPriority(buffer, 0, NOW_NS);
    }

    private DatagramPacket received() throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        controller.receive(packet);
        return packet;
    }

    private void answer(DatagramSocket from, DatagramPacket to, String json) throws Exception {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        from.send(new DatagramPacket(bytes, bytes.length, to.getSocketAddress()));
    }

    /** Loopback hands over at once or a moment later: the link is asked until it has something. */
    private void poll(long atNs) {
        for (int i = 0; i < 100_000_000 && link.doWork(atNs) == 0; i++) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldAskAndTellTheAnswer() throws Exception {
        ask(EventPhase.RAISED);
        DatagramPacket packet = received();
        assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8))
                .isEqualTo("{\"request\":\"5\",\"kind\":\"priority\",\"do\":\"ask\",\"intersection\":12,\"phase\":3,"
                        + "\"level\":7,\"arrivesInMs\":8000,\"holdMs\":5000,\"ttlMs\":2000}");
        answer(controller, packet, "{\"request\":\"5\",\"answer\":\"granted\"}");
        poll(NOW_NS);
        link.doWork(NOW_NS + 2 * SECOND_NS);
        assertThat(told).containsExactly(RequestAnswer.SENT, RequestAnswer.GRANTED, RequestAnswer.ENDED);
    }

    @Test
    void shouldSayThatNobodyAnswered() {
        ask(EventPhase.RAISED);
        link.doWork(NOW_NS + SECOND_NS);
        link.doWork(NOW_NS + 2 * SECOND_NS);
        assertThat(told).containsExactly(RequestAnswer.SENT, RequestAnswer.UNANSWERED);
    }

    @Test
    void shouldTakeBackARequest() throws Exception {
        ask(EventPhase.RAISED);
        received();
        ask(EventPhase.ENDED);
        DatagramPacket packet = received();
        assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8))
                .contains("\"do\":\"cancel\"");
        assertThat(told).containsExactly(RequestAnswer.SENT, RequestAnswer.ENDED);
    }

    @Test
    void shouldCountAnswersOfStrangersAndNoise() throws Exception {
        ask(EventPhase.RAISED);
        DatagramPacket packet = received();
        try (DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            answer(stranger, packet, "{\"request\":\"5\",\"answer\":\"granted\"}");
            poll(NOW_NS);
        }
        for (String bad : List.of(
                "{\"request\":\"6\",\"answer\":\"granted\"}",
                "{\"request\":\"5\"}",
                "}{",
                "{\"request\":\"5\",\"answer\":\"perhaps\"}")) {
            answer(controller, packet, bad);
            poll(NOW_NS);
        }
        assertThat(told).containsExactly(RequestAnswer.SENT);
        assertThat(counters.get(GatewayCounter.CONTROLLER_REFUSED)).isEqualTo(5);
    }
}
