package io.roadgate.sim.harness;

import io.roadgate.sensor.setting.Settings;
import io.roadgate.sim.layout.Layout;
import io.roadgate.sim.making.SceneMaker;
import io.roadgate.sim.making.SceneOrder;
import io.roadgate.sim.scene.SceneFiles;
import io.roadgate.sim.scene.TruthFrame;
import io.roadgate.sim.scene.TruthObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code roadgate scene make}: one scene as files. */
@Command(
        name = "make",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a scene: traffic on a layout, seen by modelled sensors. Writes map-S.json, observations-S.jsonl.gz,",
            "truth-S.jsonl.gz, assoc-S.jsonl.gz and events-truth-S.jsonl.gz into a directory. The same layout, seed and",
            "options give the same bytes.",
            "",
            "Layouts: city, urban, curves, roundabout, decks, tunnel (docs/scenes.md)."
        },
        footer = {"", "Exit codes: 0 written, 1 not, 2 misuse."})
public final class SceneMakeCommand implements Callable<Integer> {
    @Option(names = "--layout", required = true, paramLabel = "NAME", description = "Of the site.")
    private String layout;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of everything random; default 1.")
    private long seed;

    @Option(names = "--duration", paramLabel = "DURATION", defaultValue = "60s", description = "Default 60s.")
    private String duration;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the files go; made if missing.")
    private Path directory;

    @Option(
            names = "--scen",
            paramLabel = "S",
            description = "The part of the file names that tells scenes apart; default: layout and seed, as urban-1.")
    private String scene;

    @Option(
            names = "--clutter",
            paramLabel = "X",
            defaultValue = "1",
            description = "Times the layout's usual false detections; default 1.")
    private double clutter;

    @Option(
            names = "--density",
            paramLabel = "X",
            defaultValue = "1",
            description = "Times the layout's usual traffic; default 1.")
    private double density;

    @Option(names = "--hazards", description = "Scripts hazards into the traffic.")
    private boolean hasHazards;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        SceneOrder order = order();
        SceneFiles files = new SceneFiles(directory, scene != null ? scene : layout + "-" + seed);
        SceneMaker made = SceneMaker.make(order);
        made.write(files);
        long evident = 0;
        long all = 0;
        for (TruthFrame frame : made.truth()) {
            all += frame.objects().size();
            evident += frame.objects().stream().filter(TruthObject::isEvident).count();
        }
        spec.commandLine()
                .getErr()
                .printf(
                        "%s: %d frames, %d ticks, %.1f road users on average, %.1f of them to be tracked%n",
                        files.map(),
                        made.frames().size(),
                        made.truth().size(),
                        (double) all / made.truth().size(),
                        (double) evident / made.truth().size());
        return 0;
    }

    private SceneOrder order() {
        long durationNs = Settings.parseDurationNs(duration);
        if (durationNs <= 0) {
            throw new ParameterException(spec.commandLine(), "--duration wants one like 60s or 2m, not " + duration);
        }
        try {
            return new SceneOrder(Layout.of(layout), seed, durationNs / 1e9, clutter, density, hasHazards);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
