package io.roadgate.gateway.cli;

import io.roadgate.gateway.mapfile.MapPicture;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.SiteMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a map. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Draws a map: lanes to scale in the colour of their level, driving directions, stop lines, crosswalks, conflict"
                    + " areas, zones, toll lines, parking bays, names.",
            "The picture needs nothing but a browser; its page (.html) also scales, moves, and names the lane under the pointer."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:drawn", "1:the map has faults", "2:the options do not fit together"},
        footer = {"", "Example:", "  ./roadgate map show crossing.xodr --out crossing.html"})
public final class MapShowCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private MapFileOptions options;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "where to draw, .html or .svg (default: map.html)",
            defaultValue = "map.html")
    private Path out;

    @Parameters(paramLabel = "FILE", description = "a map")
    private Path file;

    @Override
    public Integer call() throws IOException {
        String name = out.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".html") && !name.endsWith(".svg")) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--out must end in .html or .svg");
        }
        MapFaults faults = new MapFaults();
        SiteMap map = options.read(file, faults);
        MapFileOptions.print(file, faults, spec.commandLine().getErr());
        if (map == null) {
            return 1;
        }
        String text = name.endsWith(".svg") ? MapPicture.svg(map) : MapPicture.html(map, MapCheckCommand.summary(map));
        Files.write(out, text.getBytes(StandardCharsets.UTF_8));
        spec.commandLine().getErr().println("drawn to " + out);
        return 0;
    }
}
