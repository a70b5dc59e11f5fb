package io.roadgate.sim.harness;

import io.roadgate.sim.scene.SceneFiles;
import io.roadgate.sim.score.EventScore;
import io.roadgate.sim.score.TrackScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code roadgate scene score}: tracks and events against the truth. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = {
            "Scores a track file, and an event file if given, against the truth of a scene: GOSPA (c 5 m, p 2) and its",
            "parts, MOTA, MOTP, identity switches, IDF1, HOTA, errors, class accuracy, consistency (NEES), delays,",
            "wrong levels where decks lie above each other, and recall, precision and latency of events by type."
        },
        footer = {"", "Exit codes: 0 scored, 1 a file is missing or broken, 2 misuse."})
public final class SceneScoreCommand implements Callable<Integer> {
    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "Where the scene's files are.")
    private Path directory;

    @Option(names = "--scen", required = true, paramLabel = "S", description = "The scene's name in its file names.")
    private String scene;

    @Option(names = "--tracks", required = true, paramLabel = "FILE", description = "As roadgate fuse writes them.")
    private Path tracks;

    @Option(names = "--events", paramLabel = "FILE", description = "As roadgate fuse writes them.")
    private Path events;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the numbers there, too.")
    private Path json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        try {
            SceneFiles files = new SceneFiles(directory, scene);
            ObjectNode report = TrackScore.of(files, tracks).report();
            if (events != null) {
                report.set("events", EventScore.of(files, events));
            }
            String text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report);
            spec.commandLine().getOut().println(text);
            if (json != null) {
                Files.writeString(json, text + "\n");
            }
            return 0;
        } catch (IOException e) {
            spec.commandLine().getErr().println("scene score: " + reason(e));
            return 1;
        }
    }

    /** What a person needs to know of it. */
    static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException ? "no file " + e.getMessage() : e.getMessage();
    }
}
