package io.roadgate.sim.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.sim.SharedFiles;
import io.roadgate.sim.scene.SceneFiles;
import io.roadgate.sim.scene.TruthFrame;
import io.roadgate.sim.scene.TruthObject;
import io.roadgate.sim.world.Dice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The same tracks and events scored by the reference scorer, which is in Python, and by ours: all numbers equal. */
class ReferenceScoreTest {
    private static final String CALL = "import sys, json; sys.path.insert(0, sys.argv[1]); import score;"
            + "print(json.dumps(score.score(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4]),"
            + " default=lambda x: x.item()))";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void shouldEqualTheReference(String scene) throws IOException, InterruptedException {
        Path shared = SharedFiles.find("fusion");
        SceneFiles files = new SceneFiles(shared, scene);
        Path tracks = directory.resolve("tracks.jsonl");
        Path events = directory.resolve("events.jsonl");
        writeSpoiledTracks(files, tracks);
        writeSpoiledEvents(files, events);
        JsonNode reference = reference(shared, scene, tracks, events);
        ObjectNode ours = TrackScore.of(files, tracks).report();
        ours.set("events", EventScore.of(files, events));
        assertThat(ours.get("id_switches").asInt()).isGreaterThan(10);
        compare("", reference, ours);
    }

    private static JsonNode reference(Path shared, String scene, Path tracks, Path events)
            throws IOException, InterruptedException {
        String python = python();
        Process scorer = new ProcessBuilder(
                        python, "-B", "-c", CALL, shared.toString(), scene, tracks.toString(), events.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(scorer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(scorer.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(scorer.exitValue()).isZero();
        return new ObjectMapper().readTree(text);
    }

    /** The first Python with what the scorer imports: Debian's packages are for Debian's own. */
    private static String python() throws InterruptedException {
        for (String python : List.of("/usr/bin/python3", "python3")) {
            if (hasNumbers(python)) {
                return python;
            }
        }
        System.err.println("SKIPPED: the reference scorer wants python3 with numpy and scipy");
        return Assumptions.abort("no python3 with numpy and scipy");
    }

    private static boolean hasNumbers(String python) throws InterruptedException {
        try {
            Process probe = new ProcessBuilder(python, "-c", "import numpy, scipy")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(60, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }

    private static void compare(String path, JsonNode reference, JsonNode ours) {
        if (reference.isObject()) {
            reference.properties().forEach(entry -> {
                assertThat(ours.has(entry.getKey()))
                        .as(path + "/" + entry.getKey())
                        .isTrue();
                compare(path + "/" + entry.getKey(), entry.getValue(), ours.get(entry.getKey()));
            });
        } else if (reference.isNull()) {
            assertThat(ours.isNull()).as(path).isTrue();
        } else {
            assertThat(ours.asDouble()).as(path).isEqualTo(reference.asDouble(), within(1e-6));
        }
    }

    /** Truth with bias, noise, gaps, new ids, wrong classes, and tracks of nobody. */
    private static void writeSpoiledTracks(SceneFiles files, Path out) throws IOException {
        Dice dice = new Dice(7, files.scene());
        Map<String, Integer> ids = new HashMap<>();
        Map<String, double[]> biases = new HashMap<>();
        List<ObjectNode> lines = new ArrayList<>();
        SceneFiles.readLines(files.truth(), line -> {
            TruthFrame frame = TruthFrame.read(line);
            for (TruthObject object : frame.objects()) {
                if (dice.happens(object.isEvident() ? 0.06 : 0.6)) {
                    continue;
                }
                if (!ids.containsKey(object.id()) || dice.happens(0.004)) {
                    ids.put(object.id(), lines.size());
                }
                double[] bias =
                        biases.computeIfAbsent(object.id(), id -> new double[] {dice.normal(0.7), dice.normal(0.7)});
                ObjectNode track = JsonNodeFactory.instance.objectNode();
                track.put("t", frame.timeMs()).put("id", ids.get(object.id()));
                track.put("cls", dice.happens(0.9) ? object.kind().word() : "car");
                track.put("e", object.eastM() + bias[0] + dice.normal(0.4)).put("n", object.northM() + bias[1]);
                track.put("vx", object.eastMps() + dice.normal(0.3)).put("vy", object.northMps());
                track.putArray("P").add(0.9).add(0.1).add(0.7);
                lines.add(track);
            }
            ObjectNode ghost = JsonNodeFactory.instance.objectNode();
            ghost.put("t", frame.timeMs()).put("id", "ghost").put("lat", 29.7 + dice.normal(0.0005));
            ghost.put("lon", 106.6 + dice.normal(0.0005))
                    .put("v", 3)
                    .put("h", 40)
                    .put("sig", 2);
            lines.add(ghost);
        });
        SceneFiles.writeLines(out, lines);
    }

    private static void writeSpoiledEvents(SceneFiles files, Path out) throws IOException {
        Dice dice = new Dice(9, files.scene());
        List<ObjectNode> lines = new ArrayList<>();
        SceneFiles.readLines(files.events(), line -> {
            HazardTruth hazard = HazardTruth.read(line);
            for (int i = 0; i < dice.below(3); i++) {
                ObjectNode event = JsonNodeFactory.instance.objectNode();
                event.put("t", hazard.onMs() + dice.below(4000) - 1500);
                event.put("type", dice.happens(0.85) ? hazard.type() : "SLW");
                event.put("e", hazard.eastM() + dice.normal(14)).put("n", hazard.northM() + dice.normal(14));
                lines.add(event);
            }
        });
        SceneFiles.writeLines(out, lines);
    }
}
