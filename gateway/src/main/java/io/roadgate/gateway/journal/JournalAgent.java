package io.roadgate.gateway.journal;

import io.roadgate.gateway.ledger.TollCommitter;
import io.roadgate.gateway.record.OrderHeldDecoder;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.record.SessionStartDecoder;
import io.roadgate.gateway.record.TollReceiptDecoder;
import io.roadgate.gateway.record.TollRecordDecoder;
import io.roadgate.gateway.ring.RecordRing;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The agent that writes everything fusion saw and said into the journal, and makes toll records durable.
 *
 * <p>When the ledger cannot be written for long it stops draining its ring: fusion then keeps its toll records, so that
 * none is dropped.
 */
public final class JournalAgent implements Agent {
    private static final int RECORDS_PER_CYCLE = 256;

    private final Optional<ChronicleJournal> journal;
    private final Optional<TollCommitter> committer;
    private final RecordRing records;
    private final RecordRing receipts;
    private final EpochNanoClock clock;
    private final NanoClock ticks;
    private final UnsafeBuffer session;
    private final RecordHandler onRecord = this::onRecord;
    private final RecordHandler onReceipt = this::onReceipt;
    private Optional<OrderStore> orders = Optional.empty();
    private boolean isSessionWritten;
    private long tickNs;

    /**
     * Joins what is there; without a journal and a ledger the rings are just emptied.
     *
     * @param journal closed by the agent.
     * @param committer closed by the agent, with its ledger.
     * @param session the run that begins.
     * @param records from fusion; read by this agent only.
     * @param receipts from publishing; read by this agent only.
     * @param clock of instants, kept with what is committed.
     * @param ticks for waiting.
     */
    public JournalAgent(
            Optional<ChronicleJournal> journal,
            Optional<TollCommitter> committer,
            JournalSession session,
            RecordRing records,
            RecordRing receipts,
            EpochNanoClock clock,
            NanoClock ticks) {
        this.journal = journal;
        this.committer = committer;
        this.session = session.encode();
        this.records = records;
        this.receipts = receipts;
        this.clock = clock;
        this.ticks = ticks;
    }

    /** Keeps what centres have ordered for the run after this one; before the agent starts. */
    public JournalAgent keepOrdersIn(Optional<OrderStore> store) {
        orders = store;
        return this;
    }

    @Override
    public String roleName() {
        return "journal";
    }

    @Override
    public void onStart() {
        journal.ifPresent(this::writeSession);
    }

    @Override
    public int doWork() {
        tickNs = ticks.nanoTime();
        int workCount = drain();
        return committer.isPresent() ? workCount + committer.get().doWork(tickNs, clock.nanoTime()) : workCount;
    }

    @Override
    public void onClose() {
        // An interrupt, as a runner sends to a slow agent, would close the queue's files under our hands.
        boolean wasInterrupted = Thread.interrupted();
        try {
            tickNs = ticks.nanoTime();
            while (drain() > 0) {
                committer.ifPresent(tolls -> tolls.doWork(tickNs, clock.nanoTime()));
            }
            committer.ifPresent(tolls -> tolls.finish(tickNs, clock.nanoTime()));
        } finally {
            committer.ifPresent(TollCommitter::close);
            journal.ifPresent(ChronicleJournal::close);
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private int drain() {
        if (committer.isPresent() && committer.get().isFull()) {
            return 0;
        }
        return records.drain(onRecord, RECORDS_PER_CYCLE) + receipts.drain(onReceipt, RECORDS_PER_CYCLE);
    }

    private void onRecord(int templateId, DirectBuffer buffer, int offset, int length) {
        if (journal.isPresent()) {
            writeSession(journal.get());
            journal.get().append(templateId, buffer, offset, length);
        }
        if (templateId == OrderHeldDecoder.TEMPLATE_ID && orders.isPresent()) {
            orders.get().onOrder(buffer, offset, length);
        }
        if (templateId == TollRecordDecoder.TEMPLATE_ID && committer.isPresent()) {
            committer.get().onToll(buffer, offset, length, tickNs);
        }
    }

    private void onReceipt(int templateId, DirectBuffer buffer, int offset, int length) {
        if (templateId == TollReceiptDecoder.TEMPLATE_ID && committer.isPresent()) {
            committer.get().onReceipt(buffer, offset, tickNs);
        }
    }

    /** A disk that was full at the start may have room by now; without its start a run cannot be replayed. */
    private void writeSession(ChronicleJournal target) {
        if (!isSessionWritten) {
            isSessionWritten = target.append(SessionStartDecoder.TEMPLATE_ID, session, 0, session.capacity());
        }
    }
}
