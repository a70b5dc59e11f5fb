package io.roadgate.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Two pseudo-terminals with a cable between them: what the device writes to one end, the host reads at the other.
 *
 * <p>Made by a child process {@code socat}, which ends with this JVM. Both ends are raw and do not echo.
 *
 * <p>Errors: without socat, {@link #open} throws an {@link IOException} that names the Debian package.
 */
public final class LinkedPty implements AutoCloseable {
    private static final long APPEARS_WITHIN_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long ENDS_WITHIN_S = 5;
    private static final String SOCAT_RESERVED = ",:!\"'\\(){}[] ";

    private final Path deviceEnd;
    private final Path hostEnd;
    private final Thread shutdownHook = new Thread(this::kill, "sim-pty-end");
    private Process socat;

    private LinkedPty(Path deviceEnd, Path hostEnd) {
        this.deviceEnd = plain(deviceEnd);
        this.hostEnd = plain(hostEnd);
    }

    /** Lays the cable and waits until both ends are there. */
    public static LinkedPty open(Path deviceEnd, Path hostEnd) throws IOException {
        LinkedPty pty = new LinkedPty(deviceEnd, hostEnd);
        pty.plug();
        Runtime.getRuntime().addShutdownHook(pty.shutdownHook);
        return pty;
    }

    /** Whether socat can be started here. */
    public static boolean isAvailable() {
        try {
            Process probe = new ProcessBuilder("socat", "-V")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Path for the emulated device. */
    public Path deviceEnd() {
        return deviceEnd;
    }

    /** Path for the gateway. */
    public Path hostEnd() {
        return hostEnd;
    }

    /** Pulls the cable: both ends hang up and vanish. Nothing happens when it is pulled already. */
    public synchronized void unplug() {
        kill();
        try {
            Files.deleteIfExists(deviceEnd);
            Files.deleteIfExists(hostEnd);
        } catch (IOException e) {
            throw new UncheckedIOException("removing the ends of a pty", e);
        }
    }

    /** Puts the cable in again, at the same paths. */
    public synchronized void replug() throws IOException {
        unplug();
        plug();
    }

    @Override
    public void close() {
        unplug();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook runs or has run, and finds nothing left to do.
            return;
        }
    }

    private synchronized void plug() throws IOException {
        Files.deleteIfExists(deviceEnd);
        Files.deleteIfExists(hostEnd);
        try {
            socat = new ProcessBuilder("socat", "-d", "-d", address(deviceEnd), address(hostEnd))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IOException("cannot start socat; on Debian: apt-get install socat", e);
        }
        // A tick, not the wall clock: the wall clock may step.
        long startTick = System.nanoTime();
        while (!Files.exists(deviceEnd) || !Files.exists(hostEnd)) {
            if (!socat.isAlive() || System.nanoTime() - startTick > APPEARS_WITHIN_NS) {
                unplug();
                throw new IOException("socat made no pty at " + deviceEnd + " and " + hostEnd);
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
    }

    private synchronized void kill() {
        if (socat == null) {
            return;
        }
        socat.destroy();
        try {
            if (!socat.waitFor(ENDS_WITHIN_S, TimeUnit.SECONDS)) {
                socat.destroyForcibly();
            }
        } catch (InterruptedException e) {
            socat.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        socat = null;
    }

    private static String address(Path link) {
        return "PTY,raw,echo=0,link=" + link;
    }

    private static Path plain(Path path) {
        Path absolute = path.toAbsolutePath();
        if (absolute.toString().chars().anyMatch(c -> SOCAT_RESERVED.indexOf(c) >= 0)) {
            throw new IllegalArgumentException("a pty path may not contain any of " + SOCAT_RESERVED + ": " + absolute);
        }
        return absolute;
    }
}
