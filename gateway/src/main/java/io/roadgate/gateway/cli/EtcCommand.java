package io.roadgate.gateway.cli;

import io.roadgate.sensor.etc.EtcDialect;
import io.roadgate.sensor.etc.EtcEdition;
import io.roadgate.sensor.etc.EtcFramer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with a recording of an ETC antenna's line. */
@Command(
        name = "etc",
        mixinStandardHelpOptions = true,
        description = "Reads recordings of ETC antenna lines.",
        subcommands = EtcCommand.Decode.class)
public final class EtcCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: etc decode");
    }

    /** Frames to JSON lines. */
    @Command(
            name = "decode",
            mixinStandardHelpOptions = true,
            description = {
                "Decodes the bytes of an ETC antenna's line, one or both directions, to one JSON line per frame.",
                "A damaged stretch is one line, too: {\"offset\":N,\"length\":M,\"error\":\"LABEL\"},",
                "offset and length in bytes of the input; with the BCC dialect a stretch ends at a run of FF.",
                "Labels: etc-check, etc-escape, etc-length, etc-unknown-type, etc-garbled (looks like no frame).",
                "Frames of types whose layout is not known carry their bytes as \"raw\"."
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:every byte belonged to a good frame",
                "1:something was damaged, or the input ended early" + " or cannot be read",
                "2:wrong usage"
            })
    static final class Decode implements Callable<Integer> {
        private static final int PIECE_BYTES = 8_192;

        @Spec
        private CommandSpec spec;

        @Option(
                names = "--dialect",
                paramLabel = "NAME",
                completionCandidates = DialectNames.class,
                defaultValue = EtcDialect.AUTO,
                description = "framing: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
        private String dialect;

        @Option(
                names = "--layout",
                paramLabel = "NAME",
                completionCandidates = EditionNames.class,
                defaultValue = "auto",
                description = "generation of layouts where length and content do not tell: ${COMPLETION-CANDIDATES}"
                        + " (default: ${DEFAULT-VALUE})")
        private String layout;

        @Option(names = "--in", paramLabel = "FILE", description = "the recording (default: standard input)")
        private Path in;

        @Option(
                names = "--hex",
                description = "the input is hexadecimal text; blanks, line ends and colons are skipped")
        private boolean isHex;

        @Override
        public Integer call() throws IOException {
            check("--dialect", dialect, EtcDialect.keys(EtcDialect.AUTO));
            check("--layout", layout, EtcEdition.keys());
            if (in != null && !Files.isReadable(in)) {
                spec.commandLine().getErr().println("no recording: " + in + " cannot be read");
                return 1;
            }
            EtcLines lines = new EtcLines(spec.commandLine().getOut());
            EtcFramer framer = new EtcFramer(EtcDialect.of(dialect), EtcEdition.of(layout), lines);
            try (InputStream opened = in == null ? System.in : Files.newInputStream(in);
                    InputStream stream = isHex ? new HexInputStream(new BufferedInputStream(opened)) : opened) {
                feed(stream, framer);
            }
            framer.finish();
            lines.flush();
            return lines.damageCount() == 0 ? 0 : 1;
        }

        private void check(String option, String value, Iterable<String> known) {
            for (String name : known) {
                if (name.equals(value)) {
                    return;
                }
            }
            throw new ParameterException(
                    spec.commandLine(), option + " is one of " + String.join(", ", known) + ", not " + value);
        }

        private static void feed(InputStream stream, EtcFramer framer) throws IOException {
            byte[] piece = new byte[PIECE_BYTES];
            UnsafeBuffer buffer = new UnsafeBuffer(piece);
            for (int count = stream.read(piece); count >= 0; count = stream.read(piece)) {
                framer.onBytes(buffer, 0, count, 0);
            }
        }
    }

    /** Names for the help. */
    static final class DialectNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return EtcDialect.keys(EtcDialect.AUTO).iterator();
        }
    }

    /** Names for the help. */
    static final class EditionNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return EtcEdition.keys().iterator();
        }
    }
}
