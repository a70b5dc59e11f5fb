package io.roadgate.sim.harness;

import io.roadgate.gateway.broker.EmbeddedBroker;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.sim.device.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code roadgate demo}: broker, simulated devices on real transports, gateway and traffic centre on one machine. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the whole chain on this machine: an embedded MQTT broker, simulated devices that speak their bytes",
            "on linked ptys, TCP and UDP, the gateway in a process of its own, and a traffic centre that prints events."
        },
        footer = {"", "Exit codes: 0 every expected event arrived, 1 one did not or something failed, 2 misuse."})
public final class DemoCommand implements Callable<Integer> {
    private static final long FAULT_EVERY_MS = 700;
    private static final long GATEWAY_UP_MS = 15_000;
    private static final long LAST_EVENTS_MS = 1_500;

    @Option(names = "--for", paramLabel = "DURATION", description = "Ends by itself after this long, as 20s or 2m.")
    private String duration;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = {
                "Keeps site file, journal and toll ledger there; default: a temporary directory, deleted at the end."
            })
    private Path directory;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "0", description = "The broker's; 0 = a free one.")
    private int port;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of traffic and noise.")
    private long seed;

    @Option(
            names = "--faults",
            description = {"Damages the devices' bytes now and then and unplugs cables, to see it counted and survived."
            })
    private boolean isFaulty;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the report as JSON, too.")
    private Path json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch cleaned = new CountDownLatch(1);

    @Override
    public Integer call() throws IOException, InterruptedException {
        long durationNs = durationNs();
        Path home = directory != null ? directory.toAbsolutePath() : Files.createTempDirectory("roadgate-demo");
        Thread hook = new Thread(this::onInterrupt, "demo-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return run(home, durationNs);
        } finally {
            if (directory == null) {
                delete(home);
            }
            cleaned.countDown();
        }
    }

    private int run(Path home, long durationNs) throws IOException, InterruptedException {
        PrintWriter talk = spec.commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        try (EmbeddedBroker broker = new EmbeddedBroker(home.resolve("broker"), port).start();
                DemoSite site = DemoSite.open(home, broker.uri(), seed);
                TrafficCentre centre = new TrafficCentre(broker.uri(), out)) {
            talk.println("broker    " + broker.uri() + "   (./roadgate watch --broker " + broker.uri() + ")");
            talk.println("site file " + site.siteFile());
            talk.flush();
            if (!centre.start()) {
                talk.println("the traffic centre could not connect to its own broker");
                return 1;
            }
            DemoReport report;
            try (GatewayProcess gateway = GatewayProcess.start(site.siteFile())) {
                if (!centre.awaitGateway(GATEWAY_UP_MS)) {
                    talk.println(
                            gateway.isAlive()
                                    ? "the gateway did not report all devices connected in time; going on"
                                    : "the gateway ended at its start; its reason stands above");
                }
                site.simulator().start();
                long ranNs = await(site, gateway, durationNs);
                // The devices go on a little, so that what they caused last has time to arrive.
                interrupted.await(LAST_EVENTS_MS, TimeUnit.MILLISECONDS);
                boolean wasAlive = gateway.isAlive();
                int exitCode = gateway.stop();
                site.simulator().close();
                report = new DemoReport(ranNs, site.simulator(), centre, wasAlive ? exitCode : -1);
            }
            report.lines().forEach(out::println);
            out.flush();
            if (json != null) {
                Files.writeString(json, report.json());
            }
            return report.isGood() || interrupted.getCount() == 0 ? 0 : 1;
        }
    }

    /** Waits for the end, damaging things meanwhile if that is wanted; returns how long it was. */
    private long await(DemoSite site, GatewayProcess gateway, long durationNs)
            throws InterruptedException, IOException {
        long startTick = System.nanoTime();
        List<Fault> faults = List.of(Fault.GARBLED_LINE, Fault.TRUNCATED_FRAME, Fault.RANDOM_BYTES, Fault.WRONG_CHECK);
        int round = 0;
        while (System.nanoTime() - startTick < durationNs && gateway.isAlive()) {
            long leftNs = durationNs - (System.nanoTime() - startTick);
            if (interrupted.await(
                    Math.min(leftNs, TimeUnit.MILLISECONDS.toNanos(FAULT_EVERY_MS)), TimeUnit.NANOSECONDS)) {
                break;
            }
            if (isFaulty) {
                site.simulator().inject(faults.get(round % faults.size()));
                round++;
                // Once, early enough that everything expected can still be seen.
                if (round == faults.size()) {
                    site.radarPty().replug();
                    site.simulator().inject(Fault.LINK_DROP);
                }
            }
        }
        return System.nanoTime() - startTick;
    }

    private long durationNs() {
        if (duration == null) {
            return Long.MAX_VALUE / 2;
        }
        long ns = Settings.parseDurationNs(duration);
        if (ns <= 0) {
            throw new ParameterException(spec.commandLine(), "--for wants a duration like 20s or 2m, not " + duration);
        }
        return ns;
    }

    /** Ctrl-C: the main thread ends the demo, summary and clean-up included, before the JVM goes. */
    private void onInterrupt() {
        interrupted.countDown();
        try {
            cleaned.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path home) {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cleaning up " + home, e);
        }
    }
}
