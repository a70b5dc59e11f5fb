package io.roadgate.sim.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.RoadsideGateway;
import io.roadgate.gateway.scene.SceneFusion;
import io.roadgate.sim.layout.Layout;
import io.roadgate.sim.making.SceneMaker;
import io.roadgate.sim.making.SceneOrder;
import io.roadgate.sim.scene.SceneFiles;
import io.roadgate.sim.score.TrackScore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fusion core over six small scenes must not get worse by more than 2 % than the figures in {@code
 * fusion-scores.json}. With {@code -Droadgate.record=true} the test writes the figures of today there instead.
 */
class FusionRegressionTest {
    private static final String FIGURES = "fusion-scores.json";
    private static final double SLACK = 0.02;
    private static final double DURATION_S = 20;
    private static final long SEED = 11;

    @TempDir
    private Path directory;

    @Test
    void shouldNotGetWorseThanRecorded() throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode now = json.createObjectNode();
        double gospa = 0;
        double idf1 = 0;
        for (Layout layout : Layout.values()) {
            TrackScore score = score(layout);
            now.putObject(layout.word()).put("gospa", score.gospaM()).put("idf1", score.idf1());
            gospa += score.gospaM() / Layout.values().length;
            idf1 += score.idf1() / Layout.values().length;
        }
        now.putObject("mean").put("gospa", gospa).put("idf1", idf1);
        if (Boolean.getBoolean("roadgate.record")) {
            Path file = Path.of("src/test/resources/io/roadgate/sim/harness", FIGURES);
            Files.writeString(file, json.writerWithDefaultPrettyPrinter().writeValueAsString(now) + "\n");
            return;
        }
        try (InputStream in = getClass().getResourceAsStream(FIGURES)) {
            JsonNode recorded = json.readTree(in).get("mean");
            assertThat(gospa)
                    .as("mean GOSPA, by scene: " + now)
                    .isLessThanOrEqualTo(recorded.get("gospa").asDouble() * (1 + SLACK));
            assertThat(idf1)
                    .as("mean IDF1, by scene: " + now)
                    .isGreaterThanOrEqualTo(recorded.get("idf1").asDouble() * (1 - SLACK));
        }
    }

    private TrackScore score(Layout layout) throws IOException {
        SceneFiles files = new SceneFiles(directory, layout.word());
        SceneMaker.make(new SceneOrder(layout, SEED, DURATION_S, 1, 1, true)).write(files);
        Path tracks = directory.resolve(layout.word() + "-tracks.jsonl");
        List<String> faults = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(files.observations())), StandardCharsets.UTF_8));
                Writer out = Files.newBufferedWriter(tracks)) {
            SceneFusion.of(files.map(), RoadsideGateway.declarations(), out, null, faults::add)
                    .run(in);
        }
        assertThat(faults).isEmpty();
        return TrackScore.of(files, tracks);
    }
}
