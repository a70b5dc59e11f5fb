package io.roadgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCommandTest {
    @Test
    void shouldListEveryBenchmark() throws IOException {
        try (InputStream list = BenchCommand.class.getResourceAsStream("/META-INF/BenchmarkList")) {
            assertThat(new String(list.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("PathBenchmark", "CodecBenchmark");
        }
    }

    @Test
    void shouldRunOneBenchmarkQuicklyAndReportItsAllocation(@TempDir Path directory) throws IOException {
        System.setProperty("jmh.ignoreLock", "true"); // others may measure on this machine; this test does not
        Path report = directory.resolve("report.json");

        int exitCode = new CommandLine(new BenchCommand())
                .execute("CodecBenchmark.encodeRsi", "--quick", "--json", report.toString());

        assertThat(exitCode).isZero();
        assertThat(Files.readString(report)).contains("CodecBenchmark.encodeRsi", "gc.alloc.rate.norm");
    }
}
