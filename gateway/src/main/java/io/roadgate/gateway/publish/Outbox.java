package io.roadgate.gateway.publish;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Messages that are not done yet, in a fixed number of slots: waiting in order, or in flight.
 *
 * <p>Shape: each slot holds a copy of the record, not the payload: what is never sent is never written, and what is sent
 * again gets its remaining expiry. Waiting slots are chained oldest first.
 *
 * <p>Thread: the publish agent. Nothing is allocated after construction.
 */
final class Outbox {
    static final int NONE = -1;
    private static final byte FREE = 0;
    private static final byte WAITING = 1;
    private static final byte IN_FLIGHT = 2;

    private final byte[] states;
    private final TopicFamily[] families;
    private final long[] keys;
    private final long[] expiresAtNs;
    private final long[] notBeforeTickNs;
    private final long[] orders;
    private final int[] lengths;
    private final int[] next;
    private final int[] previous;
    private final UnsafeBuffer records;
    private final int recordBytes;
    private int head = NONE;
    private int tail = NONE;
    private int freeHead;
    private int waitingCount;
    private int inFlightCount;
    private long lastOrder;

    /** So many slots, each for a record of at most {@code recordBytes}. */
    Outbox(int capacity, int recordBytes) {
        this.recordBytes = recordBytes;
        states = new byte[capacity];
        families = new TopicFamily[capacity];
        keys = new long[capacity];
        expiresAtNs = new long[capacity];
        notBeforeTickNs = new long[capacity];
        orders = new long[capacity];
        lengths = new int[capacity];
        next = new int[capacity];
        previous = new int[capacity];
        records = new UnsafeBuffer(new byte[capacity * recordBytes]);
        Arrays.setAll(next, i -> i + 1 < capacity ? i + 1 : NONE);
    }

    /** Puts a record at the end; returns its slot, or {@link #NONE} when full. */
    int add(TopicFamily family, long key, long expiryNs, DirectBuffer record, int offset, int length) {
        if (freeHead == NONE) {
            return NONE;
        }
        int slot = freeHead;
        freeHead = next[slot];
        families[slot] = family;
        keys[slot] = key;
        orders[slot] = ++lastOrder;
        notBeforeTickNs[slot] = Long.MIN_VALUE;
        fill(slot, expiryNs, record, offset, length);
        states[slot] = WAITING;
        linkAfter(tail, slot);
        return slot;
    }

    /** Puts a newer record in the place of a waiting one. */
    void replace(int slot, long expiryNs, DirectBuffer record, int offset, int length) {
        assert states[slot] == WAITING;
        fill(slot, expiryNs, record, offset, length);
    }

    /** The waiting slot of a family's key, or {@link #NONE}. */
    int findWaiting(TopicFamily family, long key) {
        for (int slot = head; slot != NONE; slot = next[slot]) {
            if (keys[slot] == key && families[slot] == family) {
                return slot;
            }
        }
        return NONE;
    }

    /** Whether a key waits or is in flight. */
    boolean contains(long key) {
        for (int slot = 0; slot < keys.length; slot++) {
            if (states[slot] != FREE && keys[slot] == key) {
                return true;
            }
        }
        return false;
    }

    /** The oldest waiting slot that may be sent now, or {@link #NONE}. */
    int firstDue(long tickNs) {
        int slot = head;
        while (slot != NONE && notBeforeTickNs[slot] != Long.MIN_VALUE && tickNs - notBeforeTickNs[slot] < 0) {
            slot = next[slot];
        }
        return slot;
    }

    /** The waiting slot that expires first, or {@link #NONE}. */
    int firstToExpire() {
        int first = head;
        for (int slot = head; slot != NONE; slot = next[slot]) {
            if (expiresAtNs[slot] < expiresAtNs[first]) {
                first = slot;
            }
        }
        return first;
    }

    /** Waiting becomes in flight. */
    void send(int slot) {
        assert states[slot] == WAITING;
        unlink(slot);
        states[slot] = IN_FLIGHT;
        inFlightCount++;
    }

    /** In flight becomes waiting again, at the end, not before a tick. */
    void postpone(int slot, long untilTickNs) {
        assert states[slot] == IN_FLIGHT;
        inFlightCount--;
        states[slot] = WAITING;
        notBeforeTickNs[slot] = untilTickNs;
        linkAfter(tail, slot);
    }

    /** Frees a slot, whatever its state. */
    void release(int slot) {
        if (states[slot] == WAITING) {
            unlink(slot);
        } else if (states[slot] == IN_FLIGHT) {
            inFlightCount--;
        }
        states[slot] = FREE;
        families[slot] = null;
        next[slot] = freeHead;
        freeHead = slot;
    }

    /** All that is in flight waits again, in its first order and before what waits; a state that a newer one overtook is freed. */
    void requeue() {
        for (int slot = 0; slot < states.length; slot++) {
            if (states[slot] == IN_FLIGHT) {
                requeue(slot);
            }
        }
    }

    /** Frees the waiting slots whose time is over; returns how many. */
    int expire(long nowNs) {
        int count = 0;
        for (int slot = head; slot != NONE; ) {
            int following = next[slot];
            if (expiresAtNs[slot] <= nowNs) {
                release(slot);
                count++;
            }
            slot = following;
        }
        return count;
    }

    boolean isInFlight(int slot) {
        return slot >= 0 && slot < states.length && states[slot] == IN_FLIGHT;
    }

    int waitingCount() {
        return waitingCount;
    }

    int inFlightCount() {
        return inFlightCount;
    }

    int freeCount() {
        return states.length - waitingCount - inFlightCount;
    }

    TopicFamily family(int slot) {
        return families[slot];
    }

    long key(int slot) {
        return keys[slot];
    }

    DirectBuffer records() {
        return records;
    }

    int recordOffset(int slot) {
        return slot * recordBytes;
    }

    int recordLength(int slot) {
        return lengths[slot];
    }

    private void requeue(int slot) {
        inFlightCount--;
        states[slot] = WAITING;
        notBeforeTickNs[slot] = Long.MIN_VALUE;
        int after = NONE;
        int at = head;
        while (at != NONE && orders[at] < orders[slot]) {
            after = at;
            at = next[at];
        }
        boolean isOvertaken = findWaiting(families[slot], keys[slot]) != NONE;
        linkAfter(after, slot);
        if (isOvertaken) {
            release(slot);
        }
    }

    private void fill(int slot, long expiryNs, DirectBuffer record, int offset, int length) {
        expiresAtNs[slot] = expiryNs;
        lengths[slot] = length;
        records.putBytes(slot * recordBytes, record, offset, length);
    }

    private void linkAfter(int before, int slot) {
        int after = before == NONE ? head : next[before];
        previous[slot] = before;
        next[slot] = after;
        if (before == NONE) {
            head = slot;
        } else {
            next[before] = slot;
        }
        if (after == NONE) {
            tail = slot;
        } else {
            previous[after] = slot;
        }
        waitingCount++;
    }

    private void unlink(int slot) {
        if (previous[slot] == NONE) {
            head = next[slot];
        } else {
            next[previous[slot]] = next[slot];
        }
        if (next[slot] == NONE) {
            tail = previous[slot];
        } else {
            previous[next[slot]] = previous[slot];
        }
        waitingCount--;
    }
}
