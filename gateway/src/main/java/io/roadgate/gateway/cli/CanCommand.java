package io.roadgate.gateway.cli;

import io.roadgate.sensor.dbc.DbcDatabase;
import io.roadgate.sensor.dbc.DbcException;
import io.roadgate.sensor.dbc.DbcFault;
import io.roadgate.sensor.dbc.DbcReader;
import io.roadgate.sensor.frame.CandumpText;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with a CAN bus by hand. */
@Command(
        name = "can",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "CAN buses by hand.",
        subcommands = {CanCommand.Decode.class})
public final class CanCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: can decode");
    }

    /** Frames of a log as JSON lines, by a DBC. */
    @Command(
            name = "decode",
            mixinStandardHelpOptions = true,
            description = {
                "Decodes the frames of a candump log by one or more DBC files: one JSON line for each line of the log.",
                "A line that is no frame is a line with \"error\", too; the command goes on and ends with 1.",
                "A DBC file that is broken is refused with all its faults, each with its line."
            },
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {
                "0:every line was a frame or blank",
                "1:at least one line was malformed",
                "2:wrong options, a DBC that cannot be used, or an interface that cannot be opened"
            })
    public static final class Decode implements Callable<Integer> {
        private static final int FAULTY_LINES = 1;
        private static final int UNUSABLE = 2;

        @Spec
        private CommandSpec spec;

        @Option(
                names = "--dbc",
                required = true,
                paramLabel = "FILE",
                description = "A DBC file; may be given several times, later files take the place of earlier ones.")
        private List<Path> dbc;

        @Option(names = "--in", paramLabel = "LOG", description = "The log; default: standard input.")
        private Path in;

        @Option(
                names = "--live",
                paramLabel = "IFACE",
                description = "Instead of a log the frames of a CAN interface as they come, until Ctrl-C.")
        private String live;

        @Option(
                names = "--encoding",
                paramLabel = "E",
                defaultValue = DbcReader.AUTO,
                description = "Encoding of the DBC files: auto (UTF-8, GBK or Windows-1252, found out), or its name.")
        private String encoding;

        @Override
        public Integer call() throws IOException {
            PrintWriter err = spec.commandLine().getErr();
            if (live != null && in != null) {
                throw new ParameterException(spec.commandLine(), "give --in or --live, not both");
            }
            DbcDatabase database;
            try {
                database = DbcReader.read(dbc, encoding);
            } catch (DbcException e) {
                e.faults().stream().map(DbcFault::toString).forEach(err::println);
                return UNUSABLE;
            }
            database.warnings().forEach(warning -> err.println("warning: " + warning));
            if (live != null) {
                return watch(database);
            }
            if (in != null && !Files.isReadable(in)) {
                err.println("no log: " + in + " cannot be read; name a file written by candump -l");
                return UNUSABLE;
            }
            try (InputStream log = in == null ? System.in : new FileInputStream(in.toFile());
                    DecodedLines out =
                            new DecodedLines(database, spec.commandLine().getOut())) {
                return decode(new LogLines(log), out) ? 0 : FAULTY_LINES;
            }
        }

        private int watch(DbcDatabase database) {
            PrintWriter writer = spec.commandLine().getOut();
            PrintWriter talk = spec.commandLine().getErr();
            try (DecodedLines out = new DecodedLines(database, writer)) {
                return new LiveBus(live, out, writer, talk).decode() ? 0 : UNUSABLE;
            } catch (IllegalArgumentException e) {
                talk.println(e.getMessage());
                return UNUSABLE;
            }
        }

        /** Whether every line was well formed. */
        private boolean decode(LogLines lines, DecodedLines out) throws IOException {
            PrintWriter writer = spec.commandLine().getOut();
            CandumpText line = new CandumpText();
            boolean isGood = true;
            long number = 0;
            while (lines.next()) {
                number++;
                if (number == 1) {
                    lines.skipByteOrderMark();
                }
                CandumpText.Kind kind =
                        lines.isTooLong() ? CandumpText.Kind.MALFORMED : line.read(lines.bytes(), 0, lines.length());
                switch (kind) {
                    case FRAME -> out.frame(number, line.time(), line.bus(), line.frame());
                    case BLANK -> out.fault(number, "blank");
                    default -> {
                        out.fault(number, "malformed");
                        isGood = false;
                    }
                }
                if (lines.isDrained()) {
                    out.flush();
                    if (writer.checkError()) {
                        // Whoever read this has gone.
                        return isGood;
                    }
                }
            }
            return isGood;
        }
    }
}
