package io.roadgate.sim.harness;

import io.roadgate.sim.plot.ScenePlot;
import io.roadgate.sim.scene.SceneFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code roadgate scene plot}: a scene and its tracks as a page. */
@Command(
        name = "plot",
        mixinStandardHelpOptions = true,
        description = {
            "Draws a scene as one HTML file that needs no network: map, truth, observations and tracks over time, errors",
            "per sensor, and what went wrong, each with a click to its time and place."
        },
        footer = {"", "Exit codes: 0 written, 1 a file is missing or broken, 2 misuse."})
public final class ScenePlotCommand implements Callable<Integer> {
    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "Where the scene's files are.")
    private Path directory;

    @Option(names = "--scen", required = true, paramLabel = "S", description = "The scene's name in its file names.")
    private String scene;

    @Option(names = "--tracks", paramLabel = "FILE", description = "As roadgate fuse writes them; without: no tracks.")
    private Path tracks;

    @Option(names = "--events", paramLabel = "FILE", description = "As roadgate fuse writes them.")
    private Path events;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The page.")
    private Path page;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        try {
            ScenePlot.write(new SceneFiles(directory, scene), tracks, events, page);
            spec.commandLine().getErr().println("wrote " + page + "; open it in a browser");
            return 0;
        } catch (IOException e) {
            spec.commandLine().getErr().println("scene plot: " + SceneScoreCommand.reason(e));
            return 1;
        }
    }
}
