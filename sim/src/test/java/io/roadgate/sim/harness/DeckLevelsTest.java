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
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two decks over the same latitude and longitude and a ramp between them: no confirmed track is ever on the wrong one. */
class DeckLevelsTest {
    private static final double DURATION_S = 25;
    private static final double MOST_SILENT = 0.02;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 5})
    void shouldNeverBeOnTheWrongDeck(long seed) throws IOException {
        SceneFiles files = new SceneFiles(directory, "decks-" + seed);
        SceneMaker.make(new SceneOrder(Layout.DECKS, seed, DURATION_S, 1, 1, true))
                .write(files);
        Path tracks = directory.resolve("tracks.jsonl");
        List<String> faults = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(files.observations())), StandardCharsets.UTF_8));
                Writer out = Files.newBufferedWriter(tracks)) {
            SceneFusion.of(files.map(), RoadsideGateway.declarations(), out, null, faults::add)
                    .run(in);
        }
        TrackScore score = TrackScore.of(files, tracks);
        assertThat(faults).isEmpty();
        assertThat(score.wrongLevels()).isZero();
        assertThat(score.judgedLevels()).isGreaterThan(2_000);
        assertThat((double) score.silentLevels()).isLessThan(MOST_SILENT * score.judgedLevels());
    }
}
