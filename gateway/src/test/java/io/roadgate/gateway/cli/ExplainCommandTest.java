package io.roadgate.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.journal.CountingFusion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExplainCommandTest {
    private static final long NOW_NS = CountedJournal.START_NS;
    private static final long FIRST_ID = 1_767_225_601L;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    /** A journal of thirty events, one for each tick. */
    @BeforeEach
    void writeJournal() throws IOException {
        CountedJournal.write(directory.resolve("journal"), NOW_NS, 30, 1_000_000L);
    }

    private int explain(String... arguments) {
        return new CommandLine(new ExplainCommand(CountingFusion::new))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String journal() {
        return directory.resolve("journal").toString();
    }

    @Test
    void shouldExplainTheEventAsReplayed() throws IOException {
        Path page = directory.resolve("event.html");
        int exit = explain(Long.toString(FIRST_ID + 4), "--journal", journal(), "--out", page.toString());
        assertThat(exit).as(err.toString()).isZero();
        assertThat(out.toString())
                .startsWith("event 1767225605: ")
                .contains("2026-01-01T00:00:00.004Z")
                .doesNotContain("1767225606");
        assertThat(Files.readString(page)).startsWith("<!doctype html>").contains("<svg", "event 1767225605: ");
    }

    @Test
    void shouldListTheLastEventsWhenItIsNoneOfThem() {
        assertThat(explain("12345", "--journal", journal())).isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(21)
                .first()
                .asString()
                .endsWith("holds no event 12345; the last that it holds:");
        assertThat(err.toString().lines().toList().get(1)).startsWith("  1767225611  2026-01-01T00:00:00.010Z  ");
        assertThat(err.toString().lines().toList().get(20)).startsWith("  1767225630  2026-01-01T00:00:00.029Z  ");
    }

    @Test
    void shouldSayWhatAnIdLooksLike() {
        assertThat(explain("AVW", "--journal", journal())).isEqualTo(2);
        assertThat(err.toString()).contains("whole number such as");
    }

    @Test
    void shouldSayThatThereIsNoJournal() {
        assertThat(explain("1", "--journal", directory.resolve("nowhere").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("nowhere is not a directory");
    }
}
