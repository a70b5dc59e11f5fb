package io.roadgate.sim.harness;

import io.roadgate.gateway.cli.EventLines;
import io.roadgate.gateway.cli.WatchSummary;
import io.roadgate.gateway.cloud.CloudProto.HazardEvent;
import io.roadgate.gateway.cloud.CloudProto.Phase;
import io.roadgate.gateway.cloud.CloudProto.TollRecord;
import io.roadgate.gateway.publish.CloudMessage;
import io.roadgate.gateway.publish.CloudSubscriber;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * A traffic centre over MQTT: prints each event as one line, confirms toll records, keeps what came.
 *
 * <p>Thread: messages come on the client's thread; the accessors may be called from any.
 */
public final class TrafficCentre implements AutoCloseable {
    private static final long CONNECTS_WITHIN_MS = 10_000;

    private final CloudSubscriber subscriber;
    private final PrintWriter out;
    private final WatchSummary summary = new WatchSummary();
    private final Map<String, Integer> raised = new TreeMap<>();
    private final Map<Long, TollRecord> tolls = new TreeMap<>();
    private final List<String> unreadable = new ArrayList<>();
    private final CountDownLatch gatewayUp = new CountDownLatch(1);
    private int repeatedTolls;
    private String healthState = "";
    private String healthJson = "{}";

    /** A centre at this broker that prints here. */
    public TrafficCentre(URI broker, PrintWriter out) {
        this.out = out;
        this.subscriber = new CloudSubscriber(
                broker,
                List.of("roadgate/v1/#"),
                new SystemEpochNanoClock(),
                SystemNanoClock.INSTANCE,
                this::onDelivery);
    }

    /** Connects; false when the broker does not answer in time. */
    public boolean start() throws InterruptedException {
        return subscriber.start().awaitConnected(CONNECTS_WITHIN_MS);
    }

    /** Waits until a gateway says that all its devices are connected; false when none does in time. */
    public boolean awaitGateway(long limitMs) throws InterruptedException {
        return gatewayUp.await(limitMs, TimeUnit.MILLISECONDS);
    }

    /** Events raised so far, by kind label. */
    public synchronized Map<String, Integer> raised() {
        return new TreeMap<>(raised);
    }

    /** Toll records by sequence; a record that came twice is here once. */
    public synchronized Map<Long, TollRecord> tolls() {
        return new TreeMap<>(tolls);
    }

    /** Toll records that came again under a sequence already known. */
    public synchronized int repeatedTolls() {
        return repeatedTolls;
    }

    /** The gateway's newest health, as JSON. */
    public synchronized String healthJson() {
        return healthJson;
    }

    /** Counts and latencies of all that came. */
    public WatchSummary summary() {
        return summary;
    }

    /** Topics of messages that could not be read. */
    public synchronized List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    @Override
    public void close() {
        subscriber.close();
    }

    private synchronized void onDelivery(CloudSubscriber.Delivery delivery) {
        CloudMessage message = CloudMessage.read(delivery);
        summary.add(message);
        switch (message.kind()) {
            case HAZARD -> onHazard(message.hazard(), message.latencyNs());
            case TOLL -> onToll(message);
            case HEALTH -> onHealth(message, delivery.receivedAtNs());
            case UNREADABLE -> unreadable.add(delivery.topic());
            default -> {
                // Counted in the summary.
            }
        }
    }

    private void onHazard(HazardEvent event, long latencyNs) {
        if (event.getPhase() == Phase.PHASE_RAISED) {
            raised.merge(event.getKind(), 1, Integer::sum);
        }
        // An update each half second would bury the beginning and the end.
        if (event.getPhase() != Phase.PHASE_UPDATED) {
            out.println(EventLines.hazard(event, latencyNs));
            out.flush();
        }
    }

    private void onToll(CloudMessage message) {
        TollRecord toll = message.toll();
        if (tolls.put(toll.getSequence(), toll) == null) {
            out.println(EventLines.toll(toll, message.latencyNs()));
            out.flush();
        } else {
            repeatedTolls++;
        }
        subscriber.confirmTolls(message.siteId(), List.of(toll.getSequence()));
    }

    private void onHealth(CloudMessage message, long receivedAtNs) {
        String state = message.healthState();
        // The farewell tells less than the last report before it.
        if (!"lost".equals(state) && !"stopped".equals(state)) {
            healthJson = message.healthJson();
        }
        // The broker may see the socket close before it has read the good-bye, and then tells the last will, too.
        boolean isAfterFarewell = "lost".equals(state) && "stopped".equals(healthState);
        if (!state.equals(healthState) && !isAfterFarewell) {
            healthState = state;
            if ("up".equals(state)) {
                gatewayUp.countDown();
            }
            out.println(EventLines.health(message.siteId(), state, receivedAtNs));
            out.flush();
        }
    }
}
