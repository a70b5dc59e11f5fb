package io.roadgate.gateway.cli;

import io.roadgate.gateway.RoadsideGateway;
import io.roadgate.gateway.config.ConfigException;
import io.roadgate.gateway.config.ConfigReader;
import io.roadgate.gateway.record.RecordHandler;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher's main class: {@code roadgate COMMAND}. Data goes to standard output, talk to standard error. */
@Command(
        name = "roadgate",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Vehicle-to-road edge gateway.",
        subcommands = {
            RunCommand.class,
            WatchCommand.class,
            WarmUpCommand.class,
            CodecCommand.class,
            EtcCommand.class,
            DevicesCommand.class,
            DoctorCommand.class,
            CanCommand.class,
            FuseCommand.class,
            MapCommand.class
        })
public final class Roadgate implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Starts the program. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command tree, with what other modules add. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Roadgate());
        commandLine.addSubcommand(new ReplayCommand(Roadgate::fusionCore));
        commandLine.addSubcommand(new ExplainCommand(Roadgate::fusionCore));
        for (Subcommand subcommand : ServiceLoader.load(Subcommand.class)) {
            commandLine.addSubcommand(subcommand.command());
        }
        commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        commandLine.setExecutionExceptionHandler((exception, failed, parsed) -> {
            failed.getErr().println("roadgate " + failed.getCommandName() + ": " + messageOf(exception));
            if (Boolean.getBoolean("roadgate.trace")) {
                exception.printStackTrace(failed.getErr());
            } else {
                failed.getErr().println("(JAVA_TOOL_OPTIONS=-Droadgate.trace=true shows where)");
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
        return commandLine;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name a command");
    }

    /** The fusion of a journalled run, from the site file that the journal kept. */
    private static RecordHandler fusionCore(
            String siteFile, long startedAtNs, long nextTollSequence, RecordHandler outputs) {
        try {
            // The machine that replays need not know the broker's password.
            return RoadsideGateway.fusionCore(
                    new ConfigReader(RoadsideGateway.declarations(), secret -> "").parse("journal", siteFile),
                    startedAtNs,
                    nextTollSequence,
                    outputs);
        } catch (ConfigException e) {
            throw new IllegalStateException("this release refuses the journalled site file: " + e.getMessage(), e);
        }
    }

    private static String messageOf(Throwable exception) {
        return exception.getMessage() == null ? exception.toString() : exception.getMessage();
    }
}
