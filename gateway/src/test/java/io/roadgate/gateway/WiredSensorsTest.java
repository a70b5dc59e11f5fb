package io.roadgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roadgate.gateway.config.ConfigReader;
import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.ingest.IngestAgent;
import io.roadgate.sensor.frame.FrameFault;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several sensors on one wire, and a log beside them. */
class WiredSensorsTest {
    private static final String HEAD = """
            site: {id: s-1, number: 7, origin: {latDeg: 29.7, lonDeg: 106.6, heightM: 245}}
            threading: {ingestAgents: 2}
            mqtt: {broker: "tcp://broker:1883"}
            lanes: [{id: 9, kind: driving, points: [[0, 0, 0], [10, 0, 0]]}]
            sensors:
            """;
    private static final String SENSOR = "  - {id: %s, driver: ars408, transport: %s, link: {%s},"
            + " mount: {eastM: 0, northM: 0, upM: 6, boresightDeg: 0}, settings: {sensorIndex: %d}}%n";
    // Of radar 0: state without quality and extended, a list of one object; the same of radar 1.
    private static final String LISTS = "t20184000000010C40000\rt60A401006410\rt60B8155784136C20C294\r"
            + "t21184000000011C40000\rt61A401006410\rt61B8155784136C20C294\r";

    @TempDir
    Path directory;

    @Test
    void shouldShareOneWireAmongTheDevicesOfABus() throws Exception {
        Path log = directory.resolve("bus.log");
        Files.writeString(log, """
                (1.000000) can0 201#4000000010C40000
                (1.000100) can0 60A#01006410
                (1.000200) can0 60B#155784136C20C294
                """);
        try (ServerSocket adapter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            adapter.setSoTimeout(20_000);
            String link = "host: 127.0.0.1, port: " + adapter.getLocalPort();
            String text = HEAD
                    + SENSOR.formatted("a", "tcp", link, 0)
                    + SENSOR.formatted("log", "candump", "pace: full, file: " + log, 0)
                    + SENSOR.formatted("b", "tcp", link, 1);
            GatewayConfig config =
                    new ConfigReader(RoadsideGateway.declarations(), name -> null).parse("site.yaml", text);
            Counters counters =
                    new Counters(config.sensors().stream().map(Sensor::id).toList());
            OffsetEpochNanoClock clock = new OffsetEpochNanoClock();
            WiredSensors wired = new WiredSensors(config, clock, counters);
            assertThat(wired.agents()).hasSize(2).allMatch(ports -> ports.size() == 1);
            assertThat(wired.portOfSensor().get(0))
                    .isSameAs(wired.portOfSensor().get(2));
            assertThat(wired.portOfSensor().get(1).describe()).startsWith("candump");
            IngestAgent bus = new IngestAgent(1, wired.agents().get(0), clock);
            IngestAgent played = new IngestAgent(2, wired.agents().get(1), clock);
            bus.onStart();
            played.onStart();
            try (Socket peer = adapter.accept()) {
                peer.setSoTimeout(20_000);
                await().atMost(Duration.ofSeconds(20)).until(() -> {
                    bus.doWork();
                    return counters.isLinkUp(1) && counters.isLinkUp(3);
                });
                String wanted = "C\rS6\rO\rt200878000000081C0000\rt210878000000081C0000\r";
                byte[] told = peer.getInputStream().readNBytes(wanted.length());
                assertThat(new String(told, StandardCharsets.US_ASCII)).isEqualTo(wanted);
                OutputStream out = peer.getOutputStream();
                out.write(("##\r" + LISTS).getBytes(StandardCharsets.US_ASCII));
                out.flush();
                await().atMost(Duration.ofSeconds(20)).until(() -> {
                    bus.doWork();
                    played.doWork();
                    return counters.observations(1) == 1
                            && counters.observations(3) == 1
                            && counters.observations(2) == 1;
                });
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                bus.doWork();
                return counters.faults(1, FrameFault.LINK_LOST) == 1 && counters.faults(3, FrameFault.LINK_LOST) == 1;
            });
            assertThat(counters.faults(1, FrameFault.SLCAN_GARBLED)).isEqualTo(1);
            assertThat(counters.faults(3, FrameFault.SLCAN_GARBLED)).isEqualTo(1);
            played.doWork();
            assertThat(counters.isLinkUp(2)).isFalse();
            bus.onClose();
            played.onClose();
        }
    }
}
