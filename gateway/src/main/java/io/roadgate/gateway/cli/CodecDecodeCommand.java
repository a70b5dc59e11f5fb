package io.roadgate.gateway.cli;

import io.roadgate.v2x.interpret.TypeCodec;
import io.roadgate.v2x.interpret.ValueFault;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Hex lines in, JSON lines out. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description = {
            "Reads one message a line as hex digits (either case, blanks around them do not matter) and writes one line of"
                    + " JSON for each, in order.",
            "A bad line gives {\"error\": REASON, \"bit\": N} in its place, N being the bit at which the faulty part"
                    + " starts; the next line is read as if nothing had happened."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all lines were good", "1:at least one line was bad", "2:the options do not fit together"},
        footer = {
            "",
            "Examples:",
            "  echo 0803686a... | ./roadgate codec decode --set day2 --units --pretty",
            "  ./roadgate codec decode --asn J2735.asn --type BasicSafetyMessage --in bsm.hex --out bsm.jsonl"
        })
public final class CodecDecodeCommand implements Callable<Integer> {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int BITS_PER_DIGIT = 4;
    private static final int BITS_PER_OCTET = 8;

    @Mixin
    private CodecOptions options;

    @Option(names = "--pretty", description = "indents the JSON: each message then takes several lines")
    private boolean isPretty;

    @Option(
            names = "--units",
            description =
                    "shows physical values: 700 becomes {\"raw\": 700, \"value\": 14.00, \"unit\": \"m/s\"}; a number"
                            + " that stands for none has the value null and a note. Not for --asn, whose units are not known,"
                            + " and encode does not read it")
    private boolean isWithUnits;

    private TypeCodec codec;

    @Override
    public Integer call() throws IOException {
        if (isWithUnits && !options.hasUnits()) {
            throw options.misuse("--units goes with --set only: modules do not say what their numbers mean");
        }
        codec = options.codec();
        return options.convert(this::decode);
    }

    private String decode(String line) {
        byte[] octets = octets(line);
        StringWriter text = new StringWriter();
        ObjectWriteContext context = isPretty ? new Indented() : ObjectWriteContext.empty();
        try (JsonGenerator out = JSON.createGenerator(context, text)) {
            if (isWithUnits) {
                codec.decodeWithUnits(octets, out);
            } else {
                codec.decode(octets, out);
            }
        }
        return text.toString();
    }

    private static byte[] octets(String line) {
        if (line.isEmpty()) {
            throw new ValueFault("the line is empty", 0);
        }
        for (int i = 0; i < line.length(); i++) {
            if (!HexFormat.isHexDigit(line.charAt(i))) {
                throw new ValueFault("'" + line.charAt(i) + "' is not a hex digit", (long) i * BITS_PER_DIGIT);
            }
        }
        if (line.length() % 2 != 0) {
            long wholeOctets = line.length() / 2;
            throw new ValueFault("a hex digit is missing: the last octet has one only", wholeOctets * BITS_PER_OCTET);
        }
        return HexFormat.of().parseHex(line);
    }

    /** Tells the generator to indent. */
    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
