package io.roadgate.sim.making;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roadgate.sim.layout.Layout;
import io.roadgate.sim.scene.Geometry;
import io.roadgate.sim.scene.SceneFiles;
import io.roadgate.sim.scene.TruthFrame;
import io.roadgate.sim.scene.TruthObject;
import io.roadgate.sim.score.HazardTruth;
import io.roadgate.sim.sensing.SensorFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole scenes: the same from the same seed, plausible in motion, complete in files. */
class SceneMakerTest {
    @TempDir
    private Path directory;

    private static SceneMaker make(Layout layout, long seed, boolean hasHazards) {
        return SceneMaker.make(new SceneOrder(layout, seed, 12, 1, 1, hasHazards));
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void shouldMakeTheSameBytesFromTheSameSeedOnly(Layout layout) throws IOException {
        make(layout, 3, true).write(new SceneFiles(directory.resolve("a"), "s"));
        make(layout, 3, true).write(new SceneFiles(directory.resolve("b"), "s"));
        make(layout, 4, true).write(new SceneFiles(directory.resolve("c"), "s"));
        try (Stream<Path> files = Files.list(directory.resolve("a"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(5);
            for (Path file : all) {
                String name = file.getFileName().toString();
                assertThat(directory.resolve("b").resolve(name)).hasSameBinaryContentAs(file);
            }
        }
        assertThat(Files.mismatch(
                        directory.resolve("a").resolve("truth-s.jsonl.gz"),
                        directory.resolve("c").resolve("truth-s.jsonl.gz")))
                .isNotNegative();
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void shouldMoveEverythingWithoutJumps(Layout layout) {
        SceneMaker scene = make(layout, 5, false);
        Map<String, TruthObject> before = new HashMap<>();
        int tracked = 0;
        for (TruthFrame frame : scene.truth()) {
            for (TruthObject object : frame.objects()) {
                TruthObject was = before.get(object.id());
                if (was != null) {
                    double stepE = (was.eastMps() + object.eastMps()) / 2 * 0.1;
                    double stepN = (was.northMps() + object.northMps()) / 2 * 0.1;
                    double off = Geometry.hypot(
                            object.eastM() - was.eastM() - stepE, object.northM() - was.northM() - stepN);
                    assertThat(off).as(object.id() + " at " + frame.timeMs()).isLessThan(0.4);
                }
                assertThat(object.speedMps()).isBetween(0.0, 42.0);
                tracked += object.isEvident() ? 1 : 0;
            }
            before = frame.objects().stream().collect(Collectors.toMap(TruthObject::id, object -> object));
        }
        assertThat(tracked / scene.truth().size()).isGreaterThan(3);
    }

    @Test
    void shouldGiveFramesInOrderOfArrivalAndSomeTwice() {
        List<SensorFrame> frames = make(Layout.CITY, 1, false).frames();
        long last = 0;
        int duplicates = 0;
        for (SensorFrame frame : frames) {
            assertThat(frame.arrivalMs()).isGreaterThanOrEqualTo(last);
            last = frame.arrivalMs();
            duplicates += frame.isDuplicate() ? 1 : 0;
        }
        assertThat(duplicates).isBetween(50, 600);
    }

    @Test
    void shouldSilenceOneRadarAndOneCameraInALongScene() {
        SceneMaker scene = SceneMaker.make(new SceneOrder(Layout.TUNNEL, 1, 30, 1, 0.5, false));
        Map<String, Double> last = new HashMap<>();
        Map<String, Double> gaps = new HashMap<>();
        scene.frames().stream()
                .filter(frame -> !frame.sensor().equals("V2X"))
                .sorted((a, b) -> Double.compare(a.trueS(), b.trueS()))
                .forEach(frame -> {
                    Double was = last.put(frame.sensor(), frame.trueS());
                    gaps.merge(frame.sensor(), was == null ? 0 : frame.trueS() - was, Math::max);
                });
        assertThat(gaps.values().stream().filter(gap -> gap > 9.5)).hasSize(1);
        assertThat(gaps.values().stream().filter(gap -> gap > 2.5 && gap < 4)).hasSize(1);
    }

    @Test
    void shouldPutTrafficOnBothDecksAndTheRamp() {
        SceneMaker scene = SceneMaker.make(new SceneOrder(Layout.DECKS, 1, 30, 1, 1, false));
        int[] levels = new int[2];
        int climbing = 0;
        for (TruthFrame frame : scene.truth()) {
            for (TruthObject object : frame.objects()) {
                levels[object.level()]++;
                climbing += object.heightM() > 1 && object.heightM() < 7 ? 1 : 0;
            }
        }
        assertThat(levels[0]).isGreaterThan(500);
        assertThat(levels[1]).isGreaterThan(500);
        assertThat(climbing).isGreaterThan(30);
        Map<String, Integer> levelOf = new HashMap<>();
        scene.truth().forEach(frame -> frame.objects().forEach(one -> levelOf.put(one.id(), one.level())));
        scene.frames().stream()
                .filter(frame -> frame.sensor().equals("R1"))
                .flatMap(frame -> frame.ids().stream())
                .filter(id -> id != null && id.startsWith("h"))
                .forEach(id -> assertThat(id).as("seen from below the deck").isNull());
    }

    @Test
    void shouldLabelScriptedHazardsOfAnExpressway() {
        SceneMaker scene = SceneMaker.make(new SceneOrder(Layout.CURVES, 2, 60, 1, 1, true));
        List<String> types = scene.hazards().stream()
                .filter(hazard -> hazard.isRequired() && hazard.isScripted())
                .map(HazardTruth::type)
                .toList();
        assertThat(types).contains("WWD", "AVW", "HLW", "EVW");
    }

    @Test
    void shouldRefuseWhatMakesNoScene() {
        assertThatThrownBy(() -> new SceneOrder(Layout.CITY, 1, 0, 1, 1, false)).hasMessageContaining("lasts");
        assertThatThrownBy(() -> new SceneOrder(Layout.CITY, 1, 10, -1, 1, false))
                .hasMessageContaining("clutter");
        assertThatThrownBy(() -> new SceneOrder(Layout.CITY, 1, 10, 1, 9, false))
                .hasMessageContaining("density");
        assertThatThrownBy(() -> Layout.of("moon")).hasMessageContaining("roundabout");
    }
}
