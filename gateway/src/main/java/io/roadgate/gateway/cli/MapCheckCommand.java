package io.roadgate.gateway.cli;

import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.SiteMap;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells everything that is wrong with maps. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Checks maps as a whole and prints every fault as FILE:LINE: ELEMENT: what was expected and what is there, then one"
                    + " line of what the map holds.",
            "Notes name what a map has that is not held here, and what was done instead; they do not make a map bad."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all maps are good", "1:at least one is not", "2:the options do not fit together"},
        footer = {"", "Example:", "  ./roadgate map check gateway/conf/maps/*.yaml crossing.xodr"})
public final class MapCheckCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private MapFileOptions options;

    @Option(names = "--quiet", description = "faults only: no notes, no line about good maps")
    private boolean isQuiet;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "maps")
    private List<Path> files;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean isGood = true;
        for (Path file : files) {
            MapFaults faults = new MapFaults();
            SiteMap map = options.read(file, faults);
            isGood &= map != null;
            if (isQuiet) {
                String report = faults.report(file.toString());
                if (!report.isEmpty()) {
                    out.println(report);
                }
            } else {
                MapFileOptions.print(file, faults, out);
                out.println(file + ": " + (map == null ? faults.errorCount() + " faults" : summary(map)));
            }
        }
        out.flush();
        return isGood ? 0 : 1;
    }

    /** One line of what a map holds. */
    static String summary(SiteMap map) {
        double lengthM = 0;
        int low = 0;
        int high = 0;
        int stopLines = 0;
        int ramps = 0;
        for (int lane = 0; lane < map.laneCount(); lane++) {
            lengthM += map.lengthM(lane);
            low = Math.min(low, Math.min(map.level(lane), map.endLevel(lane)));
            high = Math.max(high, Math.max(map.level(lane), map.endLevel(lane)));
            stopLines += Double.isNaN(map.stopLineM(lane)) ? 0 : 1;
            ramps += map.isRamp(lane) ? 1 : 0;
        }
        return "good: " + map.laneCount() + " lanes of " + Math.round(lengthM) + " m on levels " + low + " to " + high
                + " ("
                + ramps + " ramps), " + map.conflicts().count() / 2 + " conflict areas, " + stopLines + " stop lines, "
                + map.approaches().size() + " approaches, " + map.zones().size() + " zones, "
                + map.tollLines().size() + " toll lines, " + map.parkingBays().size() + " parking bays";
    }
}
