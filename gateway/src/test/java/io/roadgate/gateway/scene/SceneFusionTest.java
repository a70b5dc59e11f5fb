package io.roadgate.gateway.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roadgate.gateway.RoadsideGateway;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SceneFusionTest {
    /** Lines that arrive in another order within the allowed lateness: the same picture to within this. */
    private static final double ORDER_M = 0.05;
    /** A turned and moved site: the same picture to within this. */
    private static final double TURN_M = 0.02;

    private final List<String> faults = new ArrayList<>();

    @TempDir
    private Path directory;

    private String fuse(TinyScene scene, Reader in) throws IOException {
        StringWriter out = new StringWriter();
        SceneFusion.of(scene.writeMap(directory), RoadsideGateway.declarations(), out, null, faults::add)
                .run(in);
        return out.toString();
    }

    private String fuse(TinyScene scene, List<TinyScene.Line> lines) throws IOException {
        return fuse(
                scene,
                new StringReader(lines.stream().map(TinyScene.Line::text).collect(Collectors.joining("\n", "", "\n"))));
    }

    private static List<double[]> picture(TinyScene scene, String out, long ms) {
        JsonMapper json = new JsonMapper();
        return out.lines()
                .map(json::readTree)
                .filter(row -> row.get("t").asLong() == TinyScene.EPOCH_MS + ms)
                .map((JsonNode row) ->
                        scene.back(row.get("e").asDouble(), row.get("n").asDouble()))
                .sorted(Comparator.comparingDouble(place -> place[0]))
                .toList();
    }

    private static void assertAlike(List<double[]> one, List<double[]> other, double withinM) {
        assertThat(one).hasSize(3).hasSameSizeAs(other);
        for (int i = 0; i < one.size(); i++) {
            assertThat(Math.hypot(one.get(i)[0] - other.get(i)[0], one.get(i)[1] - other.get(i)[1]))
                    .as("track " + i)
                    .isLessThan(withinM);
        }
    }

    @Test
    void shouldFindTheThreeCars() throws IOException {
        TinyScene scene = new TinyScene(0, 0, 0);
        List<double[]> found = picture(scene, fuse(scene, scene.lines(1)), 3_500);
        assertAlike(found, List.of(new double[] {-12, 0}, new double[] {9.5, 3.5}, new double[] {31, 0}), 0.6);
        assertThat(faults).isEmpty();
    }

    @Test
    void shouldSayTheSameWhateverTheOrderOfArrival() throws IOException {
        TinyScene scene = new TinyScene(0, 0, 0);
        List<double[]> one = picture(scene, fuse(scene, scene.lines(1)), 4_300);
        for (long seed = 2; seed < 8; seed++) {
            assertAlike(one, picture(scene, fuse(scene, scene.lines(seed)), 4_300), ORDER_M);
        }
    }

    @Test
    void shouldSayTheSameOnATurnedAndMovedSite() throws IOException {
        TinyScene scene = new TinyScene(0, 0, 0);
        List<double[]> one = picture(scene, fuse(scene, scene.lines(1)), 3_500);
        for (double turn : new double[] {30, 90, 137, 180, 270}) {
            TinyScene turned = new TinyScene(turn, 400 - turn, 3 * turn);
            assertAlike(one, picture(turned, fuse(turned, turned.lines(1)), 3_500), TURN_M);
        }
    }

    @Test
    void shouldBeCausal() throws IOException {
        TinyScene scene = new TinyScene(0, 0, 0);
        List<TinyScene.Line> lines = scene.lines(1);
        String whole = fuse(scene, lines);
        for (int cut : new int[] {1, 17, 60, 111, 150}) {
            long untilMs = lines.get(cut).ta();
            String part = fuse(scene, lines.subList(0, cut));
            assertThat(before(part, untilMs)).isEqualTo(before(whole, untilMs));
        }
    }

    private static String before(String out, long ms) {
        JsonMapper json = new JsonMapper();
        return out.lines()
                .filter(row -> json.readTree(row).get("t").asLong() < ms)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void shouldGiveTheSameBytesAgain() throws IOException {
        TinyScene scene = new TinyScene(33, 10, 20);
        assertThat(fuse(scene, scene.lines(4))).isNotEmpty().isEqualTo(fuse(scene, scene.lines(4)));
    }

    @Test
    void shouldDropFramesThatComeTwice() throws IOException {
        TinyScene scene = new TinyScene(0, 0, 0);
        List<TinyScene.Line> twice = new ArrayList<>();
        for (TinyScene.Line line : scene.lines(1)) {
            twice.add(line);
            twice.add(line);
        }
        assertThat(fuse(scene, twice)).isEqualTo(fuse(scene, scene.lines(1)));
    }

    @Test
    void shouldLeaveOutBadLinesAndSayWhich() throws IOException {
        TinyScene scene = new TinyScene(0, 0, 0);
        List<TinyScene.Line> lines = new ArrayList<>(scene.lines(1));
        String good = fuse(scene, lines);
        long ta = lines.get(0).ta();
        lines.add(2, new TinyScene.Line(ta, "{\"ta\":"));
        lines.add(5, new TinyScene.Line(ta, "{\"ta\":1e40,\"tm\":1,\"s\":\"R1\",\"k\":\"radar\",\"d\":[]}"));
        lines.add(
                9,
                new TinyScene.Line(ta, "{\"ta\":" + ta + ",\"tm\":" + ta + ",\"s\":\"X\",\"k\":\"radar\",\"d\":[]}"));
        lines.add(
                11,
                new TinyScene.Line(ta, "{\"ta\":" + ta + ",\"tm\":" + ta + ",\"s\":\"R1\",\"k\":\"lidar\",\"d\":[]}"));
        assertThat(fuse(scene, lines)).isEqualTo(good);
        assertThat(faults).hasSize(4);
        assertThat(faults.get(0)).startsWith("line 3: no JSON");
        assertThat(faults.get(1)).isEqualTo("line 6: ta is no time in ms");
        assertThat(faults.get(2)).isEqualTo("line 10: the map has no sensor \"X\"");
        assertThat(faults.get(3)).isEqualTo("line 12: k is none of radar, cam, bsm, spat: \"lidar\"");
    }

    @Test
    void shouldSkipALineOfAHundredMegabytes() throws IOException {
        TinyScene scene = new TinyScene(0, 0, 0);
        List<TinyScene.Line> lines = scene.lines(1);
        String good = fuse(scene, lines);
        Reader in = new LongLine(lines, 100L << 20);
        assertThat(fuse(scene, in)).isEqualTo(good);
        assertThat(faults).containsExactly("line 1: longer than 16777216 characters");
    }

    /** One endless line before the others, made while it is read. */
    private static final class LongLine extends Reader {
        private final StringReader rest;
        private long left;

        LongLine(List<TinyScene.Line> lines, long length) {
            rest = new StringReader(
                    lines.stream().map(TinyScene.Line::text).collect(Collectors.joining("\n", "\n", "\n")));
            left = length;
        }

        @Override
        public int read(char[] out, int from, int length) throws IOException {
            if (left <= 0) {
                return rest.read(out, from, length);
            }
            int count = (int) Math.min(left, length);
            java.util.Arrays.fill(out, from, from + count, 'x');
            left -= count;
            return count;
        }

        @Override
        public void close() {}
    }

    @Test
    void shouldSayWhatAMapLacks() throws IOException {
        Path map = Files.writeString(directory.resolve("m.json"), "{\"epoch_ms\":1}");
        assertThatThrownBy(() -> SceneMap.read(map)).hasMessage(map + " lacks origin.lat, origin.lon");
        Path none = Files.writeString(directory.resolve("n.json"), "{");
        assertThatThrownBy(() -> SceneMap.read(none)).hasMessageStartingWith(none + " is no JSON");
    }
}
