package io.roadgate.sim.score;

import io.roadgate.sim.scene.Geometry;
import io.roadgate.sim.scene.SceneFiles;
import io.roadgate.sim.scene.SceneMap;
import io.roadgate.sim.scene.TruthFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reported hazards against those that were there: recall, precision, latency, by type. */
public final class EventScore {
    private static final long TICK_MS = 100;

    private final SceneMap map;
    private final List<HazardTruth> hazards = new ArrayList<>();
    private final List<Report> reports = new ArrayList<>();
    private final Map<Long, Map<String, double[]>> places = new HashMap<>();
    private long firstMs = Long.MAX_VALUE;
    private long lastMs;

    private record Report(String type, long timeMs, double eastM, double northM, boolean isInRoi) {}

    /** Numbers of one type. */
    private static final class Tally {
        private int count;
        private int hits;
        private final Numbers latencyS = new Numbers();
    }

    private EventScore(SceneMap map) {
        this.map = map;
    }

    /** Scores an event file against a scene's files. */
    public static ObjectNode of(SceneFiles files, Path events) throws IOException {
        EventScore score = new EventScore(files.readMap());
        SceneFiles.readLines(files.events(), line -> score.hazards.add(HazardTruth.read(line)));
        SceneFiles.readLines(events, score::addReport);
        SceneFiles.readLines(files.truth(), score::addTruth);
        score.reports.sort(Comparator.comparingLong(Report::timeMs));
        return score.report();
    }

    private void addReport(JsonNode line) {
        boolean isLocal = line.has("e");
        double east =
                isLocal ? line.get("e").asDouble() : (line.get("lon").asDouble() - map.lonDeg()) * map.metresPerLon();
        double north =
                isLocal ? line.get("n").asDouble() : (line.get("lat").asDouble() - map.latDeg()) * map.metresPerLat();
        reports.add(
                new Report(line.get("type").asString(), line.get("t").asLong(), east, north, map.isInRoi(east, north)));
    }

    private void addTruth(JsonNode line) {
        TruthFrame frame = TruthFrame.read(line);
        Map<String, double[]> at = new HashMap<>();
        frame.objects().forEach(object -> at.put(object.id(), new double[] {object.eastM(), object.northM()}));
        places.put(frame.timeMs(), at);
        firstMs = Math.min(firstMs, frame.timeMs());
        lastMs = Math.max(lastMs, frame.timeMs());
    }

    private double distanceM(Report report, HazardTruth hazard) {
        long tick = firstMs + Math.round(Math.rint((report.timeMs - firstMs) / (double) TICK_MS)) * TICK_MS;
        Map<String, double[]> at = places.getOrDefault(Math.max(firstMs, Math.min(lastMs, tick)), Map.of());
        double nearest = Geometry.hypot(report.eastM - hazard.eastM(), report.northM - hazard.northM());
        for (String id : hazard.ids()) {
            double[] place = at.get(id);
            if (place != null) {
                nearest = Math.min(nearest, Geometry.hypot(report.eastM - place[0], report.northM - place[1]));
            }
        }
        return nearest;
    }

    private boolean fits(Report report, HazardTruth hazard, long earlierMs, long laterMs) {
        double most = hazard.type().equals("EVW") ? 40 : hazard.type().equals("TJW") ? 80 : 25;
        return report.type.equals(hazard.type())
                && report.timeMs >= hazard.earlyMs() - earlierMs
                && report.timeMs <= hazard.endMs() + laterMs
                && distanceM(report, hazard) < most;
    }

    private ObjectNode report() {
        List<HazardTruth> required =
                hazards.stream().filter(HazardTruth::isRequired).toList();
        int[] reportOf = match(required);
        boolean[] isUsed = new boolean[reports.size()];
        Map<String, Tally> tallies = new TreeMap<>();
        Numbers latency = new Numbers();
        int hits = 0;
        int scripted = 0;
        int scriptedHits = 0;
        for (int i = 0; i < reportOf.length; i++) {
            HazardTruth hazard = required.get(i);
            Tally tally = tallies.computeIfAbsent(hazard.type(), type -> new Tally());
            tally.count++;
            scripted += hazard.isScripted() ? 1 : 0;
            if (reportOf[i] >= 0) {
                isUsed[reportOf[i]] = true;
                hits++;
                tally.hits++;
                scriptedHits += hazard.isScripted() ? 1 : 0;
                double late = Math.max(0, reports.get(reportOf[i]).timeMs - hazard.onMs()) / 1000.0;
                tally.latencyS.add(late);
                latency.add(late);
            }
        }
        Map<String, Integer> falseByType = new TreeMap<>();
        int[] others = others(isUsed, falseByType);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        double recall = (double) hits / Math.max(required.size(), 1);
        double precision = (double) hits / Math.max(hits + others[2], 1);
        node.put("required", required.size())
                .put("hit", hits)
                .put("recall", recall)
                .put("precision", precision);
        node.put("f1", 2 * recall * precision / Math.max(recall + precision, 1e-9));
        if (tallies.isEmpty()) {
            node.putNull("macro_recall");
        } else {
            node.put(
                    "macro_recall",
                    tallies.values().stream()
                            .mapToDouble(tally -> (double) tally.hits / tally.count)
                            .average()
                            .orElse(0));
        }
        node.put("scripted", scripted).put("scripted_recall", (double) scriptedHits / Math.max(scripted, 1));
        node.put("false", others[2]).put("duplicate", others[0]).put("optional", others[1]);
        quantile(node, "latency_med", latency, 50);
        quantile(node, "latency_p90", latency, 90);
        byType(node, tallies, falseByType);
        return node;
    }

    /** As many required hazards as possible, each with one report, earlier ones preferred; -1 for none. */
    private int[] match(List<HazardTruth> required) {
        double[][] cost = new double[required.size()][reports.size()];
        for (int i = 0; i < cost.length; i++) {
            HazardTruth hazard = required.get(i);
            for (int j = 0; j < reports.size(); j++) {
                if (fits(reports.get(j), hazard, 1000, 3000)) {
                    cost[i][j] = -1 + 1e-6 * Math.max(0, reports.get(j).timeMs - hazard.conditionMs()) / 1000;
                }
            }
        }
        int[] reportOf = LeastCost.solve(cost);
        for (int i = 0; i < reportOf.length; i++) {
            if (reportOf[i] >= 0 && cost[i][reportOf[i]] >= 0) {
                reportOf[i] = -1;
            }
        }
        return reportOf;
    }

    /** Reports that met no required hazard: duplicates, optional ones, wrong ones. */
    private int[] others(boolean[] isUsed, Map<String, Integer> falseByType) {
        int[] counts = new int[3];
        for (int j = 0; j < isUsed.length; j++) {
            Report report = reports.get(j);
            if (isUsed[j]) {
                continue;
            }
            if (hazards.stream().anyMatch(hazard -> hazard.isRequired() && fits(report, hazard, 1000, 3000))) {
                counts[0]++;
            } else if (hazards.stream().anyMatch(hazard -> fits(report, hazard, 2000, 4000))) {
                counts[1]++;
            } else if (report.isInRoi) {
                counts[2]++;
                falseByType.merge(report.type, 1, Integer::sum);
            }
        }
        return counts;
    }

    private static void byType(ObjectNode node, Map<String, Tally> tallies, Map<String, Integer> falseByType) {
        ObjectNode types = node.putObject("by_type");
        tallies.forEach((type, tally) -> {
            ObjectNode one = types.putObject(type).put("n", tally.count).put("hit", tally.hits);
            if (tally.latencyS.count() == 0) {
                one.putNull("lat_med");
            } else {
                one.put("lat_med", Geometry.round(tally.latencyS.percentile(50), 2));
            }
            one.put("false", falseByType.getOrDefault(type, 0));
        });
        ObjectNode other = node.putObject("false_other");
        falseByType.forEach((type, count) -> {
            if (!tallies.containsKey(type)) {
                other.put(type, count);
            }
        });
    }

    private static void quantile(ObjectNode node, String name, Numbers numbers, double percent) {
        if (numbers.count() == 0) {
            node.putNull(name);
        } else {
            node.put(name, numbers.percentile(percent));
        }
    }
}
