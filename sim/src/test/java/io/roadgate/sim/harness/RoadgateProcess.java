package io.roadgate.sim.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.cli.Roadgate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code ./roadgate COMMAND} as the launcher starts it: this JVM's java, the flags of jvm.options, our class path. */
final class RoadgateProcess implements AutoCloseable {
    private static final long ENDS_WITHIN_S = 120;

    private final Process process;
    private final Path out;
    private final Path err;

    private RoadgateProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts a command; what it says goes to files in {@code directory}. */
    static RoadgateProcess start(Path directory, List<String> jvmOptions, String... arguments) throws IOException {
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Machine.root().resolve("gateway/conf/jvm.options"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Roadgate.class.getName()));
        command.addAll(List.of(arguments));
        // From the root of the checkout, as the README starts it: a site file's own files are found from there.
        Process process = new ProcessBuilder(command)
                .directory(Machine.root().toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new RoadgateProcess(process, out, err);
    }

    /** Waits for its end; the exit code. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(ENDS_WITHIN_S, TimeUnit.SECONDS))
                .as("ended within %d s; said: %s%s", ENDS_WITHIN_S, out(), err())
                .isTrue();
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** All processes under it now. */
    List<ProcessHandle> descendants() {
        try (Stream<ProcessHandle> all = process.descendants()) {
            return all.toList();
        }
    }

    /** Standard output so far. */
    String out() {
        return read(out);
    }

    /** Standard error so far. */
    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
