package io.roadgate.sim.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sim.layout.Layout;
import io.roadgate.sim.making.SceneMaker;
import io.roadgate.sim.making.SceneOrder;
import io.roadgate.sim.scene.SceneFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The page holds its data and needs nothing else. */
class ScenePlotTest {
    @TempDir
    private Path directory;

    @Test
    void shouldHoldEverythingInOnePage() throws IOException {
        SceneFiles files = new SceneFiles(directory, "s");
        SceneMaker.make(new SceneOrder(Layout.DECKS, 1, 5, 1, 1, false)).write(files);
        Path tracks = directory.resolve("tracks.jsonl");
        Files.writeString(
                tracks, "{\"t\":1767225600000,\"id\":\"</script>\",\"e\":0,\"n\":0,\"vx\":1,\"vy\":0,\"level\":1}\n");
        Path page = directory.resolve("plot.html");
        ScenePlot.write(files, tracks, null, page);
        String text = Files.readString(page);
        assertThat(text).doesNotContain("/*DATA*/null").doesNotContain("http:").doesNotContain("https:");
        // What a file says can't end the script.
        assertThat(text.split("</script>", -1)).hasSize(2);
        int from = text.indexOf("const D = ") + "const D = ".length();
        JsonNode data = new ObjectMapper().readTree(text.substring(from, text.indexOf(";\n", from)));
        assertThat(data.get("ticks").asInt()).isEqualTo(51);
        assertThat(data.get("tracks").get(0).size()).isEqualTo(8);
        assertThat(data.get("levels").size()).isEqualTo(2);
        assertThat(data.get("residuals").size()).isGreaterThan(5);
        assertThat(data.get("report").get("frames").asInt()).isEqualTo(51);
    }
}
