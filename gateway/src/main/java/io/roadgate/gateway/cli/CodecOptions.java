package io.roadgate.gateway.cli;

import io.roadgate.v2x.interpret.Interpreter;
import io.roadgate.v2x.interpret.MessageSet;
import io.roadgate.v2x.interpret.TypeCodec;
import io.roadgate.v2x.schema.SchemaFault;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that decode and encode share: which type, from where, to where. */
final class CodecOptions {
    private static final String FRAME = "MessageFrame";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--set",
            paramLabel = "SET",
            description = "day1-2019, day1-2020 or day2 (default: day1-2020, unless --asn is given)")
    private String set;

    @Option(
            names = "--asn",
            paramLabel = "FILE",
            arity = "1..*",
            description = "ASN.1 module files to compile now, all that import each other; needs --type")
    private List<Path> modules;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "the type of each line, as its module spells it (default with a set: MessageFrame)")
    private String type;

    @Option(names = "--module", paramLabel = "MODULE", description = "the module of the type, when several define it")
    private String module;

    @Option(names = "--in", paramLabel = "FILE", description = "lines to read (default: standard input)")
    private Path input;

    @Option(names = "--out", paramLabel = "FILE", description = "where to write (default: standard output)")
    private Path output;

    boolean hasUnits() {
        return modules == null;
    }

    ParameterException misuse(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }

    /** The codec that the options ask for. */
    TypeCodec codec() {
        if (modules != null && set != null) {
            throw misuse("give --set or --asn, not both");
        }
        if (modules != null && type == null) {
            throw misuse("--asn needs --type: the type of each line");
        }
        String wanted = type == null ? FRAME : type;
        try {
            Interpreter interpreter = modules == null ? messageSet().interpreter() : Interpreter.compile(sources());
            return module == null ? interpreter.codec(wanted) : interpreter.codec(wanted, module);
        } catch (SchemaFault | IllegalArgumentException e) {
            throw misuse(e.getMessage());
        }
    }

    private MessageSet messageSet() {
        String name = set == null ? MessageSet.DAY1_2020.id() : set;
        return MessageSet.of(name)
                .orElseThrow(() -> misuse("there is no set '" + name + "': day1-2019, day1-2020 or day2"));
    }

    private Map<String, String> sources() {
        Map<String, String> sources = new LinkedHashMap<>();
        for (Path file : modules) {
            try {
                sources.put(file.toString(), text(Files.readAllBytes(file)));
            } catch (NoSuchFileException e) {
                throw misuse("there is no file " + file);
            } catch (IOException e) {
                throw misuse("cannot read " + file + ": " + e.getMessage());
            }
        }
        return sources;
    }

    /** Modules are ASCII but for their comments, which are in UTF-8 or in a Chinese code page. */
    private static String text(byte[] octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(octets, Charset.forName("GB18030"));
        }
    }

    /** Runs a conversion over all lines and tells with the exit code how it went: 1 when a line was bad. */
    int convert(LineConversion.Step step) throws IOException {
        try (BufferedReader in = reader();
                PrintWriter out = writer()) {
            return LineConversion.run(in, out, step) ? 0 : 1;
        }
    }

    private BufferedReader reader() {
        try {
            InputStream in = input == null ? new OpenInput(System.in) : Files.newInputStream(input);
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw misuse("cannot read " + input + (e instanceof NoSuchFileException ? ": it is not there" : ""));
        }
    }

    private PrintWriter writer() {
        if (output == null) {
            return new OpenWriter(spec.commandLine().getOut());
        }
        try {
            BufferedWriter file = Files.newBufferedWriter(output, StandardCharsets.UTF_8);
            return new PrintWriter(file, false);
        } catch (IOException e) {
            throw misuse("cannot write " + output + ": " + e);
        }
    }

    /** Standard input, which is not ours to close. */
    private static final class OpenInput extends FilterInputStream {
        OpenInput(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // stays open
        }
    }

    /** Standard output, which is not ours to close. */
    private static final class OpenWriter extends PrintWriter {
        OpenWriter(PrintWriter out) {
            super(new BufferedWriter(out), false);
        }

        @Override
        public void close() {
            flush();
        }
    }
}
