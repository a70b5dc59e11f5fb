package io.roadgate.gateway.ledger;

import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/** What one transaction of the ledger writes: toll records and receipts that came since the last one. */
public final class TollBatch {
    private final List<UnsafeBuffer> records = new ArrayList<>();
    private final LongArrayList conflicts = new LongArrayList();
    private final LongArrayList receiptSequences = new LongArrayList();
    private final LongArrayList receivedAtNs = new LongArrayList();

    /** Copies a toll record, SBE header included. */
    public void addRecord(DirectBuffer buffer, int offset, int length) {
        byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        records.add(new UnsafeBuffer(copy));
    }

    /** Notes that a centre holds this one record. */
    public void addReceipt(long sequence, long atNs) {
        receiptSequences.addLong(sequence);
        receivedAtNs.addLong(atNs);
    }

    /** Toll records in it. */
    public int recordCount() {
        return records.size();
    }

    /** Receipts in it. */
    public int receiptCount() {
        return receiptSequences.size();
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return records.isEmpty() && receiptSequences.isEmpty();
    }

    /** The bytes of a toll record, in order of arrival. */
    public DirectBuffer record(int index) {
        return records.get(index);
    }

    /** The sequence number of a receipt, in order of arrival. */
    public long receiptSequence(int index) {
        return receiptSequences.getLong(index);
    }

    /** When a receipt came. */
    public long receiptAtNs(int index) {
        return receivedAtNs.getLong(index);
    }

    /** Whether the ledger refused a record, after the commit. */
    public boolean isConflict(int index) {
        return conflicts.containsLong(index);
    }

    /** Forgets everything, after a commit. */
    public void clear() {
        records.clear();
        conflicts.clear();
        receiptSequences.clear();
        receivedAtNs.clear();
    }

    void clearConflicts() {
        conflicts.clear();
    }

    void markConflict(int index) {
        conflicts.addLong(index);
    }
}
