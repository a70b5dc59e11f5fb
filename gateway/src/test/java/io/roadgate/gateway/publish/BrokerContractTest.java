package io.roadgate.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roadgate.gateway.cloud.CloudProto;
import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.PayloadFormat;
import io.roadgate.gateway.config.GatewayConfig.ReceiptMode;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EventPhase;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same promises against the embedded Artemis and Debian's mosquitto. */
abstract class BrokerContractTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long SECOND_NS = RunningAgent.SECOND_NS;

    @TempDir
    Path directory;

    private final Queue<CloudMessage> received = new ConcurrentLinkedQueue<>();
    private final Set<Long> tollSequences = ConcurrentHashMap.newKeySet();
    private final Map<Long, CloudProto.Phase> hazards = new ConcurrentHashMap<>();

    abstract String startBroker();

    abstract void stopBroker() throws Exception;

    abstract void restartBroker() throws Exception;

    @BeforeEach
    void needMosquittoClients() {
        Assumptions.assumeTrue(Mosquitto.isInstalled(), "mosquitto is not installed");
    }

    @Test
    void shouldReachAForeignClientWithItsProperties() throws Exception {
        URI uri = URI.create(startBroker());
        Path lines = directory.resolve("hazards.jsonl");
        Process foreign = Mosquitto.subscribe(uri.getPort(), "roadgate/v1/+/hazard/#", 1, lines);
        Path tiles = directory.resolve("tiles.txt");
        Process vehicle = Mosquitto.subscribe(uri.getPort(), "roadgate/v1/tile/#", 1, tiles, "%t %x");
        try (RunningAgent running = new RunningAgent(config(uri, PayloadFormat.JSON, ReceiptMode.CENTRE))) {
            await().atMost(PATIENCE).until(running.agent::isConnected);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
                running.raise(1, EventKind.ABNORMAL_VEHICLE_STOPPED, 30 * SECOND_NS);
                return !foreign.isAlive() && !vehicle.isAlive();
            });
        }
        String line = Files.readString(lines);
        assertThat(line)
                .contains("\"topic\":\"roadgate/v1/lj-1/hazard/abnormal-vehicle-stopped\"")
                .contains("\"qos\":1")
                .contains("application/json;v=1")
                .contains("roadgate.cloud.v1.HazardEvent");
        assertThat(line).containsPattern("\"message-?expiry-?[a-z]*\":\\s*(29|30)");
        assertThat(Files.readString(tiles)).matches("roadgate/v1/tile(/[0-3]){16}/rsi [0-9a-f]{40,}\\s*");
    }

    @Test
    void shouldLoseNothingWhenTheBrokerIsKilledInTheMiddle() throws Exception {
        URI uri = URI.create(startBroker());
        CloudSubscriber centre = centre(uri, true);
        try (Gate gate = new Gate(uri.getPort());
                RunningAgent running = new RunningAgent(config(
                        URI.create("tcp://127.0.0.1:" + gate.port), PayloadFormat.PROTOBUF, ReceiptMode.CENTRE))) {
            assertThat(centre.awaitConnected(30_000)).isTrue();
            await().atMost(PATIENCE).until(running.agent::isConnected);
            long before = running.counters.get(GatewayCounter.MQTT_LOST);
            feed(running, 1, 200, true);
            // What only the broker has dies with it: that is the broker's to lose, so wait until the centre has it.
            await().atMost(PATIENCE).until(() -> hazards.containsKey(191L));
            stopBroker();
            gate.shut();
            running.raise(9_001, EventKind.EMERGENCY_BRAKING, SECOND_NS);
            running.raise(9_002, EventKind.EMERGENCY_BRAKING, EventPhase.RAISED, 60 * SECOND_NS);
            running.raise(9_002, EventKind.EMERGENCY_BRAKING, EventPhase.UPDATED, 60 * SECOND_NS);
            feed(running, 201, 400, true);
            await().atMost(PATIENCE).until(() -> running.counters.get(GatewayCounter.HAZARDS_EXPIRED) > 0);
            restartBroker();
            await().atMost(PATIENCE).until(centre::isConnected);
            gate.open();
            await().atMost(PATIENCE).until(running.agent::isConnected);
            feed(running, 401, 600, true);

            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> {
                repeatWithoutReceipt(running, 600);
                return running.drainReceipts().size() == 600 && hazards.keySet().containsAll(unexpired());
            });
            assertThat(tollSequences).hasSize(600);
            assertThat(hazards).doesNotContainKey(9_001L);
            assertThat(hazards.get(9_002L)).isEqualTo(CloudProto.Phase.PHASE_UPDATED);
            assertThat(running.counters.get(GatewayCounter.MQTT_LOST)).isGreaterThanOrEqualTo(before + 3);
            assertThat(running.counters.get(GatewayCounter.AGENT_ERRORS)).isZero();
            assertThat(centre.publish("roadgate/v1/lj-1/down/map", new byte[] {1, 2}, "application/uper"))
                    .isTrue();
            await().atMost(PATIENCE).until(() -> running.inbound.sizeBytes() > 0);
        } finally {
            centre.close();
        }
    }

    @Test
    void shouldTurnPubacksIntoReceipts() throws Exception {
        URI uri = URI.create(startBroker());
        try (RunningAgent running = new RunningAgent(config(uri, PayloadFormat.PROTOBUF, ReceiptMode.PUBACK))) {
            await().atMost(PATIENCE).until(running.agent::isConnected);
            feed(running, 1, 300, false);
            await().atMost(PATIENCE).until(() -> running.drainReceipts().size() == 300);
        }
    }

    @Test
    void shouldRetainHealthAndSayHowItEnded() throws Exception {
        URI uri = URI.create(startBroker());
        RunningAgent running = new RunningAgent(config(uri, PayloadFormat.PROTOBUF, ReceiptMode.CENTRE));
        await().atMost(PATIENCE).until(running.agent::isConnected);
        await().atMost(PATIENCE).until(() -> running.counters.get(GatewayCounter.MQTT_ACKNOWLEDGED) > 0);
        try (CloudSubscriber late = centre(uri, false)) {
            await().atMost(PATIENCE).until(() -> hasHealth("up"));
            running.close();
            await().atMost(PATIENCE).until(() -> hasHealth("stopped"));
            assertThat(late.isConnected()).isTrue();
        }
    }

    @Test
    void shouldSendPicturesWithQos0() throws Exception {
        URI uri = URI.create(startBroker());
        try (CloudSubscriber centre = centre(uri, false);
                RunningAgent running = new RunningAgent(config(uri, PayloadFormat.JSON, ReceiptMode.CENTRE))) {
            assertThat(centre.awaitConnected(30_000)).isTrue();
            await().atMost(PATIENCE).until(running.agent::isConnected);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
                running.picture(256);
                return received.stream()
                        .anyMatch(message -> message.kind() == CloudMessage.Kind.PICTURE
                                && message.picture().getTracksCount() == 256);
            });
        }
    }

    private boolean hasHealth(String state) {
        return received.stream()
                .anyMatch(message -> message.kind() == CloudMessage.Kind.HEALTH
                        && message.healthState().equals(state));
    }

    private static Set<Long> unexpired() {
        Set<Long> ids = ConcurrentHashMap.newKeySet();
        for (long id = 1; id <= 600; id += 10) {
            ids.add(id);
        }
        ids.add(9_002L);
        return ids;
    }

    private static void feed(RunningAgent running, int from, int to, boolean withHazards) {
        for (int sequence = from; sequence <= to; sequence++) {
            int next = sequence;
            // Awaitility's first look costs 100 ms, so only when the ring is full.
            if (!running.toll(next)) {
                await().atMost(PATIENCE).until(() -> running.toll(next));
            }
            if (withHazards && sequence % 10 == 1) {
                assertThat(running.raise(sequence, EventKind.EMERGENCY_BRAKING, 120 * SECOND_NS))
                        .isTrue();
            }
        }
    }

    /** As the journal agent does with what has no receipt. */
    private static void repeatWithoutReceipt(RunningAgent running, int last) {
        Set<Long> done = running.drainReceipts();
        for (long sequence = 1; sequence <= last; sequence++) {
            if (!done.contains(sequence)) {
                running.toll(sequence);
            }
        }
    }

    private CloudSubscriber centre(URI uri, boolean isAnswering) {
        CloudSubscriber[] self = new CloudSubscriber[1];
        self[0] = new CloudSubscriber(
                uri, List.of("roadgate/v1/#"), new SystemEpochNanoClock(), SystemNanoClock.INSTANCE, delivery -> {
                    CloudMessage message = CloudMessage.read(delivery);
                    received.add(message);
                    if (message.kind() == CloudMessage.Kind.TOLL) {
                        tollSequences.add(message.toll().getSequence());
                        if (isAnswering) {
                            self[0].confirmTolls("lj-1", List.of(message.toll().getSequence()));
                        }
                    } else if (message.kind() == CloudMessage.Kind.HAZARD) {
                        hazards.put(
                                message.hazard().getEventId(), message.hazard().getPhase());
                    }
                });
        return self[0].start();
    }

    private static GatewayConfig config(URI uri, PayloadFormat format, ReceiptMode mode) {
        return Fixture.config(uri.toString(), format, mode, 64);
    }
}
