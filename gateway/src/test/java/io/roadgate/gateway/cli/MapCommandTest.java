package io.roadgate.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.mapfile.ExampleMaps;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MapCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private int run(String... arguments) {
        CommandLine commandLine = Roadgate.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    @Test
    void shouldCheckGoodAndBadMaps() throws IOException {
        Path bad = directory.resolve("bad.yaml");
        Files.writeString(bad, "lanes:\n  - {id: 1, points: [[0, 0, 0], [0, 9, 0]], successors: [x]}\n");
        assertThat(run(
                        "map",
                        "check",
                        ExampleMaps.file("liangjiang-crossing.yaml").toString()))
                .isZero();
        assertThat(out.toString()).contains("good: 36 lanes", "76 conflict areas", "4 approaches");
        assertThat(run(
                        "map",
                        "check",
                        bad.toString(),
                        directory.resolve("none.json").toString()))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains(bad + ":2: lane 1: must go on to a lane that exists, \"x\" does not")
                .contains("none.json:there is no such file");
        assertThat(run("map", "check", "--format", "shape", bad.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no format 'shape': roadgate, fusion");
    }

    @Test
    void shouldDrawAPageThatNeedsNothingElse() throws IOException {
        Path page = directory.resolve("map.html");
        String map = ExampleMaps.file("two-deck-interchange.yaml").toString();
        assertThat(run("map", "show", map, "--out", page.toString())).isZero();
        String text = Files.readString(page);
        assertThat(text).contains("<svg", "lane 30 ramp", "level 0 to 1").doesNotContain("@SVG@", "src=", "href=");
        assertThat(run("map", "show", map, "--out", directory.resolve("map.svg").toString()))
                .isZero();
        assertThat(Files.readString(directory.resolve("map.svg")))
                .startsWith("<svg")
                .endsWith("</svg>\n");
        assertThat(run("map", "show", map, "--out", "map.png")).isEqualTo(2);
    }

    @Test
    void shouldConvertThereAndBack() throws IOException {
        String map = ExampleMaps.file("liangjiang-crossing.yaml").toString();
        Path packed = directory.resolve("m.uper");
        Path hex = directory.resolve("m.hex");
        Path own = directory.resolve("m.json");
        assertThat(run("map", "convert", map, packed.toString())).isZero();
        assertThat(err.toString()).contains("lost: zones", "written to " + packed);
        assertThat(run("map", "convert", map, hex.toString())).isZero();
        assertThat(Files.size(hex)).isEqualTo(2 * Files.size(packed) + 1);
        assertThat(run("map", "convert", packed.toString(), own.toString())).isZero();
        assertThat(run(
                        "map",
                        "convert",
                        hex.toString(),
                        directory.resolve("m.jer").toString()))
                .isZero();
        assertThat(run(
                        "map",
                        "check",
                        own.toString(),
                        directory.resolve("m.jer").toString()))
                .isZero();
        assertThat(run("map", "convert", map, directory.resolve("m.xodr").toString()))
                .isEqualTo(2);
        assertThat(run("map", "convert", map, own.toString(), "--origin", "31,106.6"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("must be of this site");
    }

    @Test
    void shouldHelp() {
        assertThat(run("map", "convert", "--help")).isZero();
        assertThat(out.toString()).contains("--origin", "Examples:");
        assertThat(run("map")).isEqualTo(2);
    }
}
