package io.roadgate.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.journal.RecordSamples;
import io.roadgate.gateway.journal.SmallDisk;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.TollRecordDecoder;
import io.roadgate.gateway.ring.RecordRing;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TollCommitterTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1000 * MS;
    private static final long REPEAT_NS = 10 * SECOND;
    private static final long NOW_NS = 1_767_225_600_000_000_000L;

    private final Counters counters = new Counters(List.of());
    private final RecordRing tolls = new RecordRing(1 << 20);

    @TempDir
    private Path directory;

    private Path file;
    private TollCommitter committer;
    private long tickNs = -3 * MS;

    @BeforeEach
    void open() throws IOException {
        file = directory.resolve("tolls.db");
        committer = committer(tolls);
    }

    @AfterEach
    void close() {
        committer.close();
    }

    @Test
    void shouldCommitFiveMillisecondsAfterTheFirst() {
        add(1);
        work();
        tickNs += 4 * MS;
        add(2);
        work();
        tickNs += MS - 1;
        work();
        assertThat(offered(tolls)).isEmpty();
        assertThat(count(GatewayCounter.LEDGER_COMMITTED)).isZero();
        tickNs += 1;
        work();
        assertThat(offered(tolls)).containsExactly(1L, 2L);
        assertThat(count(GatewayCounter.LEDGER_COMMITTED)).isEqualTo(2);
        assertThat(committer.pendingCount()).isZero();
    }

    @Test
    void shouldCommitAHundredAtOnce() {
        add(1, 99);
        work();
        assertThat(offered(tolls)).isEmpty();
        add(100);
        work();
        assertThat(offered(tolls)).isEqualTo(range(1, 100));
    }

    @Test
    void shouldLoseNothingWhenTheTollRingIsFull() throws IOException {
        committer.close();
        RecordRing small = new RecordRing(4096);
        committer = committer(small);
        add(1, 100);
        work();
        List<Long> seen = new ArrayList<>(offered(small));
        assertThat(seen).hasSizeBetween(5, 50);
        for (int cycle = 0; cycle < 50; cycle++) {
            work();
            seen.addAll(offered(small));
        }
        assertThat(seen).isEqualTo(range(1, 100));
        assertThat(count(GatewayCounter.TOLLS_REPEATED)).isZero();
        assertThat(committer.waitingCount()).isEqualTo(100);
    }

    @Test
    void shouldRepeatWithDoublingWaitsUntilAMinute() {
        add(1);
        flush();
        long[] waitsNs = {10 * SECOND, 20 * SECOND, 40 * SECOND, 60 * SECOND, 60 * SECOND};
        for (long waitNs : waitsNs) {
            tickNs += waitNs - 1;
            work();
            assertThat(offered(tolls)).isEmpty();
            tickNs += 1;
            work();
            assertThat(offered(tolls)).containsExactly(1L);
        }
        assertThat(count(GatewayCounter.TOLLS_REPEATED)).isEqualTo(5);
    }

    @Test
    void shouldNotRepeatWhatWasReceived() {
        add(1, 3);
        flush();
        receive(2);
        receive(2);
        tickNs += 5 * MS;
        work();
        assertThat(count(GatewayCounter.TOLLS_RECEIPTED)).isEqualTo(1);
        tickNs += REPEAT_NS;
        work();
        assertThat(offered(tolls)).containsExactly(1L, 3L);
        assertThat(committer.waitingCount()).isEqualTo(2);
    }

    @Test
    void shouldRepeatFewInOneCycle() {
        add(1, 1000);
        work();
        assertThat(offered(tolls)).hasSize(1000);
        tickNs += REPEAT_NS;
        work();
        assertThat(offered(tolls)).isEqualTo(range(1, 32));
        for (int cycle = 0; cycle < 40; cycle++) {
            work();
        }
        assertThat(offered(tolls)).isEqualTo(range(33, 1000));
    }

    @Test
    void shouldOfferWhatAnEarlierRunLeft() throws IOException {
        add(1, 150);
        work();
        receive(7);
        tickNs += 5 * MS;
        work();
        committer.close();

        RecordRing small = new RecordRing(8192);
        committer = committer(small);
        add(151);
        List<Long> seen = new ArrayList<>();
        for (int cycle = 0; cycle < 60; cycle++) {
            tickNs += MS;
            work();
            seen.addAll(offered(small));
        }
        List<Long> expected = new ArrayList<>(range(1, 151));
        expected.remove(7L);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(count(GatewayCounter.TOLLS_REPEATED)).isEqualTo(149);
        assertThat(committer.waitingCount()).isEqualTo(150);
    }

    @Test
    void shouldKeepAndRetryABatchThatCannotBeCommitted() throws SQLException {
        execute("CREATE TRIGGER broken BEFORE INSERT ON toll_record BEGIN SELECT RAISE(FAIL, 'broken'); END");
        add(1, 120);
        work();
        assertThat(count(GatewayCounter.LEDGER_FAILED)).isEqualTo(1);
        work();
        tickNs += 10 * MS - 1;
        work();
        assertThat(count(GatewayCounter.LEDGER_FAILED)).isEqualTo(1);
        tickNs += 1;
        work();
        assertThat(count(GatewayCounter.LEDGER_FAILED)).isEqualTo(2);
        add(121);
        execute("DROP TRIGGER broken");
        tickNs += 19 * MS;
        work();
        assertThat(offered(tolls)).isEmpty();
        tickNs += MS;
        work();
        assertThat(offered(tolls)).isEqualTo(range(1, 121));
        assertThat(count(GatewayCounter.LEDGER_COMMITTED)).isEqualTo(121);
        assertThat(count(GatewayCounter.LEDGER_FAILED)).isEqualTo(2);
    }

    @Test
    void shouldSayWhenNoMoreMayBeTaken() throws SQLException {
        execute("CREATE TRIGGER broken BEFORE INSERT ON toll_record BEGIN SELECT RAISE(FAIL, 'broken'); END");
        add(1, TollCommitter.PENDING_LIMIT - 1);
        work();
        assertThat(committer.isFull()).isFalse();
        add(TollCommitter.PENDING_LIMIT);
        assertThat(committer.isFull()).isTrue();
        execute("DROP TRIGGER broken");
        tickNs += SECOND;
        work();
        assertThat(committer.isFull()).isFalse();
    }

    @Test
    void shouldRefuseATakenNumberLoudly() {
        add(1);
        flush();
        UnsafeBuffer other = RecordSamples.toll(1, 1);
        committer.onToll(other, 0, other.capacity(), tickNs);
        add(2);
        tickNs += 5 * MS;
        work();
        assertThat(offered(tolls)).containsExactly(2L);
        assertThat(count(GatewayCounter.LEDGER_CONFLICTS)).isEqualTo(1);
        assertThat(count(GatewayCounter.LEDGER_COMMITTED)).isEqualTo(2);
    }

    @Test
    void shouldSurviveAFullDisk() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), 8)) {
            committer.close();
            file = disk.directory().resolve("tolls.db");
            committer = committer(tolls);
            add(1, 100);
            work();
            disk.fill(0);
            List<Long> seen = new ArrayList<>(offered(tolls));
            long sequence = 101;
            while (count(GatewayCounter.LEDGER_FAILED) < 5) {
                add(sequence, sequence + 99);
                sequence += 100;
                tickNs += SECOND;
                work();
                seen.addAll(offered(tolls));
            }
            int before = seen.size();
            assertThat(before).isLessThan((int) sequence - 1);
            disk.free();
            tickNs += SECOND;
            work();
            assertThat(committer.pendingCount()).isZero();
            seen.addAll(offered(tolls));
            System.out.printf(
                    "full disk: %d tolls before, %d kept and committed after it was freed%n",
                    before, sequence - 1 - before);
            assertThat(seen).isEqualTo(range(1, sequence - 1));
            committer.close();
            try (TollLedger ledger = TollLedger.open(file)) {
                assertThat(ledger.nextSequence()).isEqualTo(sequence);
            }
            committer = committer(tolls);
        }
    }

    private TollCommitter committer(RecordRing ring) throws IOException {
        return new TollCommitter(TollLedger.open(file), ring, counters, REPEAT_NS);
    }

    private void add(long sequence) {
        UnsafeBuffer toll = RecordSamples.toll(sequence, 950);
        committer.onToll(toll, 0, toll.capacity(), tickNs);
    }

    private void add(long first, long last) {
        for (long sequence = first; sequence <= last; sequence++) {
            add(sequence);
        }
    }

    private void receive(long sequence) {
        committer.onReceipt(RecordSamples.receipt(sequence), 0, tickNs);
    }

    private void work() {
        committer.doWork(tickNs, NOW_NS);
    }

    private void flush() {
        tickNs += 5 * MS;
        work();
        offered(tolls);
    }

    private long count(GatewayCounter counter) {
        return counters.get(counter);
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static List<Long> offered(RecordRing ring) {
        List<Long> sequences = new ArrayList<>();
        TollRecordDecoder toll = new TollRecordDecoder();
        ring.drain(
                (templateId, buffer, offset, length) ->
                        sequences.add(toll.wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder())
                                .sequence()),
                Integer.MAX_VALUE);
        return sequences;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
