package io.roadgate.sim.harness;

import io.roadgate.sim.LinkedPty;
import io.roadgate.sim.Simulator;
import io.roadgate.sim.SimulatorSettings;
import io.roadgate.sim.SiteFile;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The simulated junction laid out on this machine: linked ptys, the devices on their transports, and a site file for a
 * gateway that is to be wired to them.
 */
public final class DemoSite implements AutoCloseable {
    private final Path siteFile;
    private final LinkedPty radarPty;
    private final LinkedPty etcPty;
    private final Simulator simulator;

    private DemoSite(Path siteFile, LinkedPty radarPty, LinkedPty etcPty, Simulator simulator) {
        this.siteFile = siteFile;
        this.radarPty = radarPty;
        this.etcPty = etcPty;
        this.simulator = simulator;
    }

    /**
     * Lays it out; the traffic does not run yet.
     *
     * @param directory for ptys, site file, journal and ledger; made when missing.
     * @param broker that the gateway is to publish to.
     * @param seed of traffic and noise.
     */
    public static DemoSite open(Path directory, URI broker, long seed) throws IOException {
        Files.createDirectories(directory);
        LinkedPty radarPty = LinkedPty.open(directory.resolve("radar-device"), directory.resolve("radar-tty"));
        LinkedPty etcPty = null;
        try {
            etcPty = LinkedPty.open(directory.resolve("etc-device"), directory.resolve("etc-tty"));
            int rsuPort = freeUdpPort();
            Simulator simulator = new Simulator(new SimulatorSettings(
                    seed,
                    radarPty.deviceEnd(),
                    etcPty.deviceEnd(),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), rsuPort),
                    0,
                    0));
            simulator.open();
            Path siteFile = directory.resolve("site.yaml");
            SiteFile.write(
                    siteFile,
                    Map.of(
                            "broker", broker.toString(),
                            "radarPty", radarPty.hostEnd().toString(),
                            "etcPty", etcPty.hostEnd().toString(),
                            "cameraPort", Integer.toString(simulator.cameraPort()),
                            "rsuPort", Integer.toString(rsuPort),
                            "rsuEmulator", "127.0.0.1:" + simulator.rsuPort(),
                            "directory", directory.toString()));
            return new DemoSite(siteFile, radarPty, etcPty, simulator);
        } catch (IOException | RuntimeException e) {
            radarPty.close();
            if (etcPty != null) {
                etcPty.close();
            }
            throw e;
        }
    }

    /** For {@code roadgate run --config}. */
    public Path siteFile() {
        return siteFile;
    }

    /** The traffic and its devices. */
    public Simulator simulator() {
        return simulator;
    }

    /** The cable between radar and gateway. */
    public LinkedPty radarPty() {
        return radarPty;
    }

    /** The cable between ETC antenna and gateway. */
    public LinkedPty etcPty() {
        return etcPty;
    }

    @Override
    public void close() {
        simulator.close();
        radarPty.close();
        etcPty.close();
    }

    /** The gateway binds it a moment later; nothing else on the loopback of a demo takes it meanwhile. */
    private static int freeUdpPort() throws IOException {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
