package io.roadgate.sim.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a shell sees them: exit codes, help, and what they say when something is wrong. */
class CommandTest {
    private static final Map<String, List<String>> OPTIONS = Map.of(
            "run", List.of("--config", "--check"),
            "devices", List.of("--probe", "--port", "--for", "--json"),
            "doctor", List.of("--config", "--for", "--json"),
            "watch", List.of("--broker", "--topic", "--for", "--count", "--receipts", "--json"),
            "replay", List.of("--journal", "--verify", "--from", "--to", "--json"),
            "demo", List.of("--for", "--directory", "--port", "--seed", "--faults", "--json"));

    @TempDir
    private Path directory;

    private RoadgateProcess start(String... arguments) throws IOException {
        // These live too short for an optimizing compiler to pay.
        return RoadgateProcess.start(directory, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), arguments);
    }

    @Test
    void shouldHelpWithEveryCommand() throws IOException, InterruptedException {
        try (RoadgateProcess help = start("--help")) {
            assertThat(help.exitCode()).isZero();
            OPTIONS.keySet().forEach(command -> assertThat(help.out()).containsPattern("(?m)^  " + command + " "));
        }
        Map<String, RoadgateProcess> helps = new LinkedHashMap<>();
        for (String command : OPTIONS.keySet()) {
            helps.put(command, start(command, "--help"));
        }
        for (Map.Entry<String, RoadgateProcess> entry : helps.entrySet()) {
            try (RoadgateProcess help = entry.getValue()) {
                assertThat(help.exitCode()).as(entry.getKey()).isZero();
                assertThat(help.out()).startsWith("Usage: roadgate " + entry.getKey());
                assertThat(help.out()).containsIgnoringCase("exit code");
                for (String option : OPTIONS.get(entry.getKey())) {
                    assertThat(help.out()).as(entry.getKey()).containsPattern("(?m)^ +" + option + "\\b");
                }
            }
        }
    }

    @Test
    void shouldRefuseWhatIsNoCommand() throws IOException, InterruptedException {
        try (RoadgateProcess nothing = start();
                RoadgateProcess unknown = start("dmeo");
                RoadgateProcess misused = start("demo", "--for", "soon")) {
            assertThat(nothing.exitCode()).isEqualTo(2);
            assertThat(nothing.err()).contains("name a command").contains("Usage: roadgate");
            assertThat(unknown.exitCode()).isEqualTo(2);
            assertThat(unknown.err()).contains("'dmeo'").contains("Usage: roadgate");
            assertThat(misused.exitCode()).isEqualTo(2);
            assertThat(misused.err()).contains("--for wants a duration like 20s");
        }
    }

    @Test
    void shouldFindTheShippedExampleGood() throws IOException, InterruptedException {
        Path example = Machine.root().resolve("gateway/conf/example-site.yaml");
        try (RoadgateProcess check = start("run", "--config", example.toString(), "--check")) {
            assertThat(check.exitCode()).as(check.err()).isZero();
            assertThat(check.err()).contains("example-site.yaml is good");
        }
    }

    @Test
    void shouldNameEveryFaultOfABrokenFileWithItsLine() throws IOException, InterruptedException {
        Path broken = directory.resolve("broken.yaml");
        List<String> lines = Files.readAllLines(Machine.root().resolve("gateway/conf/example-site.yaml"));
        Map<String, Integer> faults = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String damaged = line.replace("number: 1", "number: one")
                    .replace("latDeg: 29.70", "latDeg: 97.0")
                    .replace("broker: tcp:", "brokr: tcp:")
                    .replace("driver: ars408              # Continental", "driver: ars409              # Continental")
                    .replace("      baud: 115200", "      baud: fast");
            if (!damaged.equals(line)) {
                faults.put(damaged, i + 1);
            }
            lines.set(i, damaged);
        }
        assertThat(faults).hasSize(5);
        Files.write(broken, lines);
        try (RoadgateProcess check = start("run", "--config", broken.toString(), "--check");
                RoadgateProcess run = start("run", "--config", broken.toString())) {
            assertThat(check.exitCode()).isEqualTo(2);
            for (Map.Entry<String, Integer> fault : faults.entrySet()) {
                assertThat(check.err())
                        .as(fault.getKey())
                        .containsPattern("(?m)^" + Pattern.quote(broken + ":" + fault.getValue() + ": ") + "\\S+: .+");
            }
            assertThat(check.err()).contains("nothing was started");
            assertThat(run.exitCode()).as("not started either").isEqualTo(2);
            assertThat(run.err()).isEqualTo(check.err());
        }
    }

    @Test
    void shouldSayThatNobodyIsThereToWatch() throws IOException, InterruptedException {
        String nobody = "tcp://127.0.0.1:" + Machine.freePort();
        long startTick = System.nanoTime();
        try (RoadgateProcess watch = start("watch", "--broker", nobody)) {
            assertThat(watch.exitCode()).isEqualTo(1);
            assertThat(watch.err()).contains("no broker at " + nobody);
            assertThat(watch.out()).isEmpty();
        }
        // Its own limit is 10 s; the rest is for a JVM to start on a machine that others use, too.
        assertThat(Duration.ofNanos(System.nanoTime() - startTick)).isLessThan(Duration.ofSeconds(60));
    }
}
