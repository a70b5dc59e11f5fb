package io.roadgate.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.ledger.TollCommitter;
import io.roadgate.gateway.ledger.TollLedger;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.SessionStartDecoder;
import io.roadgate.gateway.ring.RecordRing;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalAgentTest {
    private static final long NOW_NS = 1_767_225_600_000_000_000L;
    private static final long MS = 1_000_000L;
    private static final int SESSION = 40;
    private static final int TICK = 20;
    private static final int TOLL = 32;
    private static final int RECEIPT = 22;

    private final Counters counters = new Counters(List.of());
    private final RecordRing records = new RecordRing(1 << 22);
    private final RecordRing tolls = new RecordRing(1 << 16);
    private final RecordRing receipts = new RecordRing(1 << 16);
    private long tickNs;

    @TempDir
    private Path directory;

    @Test
    void shouldJournalEverythingAfterTheSessionStart() throws IOException {
        JournalAgent agent = agent(true, true);
        offer(TICK, RecordSamples.tick(1));
        offer(TOLL, RecordSamples.toll(1, 950));
        agent.onStart();
        assertThat(agent.doWork()).isEqualTo(2);
        agent.onClose();

        ReadRecords read = ReadRecords.of(directory.resolve("journal"));
        assertThat(read.templateIds).containsExactly(SESSION, TICK, TOLL);
        SessionStartDecoder session = new SessionStartDecoder()
                .wrapAndApplyHeader(new UnsafeBuffer(read.payloads.get(0)), 0, new MessageHeaderDecoder());
        assertThat(session.startedAtNs()).isEqualTo(NOW_NS);
        assertThat(session.nextTollSequence()).isEqualTo(1);
        assertThat(session.release()).isEqualTo("0.1.0");
        assertThat(session.siteFile()).isEqualTo("site: liangjiang # 两江");
        assertThat(read.payloads.get(2)).isEqualTo(RecordSamples.toll(1, 950).byteArray());
    }

    @Test
    void shouldTellNobodyOfATollBeforeItIsCommitted() throws IOException {
        JournalAgent agent = agent(true, true);
        agent.onStart();
        offer(TOLL, RecordSamples.toll(1, 950));
        agent.doWork();
        assertThat(tolls.sizeBytes()).isZero();
        tickNs += 5 * MS;
        agent.doWork();
        assertThat(tolls.sizeBytes()).isPositive();
        assertThat(counters.get(GatewayCounter.LEDGER_COMMITTED)).isEqualTo(1);

        UnsafeBuffer receipt = RecordSamples.receipt(1);
        receipts.offer(RECEIPT, receipt, 0, receipt.capacity());
        agent.doWork();
        tickNs += 5 * MS;
        agent.doWork();
        assertThat(counters.get(GatewayCounter.TOLLS_RECEIPTED)).isEqualTo(1);
        agent.onClose();
    }

    @Test
    void shouldCommitWhatIsLeftWhenItClosesEvenInterrupted() throws IOException {
        JournalAgent agent = agent(true, true);
        agent.onStart();
        for (long sequence = 1; sequence <= 1000; sequence++) {
            offer(TOLL, RecordSamples.toll(sequence, 950));
        }
        Thread.currentThread().interrupt();
        agent.onClose();
        assertThat(Thread.interrupted()).isTrue();
        try (TollLedger ledger = TollLedger.open(directory.resolve("tolls.db"))) {
            assertThat(ledger.nextSequence()).isEqualTo(1001);
        }
        assertThat(counters.get(GatewayCounter.JOURNAL_RECORDS)).isEqualTo(1001);
    }

    @Test
    void shouldStopDrainingWhileTheLedgerIsBroken() throws IOException, SQLException {
        JournalAgent agent = agent(false, true);
        agent.onStart();
        execute("CREATE TRIGGER broken BEFORE INSERT ON toll_record BEGIN SELECT RAISE(FAIL, 'broken'); END");
        int offered = 0;
        while (offer(TOLL, RecordSamples.toll(offered + 1, 950))) {
            offered++;
        }
        for (int cycle = 0; cycle < 100; cycle++) {
            agent.doWork();
        }
        assertThat(records.sizeBytes()).isPositive();
        execute("DROP TRIGGER broken");
        for (int cycle = 0; cycle < 200; cycle++) {
            tickNs += 1000 * MS;
            agent.doWork();
        }
        assertThat(records.sizeBytes()).isZero();
        assertThat(counters.get(GatewayCounter.LEDGER_COMMITTED)).isEqualTo(offered);
        agent.onClose();
    }

    @Test
    void shouldWorkWithoutALedgerAndWithoutAJournal() throws IOException {
        JournalAgent journalOnly = agent(true, false);
        journalOnly.onStart();
        offer(TOLL, RecordSamples.toll(1, 950));
        assertThat(journalOnly.doWork()).isEqualTo(1);
        journalOnly.onClose();
        assertThat(counters.get(GatewayCounter.JOURNAL_RECORDS)).isEqualTo(2);

        JournalAgent neither = agent(false, false);
        neither.onStart();
        offer(TICK, RecordSamples.tick(1));
        assertThat(neither.doWork()).isEqualTo(1);
        neither.onClose();
    }

    private JournalAgent agent(boolean hasJournal, boolean hasLedger) throws IOException {
        Optional<ChronicleJournal> journal = hasJournal
                ? Optional.of(ChronicleJournal.open(directory.resolve("journal"), 0, () -> NOW_NS, counters))
                : Optional.empty();
        Optional<TollCommitter> committer = hasLedger
                ? Optional.of(
                        new TollCommitter(TollLedger.open(directory.resolve("tolls.db")), tolls, counters, 10_000 * MS))
                : Optional.empty();
        JournalSession session = new JournalSession(NOW_NS, 1, "0.1.0", "site: liangjiang # 两江");
        return new JournalAgent(journal, committer, session, records, receipts, () -> NOW_NS, () -> tickNs);
    }

    private boolean offer(int templateId, UnsafeBuffer record) {
        return records.offer(templateId, record, 0, record.capacity());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("tolls.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
