package io.roadgate.gateway.cli;

import io.roadgate.v2x.interpret.TypeCodec;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** JSON lines in, hex lines out. */
@Command(
        name = "encode",
        mixinStandardHelpOptions = true,
        description = {
            "Reads one message a line as JSON, as decode writes it, and writes one line of lower-case hex digits for each,"
                    + " in order.",
            "A bad line (bad JSON, an unknown or missing member, a value out of bounds) gives {\"error\": REASON} in its"
                    + " place, without a bit; the next line is read as if nothing had happened."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all lines were good", "1:at least one line was bad", "2:the options do not fit together"})
public final class CodecEncodeCommand implements Callable<Integer> {
    @Mixin
    private CodecOptions options;

    @Override
    public Integer call() throws IOException {
        TypeCodec codec = options.codec();
        return options.convert(line -> HexFormat.of().formatHex(codec.encode(line)));
    }
}
