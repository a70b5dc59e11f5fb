package io.roadgate.sim.harness;

import picocli.CommandLine.Command;

/** {@code roadgate scene}: makes scenes for the fusion core, scores tracks against them and draws both. */
@Command(
        name = "scene",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {SceneMakeCommand.class, SceneScoreCommand.class, ScenePlotCommand.class},
        description = "Makes scenes to test the fusion with, scores tracks against their truth, draws both.")
public final class SceneCommand {}
