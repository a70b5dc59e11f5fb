package io.roadgate.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.counter.Counters;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalReaderTest {
    private static final long NOW_NS = 1_767_225_600_000_000_000L;
    private static final int COUNT = 20_000;
    private static final int SMALL_COUNT = 2000;
    private static Path sample;
    private static byte[] sampleBytes;
    private static List<Long> samplePositions;

    @TempDir
    private Path directory;

    private Path file;
    private List<Long> positions;

    @BeforeContainer
    static void writeSample() throws IOException {
        sample = Files.createTempDirectory("journal");
        append(sample, 1, SMALL_COUNT);
        Path file = JournalDirectory.files(sample).get(0);
        samplePositions = positions(file);
        sampleBytes = Arrays.copyOf(Files.readAllBytes(file), (int) (samplePositions.get(SMALL_COUNT - 1) + 4096));
    }

    @AfterContainer
    static void deleteSample() {
        IoUtil.delete(sample.toFile(), true);
    }

    @BeforeEach
    void writeJournal() throws IOException {
        append(directory, 1, COUNT);
        file = JournalDirectory.files(directory).get(0);
        positions = positions(file);
    }

    @Test
    void shouldFindAFlippedByteAndReadOn() throws IOException {
        overwrite(positions.get(10_000) + 30, new byte[] {(byte) 0xA5});
        ReadRecords read = ReadRecords.of(directory);
        assertOneDamage(read, 10_000, 1);
        assertThat(read.sequences).hasSize(COUNT - 1).doesNotContain(10_001L);
    }

    @Test
    void shouldFindADamagedLengthAndReadOn() throws IOException {
        for (int header : new int[] {0x0000_0008, 0x0010_0000, 0x3FFF_FFFF, 0x4000_1000, 0xC000_0000, 0, -1}) {
            writeHeader(positions.get(5000), header);
            assertOneDamage(ReadRecords.of(directory), 5000, 1);
        }
    }

    @Test
    void shouldCountWhatALostPageTakesAway() throws IOException {
        long page = (positions.get(12_000) / 4096 + 1) * 4096;
        overwrite(page, new byte[4096]);
        long missing = positions.stream()
                .filter(position -> position + 40 > page && position < page + 4096)
                .count();
        JournalSummary summary = ReadRecords.of(directory).summary;
        assertThat(summary.missingCount()).isEqualTo(missing).isGreaterThan(50);
        assertThat(summary.recordCount()).isEqualTo(COUNT - missing);
        assertThat(summary.isWhole()).isFalse();
    }

    @Test
    void shouldReportATornTailAndGoOnInTheNextRun() throws IOException {
        truncate(positions.get(COUNT - 10) + 17);
        JournalSummary torn = ReadRecords.of(directory).summary;
        assertThat(torn.recordCount()).isEqualTo(COUNT - 10);
        assertThat(torn.damage()).extracting(JournalDamage::fault).containsExactly(JournalFault.TORN_TAIL);

        append(directory, COUNT - 9, 20);
        ReadRecords read = ReadRecords.of(directory);
        assertThat(read.summary.recordCount()).isEqualTo(COUNT + 10);
        assertThat(read.summary.lastSequence()).isEqualTo(COUNT + 10);
        assertThat(read.summary.isWhole()).isFalse();
    }

    @Test
    void shouldNotCountAnUnfinishedRecordAsLoss() throws IOException {
        writeHeader(positions.get(COUNT - 1), 0x8000_0000);
        JournalSummary summary = ReadRecords.of(directory).summary;
        assertThat(summary.recordCount()).isEqualTo(COUNT - 1);
        assertThat(summary.damage()).extracting(JournalDamage::fault).containsExactly(JournalFault.UNFINISHED);
        assertThat(summary.isWhole()).isTrue();
    }

    @Test
    void shouldTellALostRunFromARemovedOne() throws IOException {
        append(directory, COUNT + 1, 10);
        append(directory, COUNT + 11, 10);
        IoUtil.delete(directory.resolve("run-000002").toFile(), false);
        JournalSummary lost = ReadRecords.of(directory).summary;
        assertThat(lost.missingCount()).isEqualTo(10);
        assertThat(lost.damage()).extracting(JournalDamage::fault).containsExactly(JournalFault.GAP);

        IoUtil.delete(directory.resolve("run-000001").toFile(), false);
        JournalSummary removed = ReadRecords.of(directory).summary;
        assertThat(removed.isWhole()).isTrue();
        assertThat(removed.firstSequence()).isEqualTo(COUNT + 11);
    }

    @Test
    void shouldCountWhatIsMissingAtTheVeryStart() throws IOException {
        overwrite(positions.get(0) + 8, new byte[100]);
        JournalSummary summary = ReadRecords.of(directory).summary;
        assertThat(summary.missingCount()).isEqualTo(3);
        assertThat(summary.recordCount()).isEqualTo(COUNT - 3);
    }

    @Test
    void shouldHandOverOnlyAWindowOfTime() throws IOException {
        List<Long> sequences = new ArrayList<>();
        JournalSummary summary = new JournalReader(directory, NOW_NS + 100, NOW_NS + 110)
                .read((sequence, templateId, buffer, offset, length) -> sequences.add(sequence));
        assertThat(sequences).containsExactly(100L, 101L, 102L, 103L, 104L, 105L, 106L, 107L, 108L, 109L);
        assertThat(summary.recordCount()).isEqualTo(COUNT);
    }

    @Property(tries = 150)
    void shouldNeverHandOverAWrongRecordWhateverIsDamaged(
            @ForAll @LongRange(min = 0, max = 1L << 40) long place,
            @ForAll @IntRange(min = 1, max = 9000) int length,
            @ForAll int seed)
            throws IOException {
        byte[] bytes = sampleBytes.clone();
        Random random = new Random(seed);
        // Not into the last record: nobody can know what was behind it.
        int end = samplePositions.get(SMALL_COUNT - 1).intValue();
        int start = (int) (place % end);
        for (int i = start; i < Math.min(end, start + length); i++) {
            bytes[i] = (byte) random.nextInt();
        }
        Files.write(JournalDirectory.files(sample).get(0), bytes);

        ReadRecords read = ReadRecords.of(sample);
        assertThat(read.summary.recordCount() + read.summary.missingCount()).isEqualTo(SMALL_COUNT);
        for (int i = 0; i < read.sequences.size(); i++) {
            UnsafeBuffer expected = RecordSamples.tick(NOW_NS + read.sequences.get(i));
            assertThat(read.payloads.get(i)).isEqualTo(expected.byteArray());
        }
    }

    private void assertOneDamage(ReadRecords read, long afterSequence, long missing) {
        assertThat(read.summary.damage()).hasSize(1);
        JournalDamage damage = read.summary.damage().get(0);
        assertThat(damage.fault()).isEqualTo(JournalFault.DAMAGED);
        assertThat(damage.afterSequence()).isEqualTo(afterSequence);
        assertThat(damage.missingCount()).isEqualTo(missing);
        assertThat(damage.file()).isEqualTo("run-000001/20260101-00F.cq4");
        assertThat(read.summary.recordCount()).isEqualTo(COUNT - missing);
        assertThat(read.summary.missingCount()).isEqualTo(missing);
    }

    private static void append(Path directory, long firstSequence, int count) throws IOException {
        try (ChronicleJournal journal = ChronicleJournal.open(directory, 0, () -> NOW_NS, new Counters(List.of()))) {
            assertThat(journal.nextSequence()).isEqualTo(firstSequence);
            for (int i = 0; i < count; i++) {
                UnsafeBuffer tick = RecordSamples.tick(NOW_NS + journal.nextSequence());
                journal.append(20, tick, 0, tick.capacity());
            }
        }
    }

    private static List<Long> positions(Path path) throws IOException {
        List<Long> positions = new ArrayList<>();
        try (JournalFile journalFile = new JournalFile(path)) {
            for (long at = journalFile.nextFrame(0, 0);
                    at >= 0;
                    at = journalFile.nextFrame(at + 4, journalFile.sequence())) {
                positions.add(at);
            }
        }
        return positions;
    }

    private void writeHeader(long position, int header) throws IOException {
        overwrite(
                position,
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(header)
                        .array());
    }

    private void overwrite(long position, byte[] bytes) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(position);
            access.write(bytes);
        }
    }

    private void truncate(long lengthBytes) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(lengthBytes);
        }
    }
}
