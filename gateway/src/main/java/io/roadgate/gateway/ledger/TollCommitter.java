package io.roadgate.gateway.ledger;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.record.TollReceiptDecoder;
import io.roadgate.gateway.record.TollRecordDecoder;
import io.roadgate.gateway.ring.RecordRing;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the order of acts of a toll record: pending, committed, offered to publishing, offered again until received.
 *
 * <p>Commits 100 records or receipts together, or what there is 5 ms after the first. A commit that fails is tried again
 * with what came meanwhile; nothing of it is offered before.
 *
 * <p>Thread: the journal agent's.
 */
public final class TollCommitter implements AutoCloseable {
    /** A batch of so many is committed at once. */
    public static final int GROUP_COUNT = 100;

    /** A smaller batch is committed so long after its first record. */
    public static final long GROUP_WAIT_NS = 5_000_000L;

    /** With so many not yet committed no more are taken. */
    public static final int PENDING_LIMIT = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(TollCommitter.class);
    private static final long MIN_RETRY_NS = 10_000_000L;
    private static final long MAX_RETRY_NS = 1_000_000_000L;
    private static final int OFFERS_PER_CYCLE = 32;
    private static final int CLOSING_ATTEMPTS = 3;

    private final TollLedger ledger;
    private final RecordRing tolls;
    private final Counters counters;
    private final RepeatSchedule schedule;
    private final TollBatch batch = new TollBatch();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TollRecordDecoder toll = new TollRecordDecoder();
    private final TollReceiptDecoder receipt = new TollReceiptDecoder();
    private final RecordHandler onDue = this::onDue;
    private final RecordHandler onFound = this::onFound;
    private final long foundUpTo;
    private long foundAfter;
    private long firstPendingTickNs;
    private long retryTickNs;
    private long retryWaitNs;
    private long tickNs;
    private boolean isRingFull;

    /**
     * Takes over what an earlier run left without a receipt: it is offered again first of all.
     *
     * @param tolls ring to publishing; this is its one writer.
     * @param repeatAfterNs first wait for a receipt; doubles with each repetition up to a minute.
     */
    public TollCommitter(TollLedger ledger, RecordRing tolls, Counters counters, long repeatAfterNs) {
        this.ledger = ledger;
        this.tolls = tolls;
        this.counters = counters;
        schedule = new RepeatSchedule(repeatAfterNs);
        foundUpTo = ledger.nextSequence() - 1;
    }

    /** Takes a toll record that fusion decided. */
    public void onToll(DirectBuffer buffer, int offset, int length, long nowTickNs) {
        notePending(nowTickNs);
        batch.addRecord(buffer, offset, length);
    }

    /** Takes the receipt of one toll record. */
    public void onReceipt(DirectBuffer buffer, int offset, long nowTickNs) {
        notePending(nowTickNs);
        receipt.wrapAndApplyHeader(buffer, offset, header);
        batch.addReceipt(receipt.sequence(), receipt.receivedAtNs());
    }

    /** Whether so much is pending, because the disk fails, that no more may be taken. */
    public boolean isFull() {
        return batch.recordCount() + batch.receiptCount() >= PENDING_LIMIT;
    }

    /** Toll records not yet committed. */
    public int pendingCount() {
        return batch.recordCount();
    }

    /** Toll records committed, offered or about to be, and without a receipt as far as known here. */
    public int waitingCount() {
        return schedule.size();
    }

    /**
     * One duty cycle: commits what is due, offers what is due.
     *
     * @param nowTickNs monotonic.
     * @param nowNs since 1970 UTC, kept with what is committed.
     */
    public int doWork(long nowTickNs, long nowNs) {
        tickNs = nowTickNs;
        if (retryWaitNs > 0 && tickNs - retryTickNs < 0) {
            return 0;
        }
        try {
            int workCount = isCommitDue() ? commit(nowNs) : 0;
            isRingFull = false;
            workCount += foundAfter < foundUpTo ? offerFound() : 0;
            workCount += offerDue();
            onSuccess();
            return workCount;
        } catch (LedgerException e) {
            onFailure(e);
            return 0;
        }
    }

    /** Commits what is left, without waiting. */
    public void finish(long nowTickNs, long nowNs) {
        tickNs = nowTickNs;
        for (int attempt = 0; attempt < CLOSING_ATTEMPTS && !batch.isEmpty(); attempt++) {
            try {
                commit(nowNs);
            } catch (LedgerException e) {
                onFailure(e);
            }
        }
        if (batch.recordCount() > 0) {
            LOG.error("{} toll records could not be committed before the end", batch.recordCount());
        }
    }

    @Override
    public void close() {
        ledger.close();
    }

    private void notePending(long nowTickNs) {
        if (batch.isEmpty()) {
            firstPendingTickNs = nowTickNs;
        }
    }

    private boolean isCommitDue() {
        return !batch.isEmpty()
                && (batch.recordCount() + batch.receiptCount() >= GROUP_COUNT
                        || tickNs - firstPendingTickNs >= GROUP_WAIT_NS
                        || retryWaitNs > 0);
    }

    private int commit(long nowNs) throws LedgerException {
        int receivedCount = ledger.commit(batch, nowNs);
        int workCount = batch.recordCount() + batch.receiptCount();
        for (int i = 0; i < batch.recordCount(); i++) {
            if (batch.isConflict(i)) {
                counters.increment(GatewayCounter.LEDGER_CONFLICTS);
            } else {
                counters.increment(GatewayCounter.LEDGER_COMMITTED);
                offerFirst(batch.record(i));
            }
        }
        counters.add(GatewayCounter.TOLLS_RECEIPTED, receivedCount);
        batch.clear();
        return workCount;
    }

    private void offerFirst(DirectBuffer bytes) {
        toll.wrapAndApplyHeader(bytes, 0, header);
        if (tolls.offer(TollRecordDecoder.TEMPLATE_ID, bytes, 0, bytes.capacity())) {
            schedule.addOffered(toll.sequence(), tickNs);
        } else {
            schedule.addRefused(toll.sequence(), tickNs);
        }
    }

    /** Goes through what an earlier run left behind, page by page. */
    private int offerFound() throws LedgerException {
        long before = foundAfter;
        long last = ledger.unreceived(OFFERS_PER_CYCLE, foundAfter, onFound);
        if (!isRingFull && (last == before || last > foundUpTo)) {
            foundAfter = foundUpTo;
        }
        return foundAfter == before ? 0 : 1;
    }

    private void onFound(int templateId, DirectBuffer buffer, int offset, int length) {
        toll.wrapAndApplyHeader(buffer, offset, header);
        if (isRingFull || toll.sequence() > foundUpTo) {
            return;
        }
        isRingFull = !tolls.offer(templateId, buffer, offset, length);
        if (!isRingFull) {
            foundAfter = toll.sequence();
            schedule.addOffered(foundAfter, tickNs);
            counters.increment(GatewayCounter.TOLLS_REPEATED);
        }
    }

    private int offerDue() throws LedgerException {
        int offered = 0;
        while (offered < OFFERS_PER_CYCLE && !isRingFull && schedule.findDue(tickNs)) {
            if (!ledger.ifUnreceived(schedule.sequence(), onDue)) {
                schedule.onDone();
            }
            offered++;
        }
        return isRingFull ? offered - 1 : offered;
    }

    private void onDue(int templateId, DirectBuffer buffer, int offset, int length) {
        isRingFull = !tolls.offer(templateId, buffer, offset, length);
        if (!isRingFull) {
            if (schedule.isRepeat()) {
                counters.increment(GatewayCounter.TOLLS_REPEATED);
            }
            schedule.onOffered(tickNs);
        }
    }

    private void onFailure(LedgerException e) {
        counters.increment(GatewayCounter.LEDGER_FAILED);
        if (retryWaitNs == 0) {
            LOG.error("toll ledger failed, {} records wait for it", batch.recordCount(), e);
        }
        retryWaitNs = retryWaitNs == 0 ? MIN_RETRY_NS : Math.min(MAX_RETRY_NS, retryWaitNs * 2);
        retryTickNs = tickNs + retryWaitNs;
    }

    private void onSuccess() {
        if (retryWaitNs > 0) {
            LOG.info("toll ledger works again");
            retryWaitNs = 0;
        }
    }
}
