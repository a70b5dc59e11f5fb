package io.roadgate.gateway.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's mosquitto and its clients as processes of a test. */
final class Mosquitto implements AutoCloseable {
    private static final Path BROKER = Path.of("/usr/sbin/mosquitto");
    private static final Path SUBSCRIBER = Path.of("/usr/bin/mosquitto_sub");

    final int port;
    private final Path directory;
    private final String extra;
    private Process process;

    Mosquitto(Path directory, String extra) {
        this.directory = directory;
        this.extra = extra;
        port = freePort();
    }

    static boolean isInstalled() {
        boolean isHere = Files.isExecutable(BROKER) && Files.isExecutable(SUBSCRIBER);
        if (!isHere) {
            System.err.println("SKIPPED: mosquitto and mosquitto-clients are not installed");
        }
        return isHere;
    }

    static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Mosquitto start() {
        try {
            Path file = directory.resolve("mosquitto.conf");
            Files.writeString(
                    file,
                    "listener " + port + " 127.0.0.1\nallow_anonymous true\nset_tcp_nodelay true\n"
                            + "persistence false\nmax_queued_messages 0\nlog_type none\n" + extra);
            process = new ProcessBuilder(BROKER.toString(), "-c", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
    }

    String uri() {
        return "tcp://127.0.0.1:" + port;
    }

    /** A foreign client that writes each message as one JSON line into a file and ends after {@code count}. */
    static Process subscribe(int port, String topic, int count, Path output) throws IOException {
        return subscribe(port, topic, count, output, "%J");
    }

    static Process subscribe(int port, String topic, int count, Path output, String format) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                SUBSCRIBER.toString(), "-h", "127.0.0.1", "-p", Integer.toString(port), "-V", "mqttv5", "-q", "1"));
        command.addAll(List.of("-t", topic, "-C", Integer.toString(count), "-W", "60", "-F", format));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output.toFile())
                .start();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
