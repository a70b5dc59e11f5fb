package io.roadgate.sensor.clock;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Asks the system's tools, one after the other, until one knows the clock.
 *
 * <p>PTP first where it follows a grandmaster, then chrony, then systemd. A tool that is absent, refuses or takes longer
 * than a second is passed over.
 *
 * <p>Thread: any one; blocks for up to a second per tool.
 */
final class ClockTools {
    private static final long LIMIT_MS = 1_000;
    private static final int MOST_BYTES = 64 * 1024;
    private static final List<String> PTP = List.of("pmc", "-u", "-b", "0", "GET TIME_STATUS_NP", "GET PORT_DATA_SET");
    private static final List<String> CHRONY = List.of("chronyc", "-c", "tracking");
    private static final List<String> SYSTEMD = List.of("timedatectl", "show");

    private final Function<List<String>, Optional<String>> tool;
    private final Path ppsDirectory;
    private final Map<String, Long> sequences = new HashMap<>();

    ClockTools() {
        this(ClockTools::run, Path.of("/sys/class/pps"));
    }

    /** With tools of the caller's: a command to what it printed. */
    ClockTools(Function<List<String>, Optional<String>> tool, Path ppsDirectory) {
        this.tool = tool;
        this.ppsDirectory = ppsDirectory;
    }

    ClockState ask() {
        Optional<ClockState> ptp = tool.apply(PTP).flatMap(ClockTexts::ptp);
        Optional<ClockState> chrony = ptp.isPresent() && ptp.get().isSynchronised()
                ? Optional.empty()
                : tool.apply(CHRONY).flatMap(ClockTexts::chrony);
        ClockState state = ptp.filter(ClockState::isSynchronised)
                .or(() -> chrony)
                .or(() -> ptp)
                .or(() -> tool.apply(SYSTEMD).flatMap(ClockTexts::timedatectl))
                .orElse(ClockState.UNKNOWN);
        return state.withPps(tickingPps());
    }

    /** Pulse inputs whose sequence has moved since the last question. */
    private int tickingPps() {
        int ticking = 0;
        try (DirectoryStream<Path> sources = Files.newDirectoryStream(ppsDirectory)) {
            for (Path source : sources) {
                long sequence = ClockTexts.ppsSequence(Files.readString(source.resolve("assert")));
                Long before = sequences.put(source.toString(), sequence);
                ticking += before != null && sequence > before ? 1 : 0;
            }
        } catch (IOException e) {
            // No pulse inputs, or one that was just unplugged: none of them ticks.
            return 0;
        }
        return ticking;
    }

    private static Optional<String> run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .start();
            try {
                // The tools print a few hundred bytes, which a pipe holds: waiting first cannot block them.
                if (!process.waitFor(LIMIT_MS, TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                    return Optional.empty();
                }
                try (InputStream out = process.getInputStream()) {
                    return Optional.of(new String(out.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
                }
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
