package io.roadgate.gateway.fusion;

import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.TollRecordEncoder;
import io.roadgate.gateway.ring.RecordRing;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Toll records that wait for room in the journal ring, oldest first; all memory is there from the start. */
final class HeldTolls {
    static final int RECORD_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + TollRecordEncoder.BLOCK_LENGTH;

    private final int capacity;
    private final UnsafeBuffer records;
    private int first;
    private int count;

    HeldTolls(int capacity) {
        this.capacity = capacity;
        records = new UnsafeBuffer(new byte[capacity * RECORD_BYTES]);
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Records that can still be held. */
    int room() {
        return capacity - count;
    }

    /** Holds a record; there must be room. */
    void hold(DirectBuffer buffer, int offset, int length) {
        if (count == capacity || length != RECORD_BYTES) {
            throw new IllegalStateException("a toll record would be lost"); // a bug: the agent asks for room first
        }
        records.putBytes((first + count++) % capacity * RECORD_BYTES, buffer, offset, length);
    }

    /** Offers what is held to the ring, in order, until it is full; returns how many went. */
    int release(RecordRing ring) {
        int released = 0;
        while (count > 0 && ring.offer(TollRecordEncoder.TEMPLATE_ID, records, first * RECORD_BYTES, RECORD_BYTES)) {
            first = (first + 1) % capacity;
            count--;
            released++;
        }
        return released;
    }
}
