package io.roadgate.gateway.cli;

import io.roadgate.gateway.mapfile.MapFormat;
import io.roadgate.gateway.mapfile.SiteMapReader;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.MapOrigin;
import io.roadgate.gateway.roadmap.SiteMap;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How a map is read, for all commands that read one. */
final class MapFileOptions {
    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "roadgate, fusion, opendrive, sumo, map-jer or map-uper (default: found by content)")
    private String format;

    @Option(
            names = "--origin",
            paramLabel = "LAT,LON[,HEIGHT]",
            split = ",",
            description = "the site's origin in degrees and metres: the map is moved there (default: the map's own)")
    private List<Double> origin;

    /** Reads a map; {@code null} when it is refused. */
    SiteMap read(Path file, MapFaults faults) {
        Optional<MapFormat> wanted = Optional.empty();
        if (format != null) {
            wanted = MapFormat.named(format);
            if (wanted.isEmpty()) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "there is no format '" + format + "': " + MapFormat.keys());
            }
        }
        return SiteMapReader.read(file, wanted, origin(), faults);
    }

    private MapOrigin origin() {
        if (origin == null) {
            return MapOrigin.UNKNOWN;
        }
        if (origin.size() < 2 || origin.size() > 3 || Math.abs(origin.get(0)) > 90 || Math.abs(origin.get(1)) > 180) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--origin must be latitude,longitude[,height], as in 29.70,106.60,245");
        }
        return new MapOrigin(origin.get(0), origin.get(1), origin.size() > 2 ? origin.get(2) : Double.NaN);
    }

    /** Prints faults and notes, a line each. */
    static void print(Path file, MapFaults faults, PrintWriter out) {
        for (MapFaults.Fault fault : faults.all()) {
            out.println(file + ":" + fault);
        }
        if (faults.droppedCount() > 0) {
            out.println(file + ": and " + faults.droppedCount() + " more");
        }
        out.flush();
    }
}
