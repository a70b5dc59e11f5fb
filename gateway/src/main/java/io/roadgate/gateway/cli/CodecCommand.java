package io.roadgate.gateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Turns V2X messages from hex to JSON and back; the work is in its two subcommands. */
@Command(
        name = "codec",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Decodes and encodes V2X messages (UPER), one a line.",
            "The message set is one of ours by name (--set), or whatever ASN.1 modules say (--asn FILE... --type T)."
        },
        subcommands = {CodecDecodeCommand.class, CodecEncodeCommand.class})
public final class CodecCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say decode or encode");
    }
}
