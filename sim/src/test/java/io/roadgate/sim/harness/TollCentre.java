package io.roadgate.sim.harness;

import io.roadgate.gateway.cloud.CloudProto.TollRecord;
import io.roadgate.gateway.publish.CloudMessage;
import io.roadgate.gateway.publish.CloudSubscriber;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A centre that keeps every toll record and its receipt, reconnects by itself, and watches that ids are kept. */
final class TollCentre implements AutoCloseable {
    private final CloudSubscriber subscriber;
    private final Map<Long, TollRecord> bySequence = new TreeMap<>();
    private final Map<Integer, TollRecord> byPsamSerial = new HashMap<>();
    private final List<String> conflicts = new ArrayList<>();
    private final List<JsonNode> healths = new ArrayList<>();
    private int repeatedCount;

    TollCentre(URI broker) {
        subscriber = new CloudSubscriber(
                        broker,
                        List.of("roadgate/v1/+/toll", "roadgate/v1/+/health"),
                        new SystemEpochNanoClock(),
                        SystemNanoClock.INSTANCE,
                        this::onDelivery)
                .start();
    }

    boolean isConnected() {
        return subscriber.isConnected();
    }

    /** Records by sequence. */
    synchronized Map<Long, TollRecord> tolls() {
        return new TreeMap<>(bySequence);
    }

    synchronized int count() {
        return bySequence.size();
    }

    /** One id with two contents, or one passage under two ids. */
    synchronized List<String> conflicts() {
        return List.copyOf(conflicts);
    }

    /** Records that came again, as they had come before. */
    synchronized int repeatedCount() {
        return repeatedCount;
    }

    /** Forgets what gateways have said about themselves. */
    synchronized void forgetHealth() {
        healths.clear();
    }

    /** What the newest health says of a sensor's link; empty when there is none. */
    synchronized String link(String sensorId) {
        if (!healths.isEmpty()) {
            for (JsonNode sensor : healths.get(healths.size() - 1).path("sensors")) {
                if (sensor.path("id").asString().equals(sensorId)) {
                    return sensor.path("link").asString();
                }
            }
        }
        return "";
    }

    /** One of a gateway's own counters as its newest health has it; 0 when it has not. */
    synchronized long counter(String label) {
        return healths.isEmpty()
                ? 0
                : healths.get(healths.size() - 1).path("counters").path(label).asLong(0);
    }

    private synchronized void onDelivery(CloudSubscriber.Delivery delivery) {
        CloudMessage message = CloudMessage.read(delivery);
        switch (message.kind()) {
            case TOLL -> {
                onToll(message.toll());
                subscriber.confirmTolls(message.siteId(), List.of(message.toll().getSequence()));
            }
            case HEALTH -> healths.add(JsonMapper.shared().readTree(message.healthJson()));
            default -> conflicts.add("not readable: " + delivery.topic());
        }
    }

    private void onToll(TollRecord toll) {
        TollRecord before = bySequence.putIfAbsent(toll.getSequence(), toll);
        if (before != null && !before.equals(toll)) {
            conflicts.add("one id, two contents: " + before + " and " + toll);
        }
        repeatedCount += before == null ? 0 : 1;
        TollRecord same = byPsamSerial.putIfAbsent(toll.getPsamSerial(), toll);
        if (same != null && same.getSequence() != toll.getSequence()) {
            conflicts.add("one passage, two ids: " + same + " and " + toll);
        }
    }

    @Override
    public void close() {
        subscriber.close();
    }
}
