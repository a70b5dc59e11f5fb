package io.roadgate.gateway.cli;

import io.roadgate.gateway.RoadsideGateway;
import io.roadgate.gateway.config.ConfigException;
import io.roadgate.gateway.config.ConfigReader;
import io.roadgate.gateway.config.GatewayConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.agrona.concurrent.ShutdownSignalBarrier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code roadgate run}: the gateway alone, against the devices and the broker that the site file names. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs the gateway against the devices and the broker that the site file names.",
        footer = {"", "Exit codes: 0 stopped or file good, 1 failed, 2 site file refused or command misused."})
public final class RunCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The site file (YAML).")
    private Path config;

    @Option(names = "--check", description = "Only checks the site file and ends.")
    private boolean isCheck;

    @Option(names = "--until-stdin-ends", hidden = true, description = "Stops when standard input ends: for parents.")
    private boolean isChild;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter talk = spec.commandLine().getErr();
        GatewayConfig site;
        try {
            site = new ConfigReader(RoadsideGateway.declarations(), System::getenv).read(config);
        } catch (ConfigException e) {
            talk.println(e.getMessage());
            talk.println(e.faults().all().size() + " fault(s) in " + config + ", nothing was started");
            return CommandLine.ExitCode.USAGE;
        }
        if (isCheck) {
            talk.println(config + " is good: " + summary(site));
            return CommandLine.ExitCode.OK;
        }
        try (ShutdownSignalBarrier barrier = new ShutdownSignalBarrier();
                RoadsideGateway gateway = new RoadsideGateway(site, Release.name())) {
            gateway.start();
            talk.println("roadgate " + Release.name() + " runs: " + summary(site));
            if (isChild) {
                signalWhenStdinEnds(barrier);
            }
            barrier.await();
            talk.println("roadgate stops ...");
        }
        talk.println("roadgate has stopped");
        return CommandLine.ExitCode.OK;
    }

    private static String summary(GatewayConfig site) {
        return "site " + site.site().id() + ", sensors "
                + site.sensors().stream()
                        .map(sensor -> sensor.id() + " (" + sensor.driver().key() + ")")
                        .collect(Collectors.joining(", "))
                + "; broker " + site.mqtt().broker() + "; "
                + site.map().laneCount() + " lanes; threads "
                + site.threading().mode().name().toLowerCase(Locale.ROOT);
    }

    private static void signalWhenStdinEnds(ShutdownSignalBarrier barrier) {
        Thread reader = new Thread(
                () -> {
                    try (InputStream in = System.in) {
                        while (in.read() >= 0) {
                            Thread.onSpinWait();
                        }
                    } catch (IOException e) {
                        System.err.println("roadgate: standard input failed, stopping: " + e.getMessage());
                    }
                    barrier.signal();
                },
                "parent-watch");
        reader.setDaemon(true);
        reader.start();
    }
}
