package io.roadgate.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.ledger.TollLedger;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.TollRecordDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process in the middle of its work, again and again on the same files. */
class TollCrashTest {
    private static final int ROUNDS = 3;
    private static final int TOLLS_BEFORE_KILL = 1500;

    @TempDir
    private Path directory;

    @Test
    void shouldHoldEveryTollThatAnybodyWasTold() throws IOException, InterruptedException {
        Set<Long> told = new TreeSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            int toldBefore = told.size();
            runAndKill(told);
            assertThat(told.size()).isGreaterThanOrEqualTo(toldBefore + TOLLS_BEFORE_KILL);
        }
        Map<Long, Long> held = amounts();
        System.out.printf("%d kills: %d tolls told, %d held%n", ROUNDS, told.size(), held.size());
        assertThat(held.keySet()).containsAll(told);
        assertThat(held)
                .allSatisfy((sequence, amountFen) -> assertThat(amountFen).isEqualTo(sequence * 5));
        assertThat(held.keySet())
                .hasSize(held.keySet().stream().mapToInt(Long::intValue).max().orElseThrow());

        JournalSummary journal = ReadRecords.of(directory.resolve("journal")).summary;
        assertThat(journal.missingCount()).isZero();
        assertThat(journal.damage()).allMatch(damage -> damage.fault() == JournalFault.UNFINISHED);
    }

    private void runAndKill(Set<Long> told) throws IOException, InterruptedException {
        Path options = Path.of(System.getProperty("roadgate.root"), "gateway/conf/jvm.options");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "@" + options,
                        "-cp",
                        System.getProperty("java.class.path"),
                        TollWriter.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int before = told.size();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("\\d+")) {
                    told.add(Long.parseLong(line));
                }
                if (told.size() == before + TOLLS_BEFORE_KILL) {
                    // Not the process itself: that would close our end of the pipe, too.
                    ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
                }
            }
        }
        process.waitFor();
    }

    private Map<Long, Long> amounts() throws IOException {
        Map<Long, Long> amounts = new HashMap<>();
        TollRecordDecoder toll = new TollRecordDecoder();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        try (TollLedger ledger = TollLedger.open(directory.resolve("tolls.db"))) {
            ledger.unreceived(Integer.MAX_VALUE, 0, (templateId, buffer, offset, length) -> {
                toll.wrapAndApplyHeader(buffer, offset, header);
                amounts.put(toll.sequence(), toll.amountFen());
            });
        }
        return amounts;
    }
}
