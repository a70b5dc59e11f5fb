package io.roadgate.gateway.cli;

import io.roadgate.gateway.publish.CloudMessage;
import io.roadgate.gateway.publish.CloudSubscriber;
import java.io.PrintWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.SystemUtil;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Subscribes at a broker and prints what a traffic centre would see. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Subscribes, decodes and prints what a traffic centre would see.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:as many messages as asked for, or any at all", "1:no connection, or too few messages"})
public final class WatchCommand implements Callable<Integer> {
    private static final long CONNECT_TIMEOUT_MS = 10_000;
    private static final long FOR_EVER_NS = Long.MAX_VALUE;

    @Spec
    private CommandSpec spec;

    @Option(names = "--broker", required = true, paramLabel = "URL", description = "tcp://host:port")
    private URI broker;

    @Option(names = "--topic", defaultValue = "roadgate/v1/#", description = "topic filter (default: ${DEFAULT-VALUE})")
    private String topic;

    @Option(names = "--for", paramLabel = "DURATION", description = "ends after this long, as 20s or 500ms")
    private String duration;

    @Option(names = "--count", paramLabel = "N", description = "ends after so many events and toll records")
    private long wantedCount;

    @Option(names = "--receipts", description = "answers toll records as a centre would")
    private boolean isAnswering;

    @Option(names = "--json", description = "one JSON line for each message")
    private boolean isJson;

    private final WatchSummary summary = new WatchSummary();
    private final Map<String, String> healthBySite = new HashMap<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private CloudSubscriber subscriber;
    private long printedCount;

    @Override
    public Integer call() throws InterruptedException {
        long durationNs = durationNs();
        PrintWriter talk = spec.commandLine().getErr();
        subscriber = new CloudSubscriber(
                broker, List.of(topic), new SystemEpochNanoClock(), SystemNanoClock.INSTANCE, this::onDelivery);
        try (CloudSubscriber opened = subscriber) {
            opened.start();
            if (!opened.awaitConnected(CONNECT_TIMEOUT_MS)) {
                talk.println("no broker at " + broker);
                return 1;
            }
            talk.println("watching " + topic + " at " + broker);
            talk.flush();
            boolean isCounted = done.await(durationNs, TimeUnit.NANOSECONDS);
            summary.lines().forEach(talk::println);
            talk.flush();
            return isCounted || (wantedCount == 0 && hasAny()) ? 0 : 1;
        }
    }

    private long durationNs() {
        if (duration == null) {
            return FOR_EVER_NS;
        }
        try {
            return SystemUtil.parseDuration("--for", duration);
        } catch (NumberFormatException e) {
            throw new ParameterException(spec.commandLine(), "--for wants a duration like 20s, not " + duration, e);
        }
    }

    private boolean hasAny() {
        for (CloudMessage.Kind kind : CloudMessage.Kind.values()) {
            if (summary.count(kind) > 0) {
                return true;
            }
        }
        return false;
    }

    private synchronized void onDelivery(CloudSubscriber.Delivery delivery) {
        CloudMessage message = CloudMessage.read(delivery);
        summary.add(message);
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            out.println(message.json());
        }
        switch (message.kind()) {
            case HAZARD -> {
                print(out, EventLines.hazard(message.hazard(), message.latencyNs()));
                count();
            }
            case TOLL -> {
                print(out, EventLines.toll(message.toll(), message.latencyNs()));
                if (isAnswering) {
                    subscriber.confirmTolls(
                            message.siteId(), List.of(message.toll().getSequence()));
                }
                count();
            }
            case HEALTH -> {
                String state = message.healthState();
                if (!state.equals(healthBySite.put(message.siteId(), state))) {
                    print(out, EventLines.health(message.siteId(), state, delivery.receivedAtNs()));
                }
            }
            case UNREADABLE -> print(out, "not readable: " + delivery.topic());
            default -> {
                // Counted in the summary.
            }
        }
        out.flush();
    }

    private void print(PrintWriter out, String line) {
        if (!isJson) {
            out.println(line);
        }
    }

    private void count() {
        printedCount++;
        if (wantedCount > 0 && printedCount >= wantedCount) {
            done.countDown();
        }
    }
}
