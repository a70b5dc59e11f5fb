package io.roadgate.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class JournalDiskTest {
    private static final long MEGABYTE = 1L << 20;
    private static final long NOW_NS = 1_767_225_600_000_000_000L;

    private final Counters counters = new Counters(List.of());
    private long nowNs = NOW_NS;

    @TempDir
    private Path directory;

    @Test
    void shouldRefuseBelowTheFloorInsteadOfFaulting() throws IOException {
        UnsafeBuffer record = new UnsafeBuffer(new byte[1000]);
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), 96)) {
            Path journalDirectory = disk.directory().resolve("journal");
            try (ChronicleJournal journal =
                    ChronicleJournal.open(journalDirectory, 24 * MEGABYTE, () -> nowNs, counters)) {
                long accepted = 0;
                while (journal.append(30, record, 0, 1000)) {
                    accepted++;
                }
                assertThat(accepted).isGreaterThan(50_000);
                assertThat(disk.directory().toFile().getUsableSpace()).isGreaterThan(16 * MEGABYTE);
                assertThat(counters.get(GatewayCounter.JOURNAL_REFUSED)).isEqualTo(1);
            }
        }
    }

    @Test
    void shouldGoOnAfterAFullDiskWasFreed() throws IOException {
        UnsafeBuffer record = new UnsafeBuffer(new byte[1000]);
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), 96)) {
            Path journalDirectory = disk.directory().resolve("journal");
            try (ChronicleJournal journal = ChronicleJournal.open(journalDirectory, 0, () -> nowNs, counters)) {
                assertThat(journal.append(30, record, 0, 1000)).isTrue();
                disk.fill(8 * MEGABYTE);
                nowNs += 1_000_000_000L;
                assertThat(journal.append(30, record, 0, 1000)).isFalse();
                disk.free();
                assertThat(journal.append(30, record, 0, 1000)).isFalse();
                nowNs += 1_000_000_000L;
                assertThat(journal.append(30, record, 0, 1000)).isTrue();
            }
            JournalSummary summary = ReadRecords.of(journalDirectory).summary;
            assertThat(summary.recordCount()).isEqualTo(2);
            assertThat(summary.missingCount()).isEqualTo(2);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldOpenNoSocketAndWriteNowhereElse() throws IOException {
        Set<String> socketsBefore = sockets();
        List<String> homeBefore = list(Path.of(System.getProperty("user.home")));
        try (ChronicleJournal journal = ChronicleJournal.open(directory, 0, () -> nowNs, counters)) {
            UnsafeBuffer tick = RecordSamples.tick(nowNs);
            for (int i = 0; i < 1000; i++) {
                journal.append(20, tick, 0, tick.capacity());
            }
            assertThat(sockets()).isSubsetOf(socketsBefore);
        }
        assertThat(list(Path.of(System.getProperty("user.home")))).isEqualTo(homeBefore);
        assertThatThrownBy(() -> Class.forName("net.openhft.chronicle.analytics.Analytics"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    private static Set<String> sockets() throws IOException {
        Set<String> sockets = new TreeSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                if (Files.isSymbolicLink(descriptor)) {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith("socket:")) {
                        sockets.add(target);
                    }
                }
            }
        }
        return sockets;
    }

    private static List<String> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(Path::toString)
                    .filter(name -> name.contains("chronicle"))
                    .sorted()
                    .toList();
        }
    }
}
