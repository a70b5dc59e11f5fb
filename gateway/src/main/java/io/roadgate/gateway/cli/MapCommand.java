package io.roadgate.gateway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What concerns maps of a site. */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Checks, shows and converts maps of a site.",
        subcommands = {MapCheckCommand.class, MapShowCommand.class, MapConvertCommand.class},
        footer = {
            "",
            "Formats: roadgate (JSON or YAML), fusion (JSON), opendrive, sumo, map-jer, map-uper; found by content.",
            "What each holds: docs/maps.md."
        })
public final class MapCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name a command: check, show or convert");
    }
}
