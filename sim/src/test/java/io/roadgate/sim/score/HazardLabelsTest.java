package io.roadgate.sim.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sim.SharedFiles;
import io.roadgate.sim.scene.SceneFiles;
import io.roadgate.sim.scene.TruthFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The labeller against labels that another implementation gave to scenes of another simulator. */
class HazardLabelsTest {
    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void shouldFindTheHazardsOfTheSharedScenes(String scene) throws IOException {
        SceneFiles files = new SceneFiles(SharedFiles.find("fusion"), scene);
        List<TruthFrame> truth = new ArrayList<>();
        SceneFiles.readLines(files.truth(), line -> truth.add(TruthFrame.read(line)));
        Map<Long, Map<String, String>> lights = new HashMap<>();
        SceneFiles.readLines(files.observations(), line -> {
            if (line.get("k").asString().equals("spat")) {
                Map<String, String> shown = new HashMap<>();
                line.get("d")
                        .get(0)
                        .properties()
                        .forEach(e -> shown.put(e.getKey(), e.getValue().asString()));
                lights.put(line.get("tm").asLong(), shown);
            }
        });
        List<HazardTruth> found =
                HazardLabels.of(files.readMap(), truth, timeMs -> lights.getOrDefault(timeMs, Map.of()), Set.of());
        List<HazardTruth> labels = new ArrayList<>();
        SceneFiles.readLines(files.events(), line -> labels.add(HazardTruth.read(line)));

        Set<String> extra = keys(found);
        extra.removeAll(keys(labels));
        Set<String> lacking = keys(labels);
        lacking.removeAll(keys(found));
        assertThat(List.of(extra, lacking)).isEqualTo(List.of(Set.of(), Set.of()));
        long sameOnset = labels.stream()
                .filter(label ->
                        found.stream().anyMatch(one -> key(one).equals(key(label)) && one.earlyMs() == label.earlyMs()))
                .count();
        assertThat(sameOnset).isGreaterThanOrEqualTo(labels.size() - 1);
    }

    private static Set<String> keys(List<HazardTruth> hazards) {
        Set<String> keys = new TreeSet<>();
        hazards.forEach(hazard -> keys.add(key(hazard)));
        return keys;
    }

    private static String key(HazardTruth hazard) {
        return hazard.type() + (hazard.isRequired() ? " required " : " optional ") + hazard.conditionMs() + " "
                + hazard.onMs() + " " + hazard.endMs() + " " + hazard.ids() + " "
                + Math.round(hazard.eastM()) + " " + Math.round(hazard.northM());
    }
}
