package io.roadgate.sensor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link SocketCanInGuest} on a kernel that has SocketCAN, and shows each of its tests as one of ours. */
class SocketCanGuestTest {
    private static final int LIMIT_S = 180;
    private static final int NO_KERNEL = 125;

    // Takes each restart of a CAN controller, which virtual ones do not know, for the test to look at.
    private static final String IP = """
            #!/bin/bash
            # Stands before the real ip inside the guest.
            here=$(dirname "$0")
            case "$*" in *" restart")
              echo "$*" >> "$here/restarts"
              [ -e "$here/refuse" ] && { echo "RTNETLINK answers: Operation not permitted"; exit 2; }
              exit 0 ;;
            esac
            PATH=/usr/sbin:/sbin:/usr/bin:/bin exec ip "$@"
            """;

    @TestFactory
    Stream<DynamicTest> shouldWorkOnAKernelWithCan(@TempDir Path given) throws Exception {
        Path scratch = given.toRealPath();
        Path bin = Files.createDirectory(scratch.resolve("bin"));
        Files.writeString(bin.resolve("ip"), IP);
        assertThat(bin.resolve("ip").toFile().setExecutable(true)).isTrue();
        Process guest = new ProcessBuilder(command(scratch)).start();
        guest.getOutputStream().close();
        List<String> lines = new String(guest.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        String errors = new String(guest.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = guest.waitFor();
        if (status == NO_KERNEL && lines.isEmpty()) {
            System.out.println("SKIPPED: SocketCAN is NOT tested: " + errors.strip());
        }
        assumeTrue(status != NO_KERNEL || !lines.isEmpty(), errors);
        Map<String, String> outcomes = outcomes(lines);
        assertThat(lines)
                .as("%s%nstatus %d%n%s", String.join("\n", lines), status, errors)
                .contains("end");
        assertThat(outcomes).hasSizeGreaterThan(5);
        return outcomes.entrySet().stream()
                .map(outcome -> DynamicTest.dynamicTest(outcome.getKey(), () -> {
                    if (!outcome.getValue().isEmpty()) {
                        fail(outcome.getValue());
                    }
                }));
    }

    private static List<String> command(Path scratch) throws IOException {
        String root = System.getProperty("roadgate.root", "..");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(root, "sensor-adapters/src/test/guest/can-kernel.sh")
                        .toRealPath()
                        .toString(),
                scratch.toString(),
                Integer.toString(LIMIT_S),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of(root, "gateway/conf/jvm.options").toRealPath(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx256m",
                "-Djava.io.tmpdir=" + scratch,
                "-Droadgate.scratch=" + scratch,
                "-cp",
                classPath,
                GuestMain.class.getName(),
                SocketCanInGuest.class.getName()));
        return command;
    }

    /** What was wrong, by test; empty when nothing was. */
    private static Map<String, String> outcomes(List<String> lines) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        String failed = null;
        for (String line : lines) {
            if (line.startsWith("ok ")) {
                outcomes.put(line.substring(3), "");
                failed = null;
            } else if (line.startsWith("FAIL ")) {
                failed = line.substring(5);
                outcomes.put(failed, line);
            } else if (failed != null) {
                outcomes.merge(failed, "\n" + line, String::concat);
            }
        }
        return outcomes;
    }
}
