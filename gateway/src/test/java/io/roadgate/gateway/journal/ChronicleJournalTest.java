package io.roadgate.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChronicleJournalTest {
    private static final long NOW_NS = 1_767_225_600_000_000_000L;
    private static final long HOUR_NS = 3_600_000_000_000L;

    private final Counters counters = new Counters(List.of());
    private long nowNs = NOW_NS;

    @TempDir
    private Path directory;

    @Test
    void shouldReadBackExactlyWhatWasAppended() throws IOException {
        Random random = new Random(1);
        List<byte[]> appended = new ArrayList<>();
        try (ChronicleJournal journal = open()) {
            for (int i = 0; i < 5000; i++) {
                byte[] payload = new byte[random.nextInt(700)];
                random.nextBytes(payload);
                appended.add(payload);
                assertThat(journal.append(1 + i % 40, new UnsafeBuffer(payload), 0, payload.length))
                        .isTrue();
            }
        }
        ReadRecords read = ReadRecords.of(directory);
        assertThat(read.summary.isWhole()).isTrue();
        assertThat(read.summary.damage()).isEmpty();
        assertThat(read.payloads).usingElementComparator(Arrays::compare).isEqualTo(appended);
        assertThat(read.sequences)
                .isEqualTo(LongStream.rangeClosed(1, 5000).boxed().toList());
        assertThat(read.templateIds.get(39)).isEqualTo(40);
        assertThat(counters.get(GatewayCounter.JOURNAL_RECORDS)).isEqualTo(5000);
    }

    @Property(tries = 20)
    void shouldRoundTripAnySizes(@ForAll @Size(max = 40) List<@IntRange(max = 100_000) Integer> sizes)
            throws IOException {
        Path fresh = Files.createTempDirectory("journal");
        try {
            try (ChronicleJournal journal = ChronicleJournal.open(fresh, 0, () -> nowNs, new Counters(List.of()))) {
                for (int size : sizes) {
                    byte[] payload = new byte[size];
                    Arrays.fill(payload, (byte) size);
                    journal.append(30, new UnsafeBuffer(payload), 0, size);
                }
            }
            ReadRecords read = ReadRecords.of(fresh);
            assertThat(read.payloads.stream().map(payload -> payload.length)).isEqualTo(sizes);
            assertThat(read.summary.damage()).isEmpty();
        } finally {
            delete(fresh);
        }
    }

    @Test
    void shouldTakeTheLongestRecordAndRefuseALongerOne() throws IOException {
        UnsafeBuffer longest = new UnsafeBuffer(new byte[JournalFrame.MAX_PAYLOAD_BYTES + 1]);
        try (ChronicleJournal journal = open()) {
            for (int i = 0; i < 30; i++) {
                assertThat(journal.append(21, longest, 0, JournalFrame.MAX_PAYLOAD_BYTES))
                        .isTrue();
            }
            assertThat(journal.append(21, longest, 0, JournalFrame.MAX_PAYLOAD_BYTES + 1))
                    .isFalse();
            assertThat(journal.append(21, longest, 0, 8)).isTrue();
        }
        JournalSummary summary = ReadRecords.of(directory).summary;
        assertThat(summary.recordCount()).isEqualTo(31);
        assertThat(summary.missingCount()).isEqualTo(1);
        assertThat(summary.damage()).extracting(JournalDamage::fault).containsExactly(JournalFault.GAP);
    }

    @Test
    void shouldGoOnWithTheNextSequenceAfterReopening() throws IOException {
        append(10);
        append(0);
        try (ChronicleJournal journal = open()) {
            assertThat(journal.nextSequence()).isEqualTo(11);
        }
        append(5);
        ReadRecords read = ReadRecords.of(directory);
        assertThat(read.sequences)
                .isEqualTo(LongStream.rangeClosed(1, 15).boxed().toList());
        assertThat(read.summary.isWhole()).isTrue();
    }

    @Test
    void shouldRollByTheHourAndNeverBack() throws IOException {
        try (ChronicleJournal journal = open()) {
            for (long atNs : new long[] {NOW_NS, NOW_NS + HOUR_NS, NOW_NS - HOUR_NS, NOW_NS + 3 * HOUR_NS}) {
                nowNs = atNs;
                UnsafeBuffer tick = RecordSamples.tick(atNs);
                assertThat(journal.append(20, tick, 0, tick.capacity())).isTrue();
            }
        }
        assertThat(JournalDirectory.files(directory)).hasSize(3);
        ReadRecords read = ReadRecords.of(directory);
        assertThat(read.sequences).containsExactly(1L, 2L, 3L, 4L);
        assertThat(read.summary.damage()).isEmpty();
    }

    @Test
    void shouldLookTheSameToTheQueuesOwnReader() throws IOException {
        append(3000);
        long documents = 0;
        try (SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(directory.resolve("run-000001"))
                        .readOnly(true)
                        .build();
                ExcerptTailer tailer = queue.createTailer()) {
            while (tailer.readBytes(bytes -> bytes.readPosition(bytes.readLimit()))) {
                documents++;
            }
        }
        assertThat(documents).isEqualTo(3000);
    }

    @Test
    void shouldReadAJournalThatIsBeingWritten() throws IOException {
        try (ChronicleJournal journal = open()) {
            UnsafeBuffer tick = RecordSamples.tick(1);
            journal.append(20, tick, 0, tick.capacity());
            assertThat(ReadRecords.of(directory).sequences).containsExactly(1L);
            journal.append(20, tick, 0, tick.capacity());
            assertThat(ReadRecords.of(directory).sequences).containsExactly(1L, 2L);
        }
    }

    @Test
    void shouldRefuseASecondWriter() throws IOException {
        try (ChronicleJournal journal = open()) {
            assertThat(journal.nextSequence()).isEqualTo(1);
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("another gateway");
        }
        append(1);
    }

    @Test
    void shouldAllocateNothingAfterWarmUp() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long threadId = Thread.currentThread().getId();
        UnsafeBuffer record = RecordSamples.toll(1, 100);
        long leastBytes = Long.MAX_VALUE;
        long totalBytes = 0;
        long startNs = 0;
        try (ChronicleJournal journal = open()) {
            appendMany(journal, record, 50_000);
            startNs = System.nanoTime();
            for (int round = 0; round < 20; round++) {
                long before = threads.getThreadAllocatedBytes(threadId);
                appendMany(journal, record, 5000);
                long allocated = threads.getThreadAllocatedBytes(threadId) - before;
                leastBytes = Math.min(leastBytes, allocated);
                totalBytes += allocated;
            }
        }
        System.out.printf(
                "journal append: %d ns, %d B in all for 100000 appends, best round %d B%n",
                (System.nanoTime() - startNs) / 100_000, totalBytes, leastBytes);
        // What is left is the mapping of the next block of the file and the look at the disk.
        assertThat(leastBytes).isZero();
        assertThat(totalBytes).isLessThan(100_000);
    }

    @Test
    void shouldMakeNoLargeFileAndLeaveNothingElse() throws IOException {
        append(1000);
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("journal.lock", "metadata.cq4t", "20260101-00F.cq4");
            assertThat(all).allMatch(file -> file.toFile().length() < 32 << 20);
        }
    }

    private ChronicleJournal open() throws IOException {
        return ChronicleJournal.open(directory, 0, () -> nowNs, counters);
    }

    private void append(int count) throws IOException {
        try (ChronicleJournal journal = open()) {
            appendMany(journal, RecordSamples.tick(nowNs), count);
        }
    }

    private static void appendMany(ChronicleJournal journal, UnsafeBuffer record, int count) {
        for (int i = 0; i < count; i++) {
            if (!journal.append(20, record, 0, record.capacity())) {
                throw new AssertionError("refused");
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
