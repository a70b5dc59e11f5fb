package io.roadgate.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.HazardEventEncoder;
import io.roadgate.gateway.record.TollRecordEncoder;
import io.roadgate.gateway.record.TrackStateEncoder;
import io.roadgate.gateway.ring.RecordRing;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Brokers that accept and then say nothing, or stop reading, while hazards, tolls and pictures go on. */
class StalledBrokerTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int CYCLES = 5_000;
    /** CONNACK of MQTT 5: success, no properties. */
    private static final byte[] CONNACK = {0x20, 0x03, 0x00, 0x00, 0x00};

    private final Counters counters = new Counters(List.of());
    private final Queue<Socket> kept = new ConcurrentLinkedQueue<>();
    private final RecordRing outbound = new RecordRing(1 << 20);
    private final RecordRing tolls = new RecordRing(1 << 20);

    @AfterEach
    void closeSockets() throws IOException {
        for (Socket socket : kept) {
            socket.close();
        }
    }

    @Test
    void shouldNotHoldTheAgentUpWhenTheBrokerNeverAnswers() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            PublishAgent agent = agent(server.getLocalPort());
            agent.onStart();
            Histogram cycles = run(agent, false);
            assertThat(agent.isConnected()).isFalse();
            report("broker that never answers", cycles);
            agent.onClose();
        }
    }

    @Test
    void shouldNotHoldTheAgentUpWhenTheBrokerStopsReading() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            server.setReceiveBufferSize(4096);
            Thread accepting = new Thread(() -> acceptAndFallSilent(server), "silent-broker");
            accepting.setDaemon(true);
            accepting.start();
            PublishAgent agent = agent(server.getLocalPort());
            agent.onStart();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> counters.get(GatewayCounter.AGENT_ERRORS) == 0 && agent.linksUp() >= 2);
            Histogram cycles = run(agent, true);
            // Nothing is acknowledged, so the window bounds what Paho holds; pictures end in the socket's buffers or
            // are shed.
            assertThat(counters.get(GatewayCounter.MQTT_PUBLISHED)).isBetween(1L, 2L * 16 + 1 + CYCLES / 10);
            assertThat(counters.get(GatewayCounter.MQTT_ACKNOWLEDGED)).isLessThanOrEqualTo(CYCLES / 10);
            report("broker that stops reading", cycles);
            agent.onClose();
        }
    }

    private void acceptAndFallSilent(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                kept.add(socket);
                InputStream in = socket.getInputStream();
                if (in.read(new byte[512]) > 0) {
                    socket.getOutputStream().write(CONNACK);
                }
            } catch (IOException e) {
                assertThat(e).as("the client gave up, or the test is over").isNotNull();
            }
        }
    }

    private Histogram run(PublishAgent agent, boolean withPictures) {
        Histogram cycles = new Histogram(60 * SECOND_NS, 3);
        SystemEpochNanoClock wall = new SystemEpochNanoClock();
        for (int i = 1; i <= CYCLES; i++) {
            long nowNs = wall.nanoTime();
            Fixture.offer(
                    outbound,
                    HazardEventEncoder.TEMPLATE_ID,
                    Fixture.hazard(i, EventKind.EMERGENCY_BRAKING, EventPhase.RAISED, nowNs, nowNs + 60 * SECOND_NS));
            Fixture.offer(tolls, TollRecordEncoder.TEMPLATE_ID, Fixture.toll(i));
            for (int track = 0; withPictures && i % 10 == 0 && track < 50; track++) {
                Fixture.offer(outbound, TrackStateEncoder.TEMPLATE_ID, Fixture.track(track, track, 50, nowNs));
            }
            long beganNs = SystemNanoClock.INSTANCE.nanoTime();
            agent.doWork();
            cycles.recordValue(SystemNanoClock.INSTANCE.nanoTime() - beganNs);
        }
        return cycles;
    }

    private void report(String name, Histogram cycles) {
        System.out.printf(
                "%s: duty cycle p50 %.1f us, p99 %.1f us, max %.1f us%n",
                name,
                cycles.getValueAtPercentile(50) / 1e3,
                cycles.getValueAtPercentile(99) / 1e3,
                cycles.getMaxValue() / 1e3);
        // Generous: the machine that runs this may be busy. A blocked agent would take seconds.
        assertThat(cycles.getValueAtPercentile(99)).isLessThan(20_000_000L);
        assertThat(cycles.getMaxValue()).isLessThan(2 * SECOND_NS);
        assertThat(counters.get(GatewayCounter.HAZARDS_SHED)).isPositive();
        assertThat(counters.get(GatewayCounter.AGENT_ERRORS)).isZero();
    }

    private PublishAgent agent(int port) {
        return new PublishAgent(
                Fixture.config(
                        "tcp://127.0.0.1:" + port,
                        GatewayConfig.PayloadFormat.PROTOBUF,
                        GatewayConfig.ReceiptMode.CENTRE,
                        16),
                counters,
                new SystemEpochNanoClock(),
                SystemNanoClock.INSTANCE,
                outbound,
                tolls,
                new RecordRing(1 << 16),
                new RecordRing(1 << 16),
                json -> json.append("{\"state\":\"up\"}"));
    }
}
