package io.roadgate.sim.harness;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's mosquitto as a process that can be killed and started again on the same port. */
final class Mosquitto implements AutoCloseable {
    private final int port = Machine.freePort();
    private final Path configuration;
    private Process process;

    Mosquitto(Path directory) throws IOException {
        configuration = directory.resolve("mosquitto.conf");
        Files.writeString(
                configuration,
                "listener " + port + " 127.0.0.1\nallow_anonymous true\nset_tcp_nodelay true\npersistence false\n");
    }

    Mosquitto start() throws IOException {
        process = new ProcessBuilder(Machine.MOSQUITTO.toString(), "-c", configuration.toString())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        return this;
    }

    /** SIGKILL: nobody is told, nothing is kept. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    URI uri() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
