package io.roadgate.sim.harness;

import io.roadgate.gateway.cli.Roadgate;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A gateway in a process of its own, as {@code roadgate run} starts it: same JVM, flags and class path as this one.
 *
 * <p>It stops when its standard input ends, so it cannot outlive a parent that was killed.
 */
public final class GatewayProcess implements AutoCloseable {
    private static final long STOPS_WITHIN_S = 20;

    private final Process process;

    private GatewayProcess(Process process) {
        this.process = process;
    }

    /** Starts {@code roadgate run --config siteFile}; its talk goes to our standard error. */
    public static GatewayProcess start(Path siteFile) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            // A debugger's or profiler's port is taken by this JVM already.
            if (!flag.startsWith("-agentlib") && !flag.startsWith("-javaagent") && !flag.startsWith("-Xrunjdwp")) {
                command.add(flag);
            }
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Roadgate.class.getName(),
                "run",
                "--config",
                siteFile.toString(),
                "--until-stdin-ends"));
        return new GatewayProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Kills it outright, as a power cut would. */
    public void kill() {
        process.destroyForcibly();
    }

    /**
     * Asks it to stop and waits.
     *
     * @return its exit code; -1 when it had to be killed.
     */
    public int stop() throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
        if (process.waitFor(STOPS_WITHIN_S, TimeUnit.SECONDS)) {
            return process.exitValue();
        }
        process.destroyForcibly();
        return -1;
    }

    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                stop();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
