package io.roadgate.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.journal.CountingFusion;
import io.roadgate.gateway.journal.RecordSamples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReplayCommandTest {
    private static final long NOW_NS = CountedJournal.START_NS;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private Path journal;

    @BeforeEach
    void writeJournal() throws IOException {
        journal = directory.resolve("journal");
        CountedJournal.write(journal, NOW_NS + 1, 100, 1);
    }

    @Test
    void shouldVerifyAndWriteAReport() throws IOException {
        Path json = directory.resolve("report.json");
        assertThat(run("--verify", "--json", json.toString())).isZero();
        assertThat(out.toString())
                .contains("outputs compared   110")
                .contains("differences        0")
                .endsWith("equal\n");
        JsonNode report = JsonMapper.shared().readTree(Files.readString(json));
        assertThat(report.get("outputCount").asInt()).isEqualTo(110);
        assertThat(report.get("verified").asBoolean()).isTrue();
        assertThat(report.get("journal").get("recordCount").asInt()).isEqualTo(211);
        assertThat(report.get("firstDifference").isNull()).isTrue();
    }

    @Test
    void shouldFailOnDamageOnlyWhenVerifying() throws IOException {
        damage();
        assertThat(run()).isZero();
        assertThat(run("--verify")).isEqualTo(1);
        assertThat(out.toString())
                .contains("records missing    1")
                .contains("damaged in run-000001/")
                .endsWith("NOT VERIFIED\n");
    }

    @Test
    void shouldCompareAWindow() {
        assertThat(run(
                        "--verify",
                        "--from",
                        "2026-01-01T00:00:00.000000050Z",
                        "--to",
                        "2026-01-01T00:00:00.000000060Z"))
                .isZero();
        assertThat(out.toString()).contains("outputs compared   10\n");
    }

    @Test
    void shouldSayThatThereIsNoJournal() {
        journal = directory.resolve("nowhere");
        assertThat(run("--verify")).isEqualTo(1);
        assertThat(err.toString()).contains("nowhere is not a directory");
    }

    @Test
    void shouldRefuseWhatIsNoInstant() {
        assertThat(run("--from", "yesterday")).isEqualTo(2);
    }

    private int run(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--journal";
        arguments[1] = journal.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return new CommandLine(new ReplayCommand(CountingFusion::new))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private void damage() throws IOException {
        Path file = journal.resolve("run-000001/20260101-00F.cq4");
        byte[] bytes = Files.readAllBytes(file);
        byte[] wanted = RecordSamples.tick(NOW_NS + 50).byteArray();
        for (int at = 0; at < bytes.length - wanted.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                bytes[at + 9] ^= 0x55;
                Files.write(file, bytes);
                return;
            }
        }
        throw new AssertionError("no such record");
    }
}
