package io.roadgate.sim.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code roadgate replay --verify} over what a demo journalled. */
class ReplayOfDemoTest {
    private static DemoRun demo;

    @TempDir
    private Path directory;

    @BeforeAll
    static void runDemo() throws IOException, InterruptedException {
        Machine.needPrograms();
        demo = DemoRun.shared();
    }

    @Test
    void shouldComputeTheSameOutputsByteForByte() throws IOException, InterruptedException {
        try (RoadgateProcess replay = replay(demo.journal)) {
            assertThat(replay.exitCode()).as(replay.out() + replay.err()).isZero();
            assertThat(count(replay.out(), "outputs compared")).isGreaterThan(1_000);
            assertThat(count(replay.out(), "inputs replayed")).isGreaterThan(5_000);
            assertThat(count(replay.out(), "differences")).isZero();
            assertThat(count(replay.out(), "records missing")).isZero();
            assertThat(count(replay.out(), "damaged places")).isZero();
            assertThat(replay.out()).endsWith("equal\n");
        }
    }

    @Test
    void shouldNameTheDamageOfOneFlippedBit() throws IOException, InterruptedException {
        Path copy = Files.createDirectories(directory.resolve("journal"));
        Path run = demo.journal.resolve("run-000001");
        String damaged = "";
        Files.createDirectory(copy.resolve("run-000001"));
        try (Stream<Path> files = Files.list(run)) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                String name = file.getFileName().toString();
                if (name.endsWith(".cq4")) {
                    damaged = "run-000001/" + name;
                    bytes[inTheMiddle(bytes)] ^= 0x04;
                }
                Files.write(copy.resolve("run-000001").resolve(name), bytes);
            }
        }
        try (RoadgateProcess replay = replay(copy)) {
            assertThat(replay.exitCode()).as(replay.out()).isEqualTo(1);
            assertThat(count(replay.out(), "records missing")).isEqualTo(1);
            assertThat(count(replay.out(), "damaged places")).isEqualTo(1);
            assertThat(replay.out())
                    .containsPattern("damaged in " + Pattern.quote(damaged) + ".*\\d")
                    .endsWith("NOT VERIFIED\n");
        }
    }

    private RoadgateProcess replay(Path journal) throws IOException {
        return RoadgateProcess.start(directory, List.of(), "replay", "--journal", journal.toString(), "--verify");
    }

    private static long count(String text, String name) {
        Matcher matcher = Pattern.compile("(?m)^" + name + " +(\\d+)").matcher(text);
        assertThat(matcher.find()).as("%s in %s", name, text).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    /** A byte that surely belongs to a record and to no index: of a plate, behind the middle of what is written. */
    private static int inTheMiddle(byte[] bytes) {
        byte[] plate = "渝".getBytes(UTF_8);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        for (int at = end / 2; at < end - plate.length; at++) {
            if (bytes[at] == plate[0] && bytes[at + 1] == plate[1] && bytes[at + 2] == plate[2]) {
                return at;
            }
        }
        throw new AssertionError("no plate in the second half of the journal");
    }
}
