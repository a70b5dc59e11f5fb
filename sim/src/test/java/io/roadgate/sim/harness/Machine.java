package io.roadgate.sim.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** What the tests of whole processes need of the machine. */
final class Machine {
    static final Path MOSQUITTO = Path.of("/usr/sbin/mosquitto");
    static final Path MOSQUITTO_SUB = Path.of("/usr/bin/mosquitto_sub");
    private static final List<Path> PROGRAMS = List.of(MOSQUITTO, MOSQUITTO_SUB, Path.of("/usr/bin/socat"));

    private Machine() {}

    /** Skips the tests, with a word on the log, where a program is missing; {@code ./test.sh} installs them. */
    static void needPrograms() {
        List<Path> missing =
                PROGRAMS.stream().filter(file -> !Files.isExecutable(file)).toList();
        if (!missing.isEmpty()) {
            System.err.println("SKIPPED: not installed: " + missing + "; ./test.sh installs it");
        }
        Assumptions.assumeTrue(missing.isEmpty(), "not installed: " + missing);
    }

    /** The checkout. */
    static Path root() {
        return Path.of(System.getProperty("roadgate.root", ".."))
                .toAbsolutePath()
                .normalize();
    }

    static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
