package io.roadgate.gateway.cli;

import io.roadgate.gateway.RoadsideGateway;
import io.roadgate.gateway.broker.EmbeddedBroker;
import io.roadgate.gateway.config.ConfigException;
import io.roadgate.gateway.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Starts and stops everything once without a device, so that the launcher can archive the classes that a start loads
 * (class-data sharing).
 */
@Command(name = "warm-up", hidden = true, description = "Loads the classes of a start; for the launcher.")
public final class WarmUpCommand implements Callable<Integer> {
    private static final String SITE = """
            site: {id: warm-up, number: 1, origin: {latDeg: 29.70, lonDeg: 106.60, heightM: 245.0}}
            mqtt: {broker: "$broker"}
            sensors:
              - {id: radar, driver: ars408, transport: serial, link: {path: "$home/none"},
                 mount: {eastM: 0, northM: 0, boresightDeg: 0}}
              - {id: camera, driver: camera, transport: tcp, link: {mode: listen, port: 0}}
              - {id: rsu, driver: rsu, transport: udp, link: {host: 127.0.0.1, port: 0}}
              - {id: etc, driver: etc, transport: serial, link: {path: "$home/none"}}
            lanes:
              - {id: 1, kind: toll, points: [[0.0, 0.0, 0.0], [100.0, 0.0, 0.0]]}
            toll: {points: [{lane: 1, sensor: etc}], tariff: {version: 1, classes: [{class: 1, amountFen: 1}]}}
            journal: {directory: "$home/journal"}
            ledger: {file: "$home/ledger.db"}
            """;
    private static final long CONNECTED_WITHIN_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(20);

    @Override
    public Integer call() throws IOException, ConfigException {
        Path home = Files.createTempDirectory("roadgate-warm-up");
        try (EmbeddedBroker broker = new EmbeddedBroker(home.resolve("broker"), 0).start()) {
            String text = SITE.replace("$broker", broker.uri().toString()).replace("$home", home.toString());
            try (RoadsideGateway gateway = new RoadsideGateway(
                    new ConfigReader(RoadsideGateway.declarations(), System::getenv).parse("warm-up", text),
                    Release.name())) {
                gateway.start();
                long startTick = System.nanoTime();
                while (!gateway.isConnected() && System.nanoTime() - startTick < CONNECTED_WITHIN_NS) {
                    LockSupport.parkNanos(LOOK_EVERY_NS);
                }
            }
        } finally {
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return 0;
    }
}
