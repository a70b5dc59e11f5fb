package io.roadgate.sim.harness;

import io.roadgate.gateway.cloud.CloudProto.TollRecord;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.sim.Simulator;
import io.roadgate.sim.SimulatorSummary;
import io.roadgate.sim.traffic.EventCause;
import io.roadgate.sim.traffic.TollPassage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A demo's end: what was caused against what arrived, and what the gateway counted. */
public final class DemoReport {
    private static final double NS_PER_S = 1e9;
    private static final String TOLL = "toll";

    private final ObjectMapper mapper = new ObjectMapper();
    private final long ranNs;
    private final int gatewayExit;
    private final SimulatorSummary simulated;
    private final List<String> watched;
    private final JsonNode health;
    private final Map<String, int[]> verdict = new LinkedHashMap<>();
    private final List<TollPassage> passages;
    private final int records;
    private final int wrongRecords;
    private final int repeatedRecords;
    private final int unreadable;

    /** Closes the books. */
    public DemoReport(long ranNs, Simulator simulator, TrafficCentre centre, int gatewayExit) {
        this.ranNs = ranNs;
        this.gatewayExit = gatewayExit;
        this.simulated = simulator.summary();
        this.watched = centre.summary().lines();
        this.health = mapper.readTree(centre.healthJson());
        this.unreadable = centre.unreadable().size();
        Map<EventCause, Integer> expected = simulator.expectedEvents();
        for (EventCause cause : EventCause.values()) {
            int arrived = cause == EventCause.TOLL_PASSAGE
                    ? centre.tolls().size()
                    : centre.raised().getOrDefault(labelOf(cause), 0);
            verdict.put(labelOf(cause), new int[] {expected.getOrDefault(cause, 0), arrived});
        }
        this.passages = simulator.tollPassages();
        Map<Long, TollPassage> bySerial = new TreeMap<>();
        passages.forEach(passage -> bySerial.put(passage.psamSerial(), passage));
        this.records = centre.tolls().size();
        this.repeatedRecords = centre.repeatedTolls();
        this.wrongRecords = (int) centre.tolls().values().stream()
                .filter(toll -> !isTrue(toll, bySerial.get(Integer.toUnsignedLong(toll.getPsamSerial()))))
                .count();
    }

    /** Whether every cause that must have shown has, and no toll record is wrong. */
    public boolean isGood() {
        return gatewayExit == 0
                && wrongRecords == 0
                && unreadable == 0
                && verdict.entrySet().stream().allMatch(row -> hasArrived(row.getKey(), row.getValue()));
    }

    /** A hazard may be raised once or several times for one cause; of tolls there must be one each. */
    private static boolean hasArrived(String label, int[] row) {
        return row[1] >= (TOLL.equals(label) ? row[0] : Math.min(row[0], 1));
    }

    /** For people, one line each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(String.format(Locale.ROOT, "--- after %.1f s", ranNs / NS_PER_S));
        lines.add(simulated.toString());
        for (JsonNode sensor : health.path("sensors")) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-12s %8d observations  link %s%s",
                    sensor.path("id").asString(),
                    sensor.path("observations").asLong(),
                    sensor.path("link").asString(),
                    faults(sensor.path("faults"))));
        }
        List<String> counted = new ArrayList<>();
        health.path("counters").properties().forEach(entry -> counted.add(entry.getKey() + " " + entry.getValue()));
        lines.add("gateway      " + String.join(", ", counted));
        lines.addAll(watched);
        verdict.forEach((label, row) -> lines.add(String.format(
                Locale.ROOT,
                "%-6s %-32s caused %d, arrived %d",
                hasArrived(label, row) ? "ok" : "MISSING",
                label,
                row[0],
                row[1])));
        lines.add(String.format(
                Locale.ROOT,
                "tolls  %d passages driven, %d records, %d wrong, %d sent again under the same id",
                passages.size(),
                records,
                wrongRecords,
                repeatedRecords));
        if (gatewayExit != 0) {
            lines.add("the gateway did not end well: exit code " + gatewayExit);
        }
        return lines;
    }

    /** The same for programs. */
    public String json() {
        ObjectNode root = mapper.createObjectNode();
        root.put("good", isGood()).put("ranS", ranNs / NS_PER_S).put("gatewayExit", gatewayExit);
        ObjectNode events = root.putObject("events");
        verdict.forEach(
                (label, row) -> events.putObject(label).put("caused", row[0]).put("arrived", row[1]));
        ObjectNode tolls = root.putObject("tolls");
        tolls.put("passages", passages.size())
                .put("records", records)
                .put("wrong", wrongRecords)
                .put("repeated", repeatedRecords);
        ArrayNode truth = tolls.putArray("driven");
        passages.forEach(passage -> truth.addObject()
                .put("psamSerial", passage.psamSerial())
                .put("atNs", passage.atNs())
                .put("obuMac", passage.account().identity().obuMac())
                .put("plate", passage.account().identity().plate())
                .put("vehicleClass", passage.account().vehicleClass())
                .put("amountFen", passage.amountFen()));
        root.set("health", health);
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static String faults(JsonNode faults) {
        List<String> parts = new ArrayList<>();
        faults.properties().forEach(entry -> parts.add(entry.getKey() + " " + entry.getValue()));
        return parts.isEmpty() ? "" : "  faults: " + String.join(", ", parts);
    }

    private static boolean isTrue(TollRecord toll, TollPassage passage) {
        return passage != null
                && toll.getAmountFen() == passage.amountFen()
                && toll.getDebitedFen() == passage.amountFen()
                && toll.getObuMac()
                        == Integer.parseUnsignedInt(passage.account().identity().obuMac(), 16)
                && toll.getPlate().equals(passage.account().identity().plate());
    }

    private static String labelOf(EventCause cause) {
        return switch (cause) {
            case ABNORMAL_VEHICLE -> EventKind.ABNORMAL_VEHICLE_STOPPED.label();
            case EMERGENCY_BRAKING -> EventKind.EMERGENCY_BRAKING.label();
            case VRU_CONFLICT -> EventKind.VULNERABLE_ROAD_USER_CONFLICT.label();
            case TOLL_PASSAGE -> TOLL;
        };
    }
}
