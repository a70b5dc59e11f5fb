package io.roadgate.sim.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One {@code roadgate demo --for 20s} with a foreign client beside it, run once for all tests that look at it. */
final class DemoRun {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static DemoRun shared;

    final Path directory;
    final Path journal;
    final int exitCode;
    final String out;
    final String err;
    final JsonNode report;
    final List<ForeignClient.Message> messages;

    /** Every process that was seen under the demo's while it ran. */
    final Set<ProcessHandle> children;

    private DemoRun() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("roadgate-e2e");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(home), "e2e-clean-up"));
        directory = home.resolve("demo");
        journal = directory.resolve("journal");
        Path json = home.resolve("report.json");
        int port = Machine.freePort();
        Set<ProcessHandle> seen = new LinkedHashSet<>();
        try (RoadgateProcess demo = RoadgateProcess.start(
                        home,
                        List.of(),
                        "demo",
                        "--for",
                        "20s",
                        "--directory",
                        directory.toString(),
                        "--json",
                        json.toString(),
                        "--port",
                        Integer.toString(port));
                ForeignClient client =
                        new ForeignClient(port, "roadgate/v1/#", home.resolve("heard.txt"), demo::isAlive)) {
            Awaitility.await().atMost(LIMIT).until(() -> {
                seen.addAll(demo.descendants());
                return !demo.isAlive();
            });
            exitCode = demo.exitCode();
            out = demo.out();
            err = demo.err();
            messages = new ArrayList<>(client.messages());
        }
        children = seen;
        report = Files.exists(json)
                ? JsonMapper.shared().readTree(Files.readString(json))
                : JsonMapper.shared().createObjectNode();
    }

    static synchronized DemoRun shared() throws IOException, InterruptedException {
        if (shared == null) {
            shared = new DemoRun();
        }
        return shared;
    }

    private static void delete(Path home) {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
