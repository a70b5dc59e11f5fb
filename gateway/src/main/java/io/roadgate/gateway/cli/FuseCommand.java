package io.roadgate.gateway.cli;

import io.roadgate.gateway.RoadsideGateway;
import io.roadgate.gateway.scene.SceneFusion;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The fusion core of the gateway over a file of sensor frames. */
@Command(
        name = "fuse",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the gateway's fusion over sensor frames in a file and writes the tracks at every tenth of a second.",
            "Bad lines are told with their number, counted and left out."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every line was good",
            "1:a line was bad, or a file cannot be read or written",
            "2:wrong usage"
        })
public final class FuseCommand implements Callable<Integer> {
    private static final int GZIP_FIRST = 0x1F;
    private static final int GZIP_SECOND = 0x8B;
    private static final int BUFFER_BYTES = 1 << 16;

    @Spec
    private CommandSpec spec;

    @Option(names = "--map", paramLabel = "FILE", required = true, description = "site, sensors, lanes (JSON)")
    private Path map;

    @Option(
            names = "--in",
            paramLabel = "FILE",
            required = true,
            description = "sensor frames, one JSON object a line, sorted by arrival; may be gzip; - = standard input")
    private Path in;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "tracks, one JSON object a line")
    private Path out;

    @Option(names = "--events", paramLabel = "FILE", description = "events, one JSON object a line")
    private Path events;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        for (Path file : new Path[] {map, in}) {
            if (!file.toString().equals("-") && !Files.isReadable(file)) {
                err.println("roadgate fuse: " + file + " cannot be read");
                return 1;
            }
        }
        try (BufferedReader reader = open(in);
                Writer tracks = Files.newBufferedWriter(out);
                Writer raised = events == null ? null : new BufferedWriter(Files.newBufferedWriter(events))) {
            SceneFusion fusion =
                    SceneFusion.of(map, RoadsideGateway.declarations(), tracks, raised, fault -> err.println(fault));
            fusion.run(reader);
            err.println(fusion.lineCount() + " lines, " + fusion.faultCount() + " of them bad; " + fusion.rowCount()
                    + " rows of tracks, " + fusion.eventCount() + " events");
            return fusion.faultCount() == 0 ? 0 : 1;
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream stream = new BufferedInputStream(
                file.toString().equals("-") ? System.in : Files.newInputStream(file), BUFFER_BYTES);
        stream.mark(2);
        boolean isGzip = stream.read() == GZIP_FIRST && stream.read() == GZIP_SECOND;
        stream.reset();
        return new BufferedReader(new InputStreamReader(
                isGzip ? new GZIPInputStream(stream, BUFFER_BYTES) : stream, StandardCharsets.UTF_8));
    }
}
