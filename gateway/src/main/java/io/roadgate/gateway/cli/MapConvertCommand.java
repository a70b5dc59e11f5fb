package io.roadgate.gateway.cli;

import io.roadgate.gateway.mapfile.MapFormat;
import io.roadgate.gateway.mapfile.MapMessageWriter;
import io.roadgate.gateway.mapfile.RoadgateMapWriter;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.SiteMap;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a map in another format. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a map in the project's own form, which holds all of it, or as a MAP message (T/CSAE 53, profile of 2020).",
            "What the other format cannot hold is told, a line each."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written",
            "1:the map has faults, or cannot be of that format",
            "2:the options do not fit together"
        },
        footer = {
            "",
            "Examples:",
            "  ./roadgate map convert crossing.xodr crossing.json --origin 29.70,106.60,245",
            "  ./roadgate map convert crossing.json crossing.uper",
            "  ./roadgate map convert crossing.json crossing.hex    # hex digits, for roadgate codec decode"
        })
public final class MapConvertCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private MapFileOptions options;

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            description = "roadgate, map-jer or map-uper (default: by the end of OUT: .json, .jer, .uper or .hex)")
    private String to;

    @Parameters(index = "0", paramLabel = "IN", description = "a map")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "where to write")
    private Path out;

    @Override
    public Integer call() throws IOException {
        MapFormat wanted = wanted();
        PrintWriter err = spec.commandLine().getErr();
        MapFaults faults = new MapFaults();
        SiteMap map = options.read(in, faults);
        MapFileOptions.print(in, faults, err);
        if (map == null) {
            return 1;
        }
        MapFaults losses = new MapFaults();
        byte[] octets = octets(map, wanted, losses);
        MapFileOptions.print(out, losses, err);
        if (octets == null) {
            return 1;
        }
        Files.write(out, octets);
        err.println("written to " + out + ": " + octets.length + " octets");
        return 0;
    }

    private byte[] octets(SiteMap map, MapFormat wanted, MapFaults losses) {
        if (wanted == MapFormat.ROADGATE) {
            return RoadgateMapWriter.write(map).getBytes(StandardCharsets.UTF_8);
        }
        String json = MapMessageWriter.write(map, losses);
        if (json == null || wanted == MapFormat.MAP_JER) {
            return json == null ? null : (json + "\n").getBytes(StandardCharsets.UTF_8);
        }
        byte[] packed = MapMessageWriter.pack(json, losses);
        boolean isHex = out.toString().toLowerCase(Locale.ROOT).endsWith(".hex");
        return packed == null || !isHex
                ? packed
                : (HexFormat.of().formatHex(packed) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private MapFormat wanted() {
        String name = out.toString().toLowerCase(Locale.ROOT);
        String key = to != null
                ? to
                : name.endsWith(".json")
                        ? "roadgate"
                        : name.endsWith(".jer")
                                ? "map-jer"
                                : name.endsWith(".uper") || name.endsWith(".hex") ? "map-uper" : "";
        return MapFormat.named(key)
                .filter(format ->
                        format == MapFormat.ROADGATE || format == MapFormat.MAP_JER || format == MapFormat.MAP_UPER)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(),
                        "say with --to what to write: roadgate, map-jer or map-uper"
                                + (to == null ? "" : ", not " + to)));
    }
}
