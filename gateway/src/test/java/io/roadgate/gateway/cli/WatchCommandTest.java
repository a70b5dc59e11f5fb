package io.roadgate.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roadgate.gateway.broker.EmbeddedBroker;
import io.roadgate.gateway.cloud.CloudProto;
import io.roadgate.gateway.publish.CloudMessage;
import io.roadgate.gateway.publish.CloudSubscriber;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WatchCommandTest {
    private static final String PROTOBUF = "application/protobuf;v=1";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldPrintEventsAnswerTollsAndEndAfterTheCount() throws Exception {
        AtomicInteger receipts = new AtomicInteger();
        try (EmbeddedBroker broker = new EmbeddedBroker(directory, 0).start();
                CloudSubscriber gateway = new CloudSubscriber(
                        broker.uri(),
                        List.of("roadgate/v1/lj-1/down/#"),
                        new SystemEpochNanoClock(),
                        SystemNanoClock.INSTANCE,
                        delivery -> receipts.incrementAndGet())) {
            gateway.start();
            assertThat(gateway.awaitConnected(30_000)).isTrue();
            CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(
                    () -> run("--broker", broker.uri().toString(), "--count", "2", "--receipts", "--for", "60s"));
            await().atMost(Duration.ofSeconds(30)).until(() -> err.toString().contains("watching"));
            long nowNs = new SystemEpochNanoClock().nanoTime();
            gateway.publish("roadgate/v1/lj-1/health", "{\"state\":\"up\"}".getBytes(StandardCharsets.UTF_8), "");
            gateway.publish("roadgate/v1/lj-1/hazard/x", new byte[] {1, 2, 3}, PROTOBUF);
            gateway.publish("roadgate/v1/lj-1/toll", toll(nowNs).toByteArray(), PROTOBUF);
            gateway.publish(
                    "roadgate/v1/lj-1/hazard/emergency-braking", hazard(nowNs).toByteArray(), PROTOBUF);

            assertThat(exit.get(30, TimeUnit.SECONDS)).isZero();
            await().atMost(Duration.ofSeconds(10)).until(() -> receipts.get() == 1);
        }
        assertThat(out.toString()).contains("lj-1 is up", "not readable", "12.50 yuan", "emergency-braking");
        assertThat(err.toString()).contains("hazard", "device to subscriber p50");
    }

    @Test
    void shouldEndWithOneWhenThereIsNoBroker() {
        assertThat(run("--broker", "tcp://127.0.0.1:1", "--for", "1s")).isEqualTo(1);
        assertThat(err.toString()).contains("no broker");
    }

    @Test
    void shouldRefuseADurationThatIsNone() {
        assertThat(run("--broker", "tcp://127.0.0.1:1", "--for", "soon")).isEqualTo(2);
        assertThat(err.toString()).contains("--for");
    }

    @Test
    void shouldNotUseLatenciesBelowZero() {
        WatchSummary summary = new WatchSummary();
        summary.add(message(hazard(1_000), 3_000));
        summary.add(message(hazard(1_000), 500));
        assertThat(summary.count(CloudMessage.Kind.HAZARD)).isEqualTo(2);
        assertThat(summary.negativeCount()).isEqualTo(1);
        assertThat(summary.greatestLatencyNs(CloudMessage.Kind.HAZARD)).isEqualTo(2_000);
        assertThat(summary.events()).containsEntry("emergency-braking raised", 2L);
        assertThat(message(hazard(1_000), 3_000).json())
                .contains("\"latencyNs\":\"2000\"", "\"phase\":\"PHASE_RAISED\"");
    }

    private int run(String... arguments) {
        return new CommandLine(new WatchCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static CloudMessage message(CloudProto.HazardEvent event, long receivedAtNs) {
        return CloudMessage.read(new CloudSubscriber.Delivery(
                "roadgate/v1/lj-1/hazard/emergency-braking", event.toByteArray(), PROTOBUF, "", false, receivedAtNs));
    }

    private static CloudProto.HazardEvent hazard(long causedAtNs) {
        return CloudProto.HazardEvent.newBuilder()
                .setKind("emergency-braking")
                .setApplication("EBW")
                .setPhase(CloudProto.Phase.PHASE_RAISED)
                .setCausedAtNs(causedAtNs)
                .build();
    }

    private static CloudProto.TollRecord toll(long causedAtNs) {
        return CloudProto.TollRecord.newBuilder()
                .setRecordId("12-4-9")
                .setSequence(9)
                .setAmountFen(1_250)
                .setCausedAtNs(causedAtNs)
                .build();
    }
}
