package io.roadgate.gateway.publish;

import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.HazardEventDecoder;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The hazards that are told over and over while they last, by event id.
 *
 * <p>An ended one is told a few times more with its end, then forgotten; one that nobody updates is forgotten when it
 * expires.
 */
final class ActiveHazards {
    static final int CAPACITY = 64;
    static final int ENDED_REPEATS = 3;
    private static final int RECORD_BYTES = 256;
    private static final int LASTING = Integer.MAX_VALUE;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final HazardEventDecoder event = new HazardEventDecoder();
    private final UnsafeBuffer records = new UnsafeBuffer(new byte[CAPACITY * RECORD_BYTES]);
    private final long[] eventIds = new long[CAPACITY];
    private final int[] repeatsLeft = new int[CAPACITY];
    private int count;

    /** Takes the newest state of an event; false when there is no room. */
    boolean put(DirectBuffer record, int offset, int length) {
        event.wrapAndApplyHeader(record, offset, header);
        int slot = find(event.eventId());
        boolean isEnded = event.phaseRaw() == EventPhase.ENDED.value();
        if (slot == count) {
            if (isEnded) {
                return true;
            }
            if (count == CAPACITY || length > RECORD_BYTES) {
                return false;
            }
            count++;
        }
        eventIds[slot] = event.eventId();
        repeatsLeft[slot] = isEnded ? ENDED_REPEATS : LASTING;
        records.putBytes(slot * RECORD_BYTES, record, offset, length);
        return true;
    }

    /** Forgets what is over. */
    void prune(long nowNs) {
        for (int slot = count - 1; slot >= 0; slot--) {
            if (repeatsLeft[slot] == 0 || (repeatsLeft[slot] == LASTING && at(slot).expiresAtNs() <= nowNs)) {
                remove(slot);
            }
        }
    }

    int count() {
        return count;
    }

    /** The record of a slot, valid until the next call. */
    HazardEventDecoder at(int slot) {
        return event.wrapAndApplyHeader(records, slot * RECORD_BYTES, header);
    }

    /** Notes that a slot was told once. */
    void told(int slot) {
        if (repeatsLeft[slot] != LASTING) {
            repeatsLeft[slot]--;
        }
    }

    private int find(long eventId) {
        int slot = 0;
        while (slot < count && eventIds[slot] != eventId) {
            slot++;
        }
        return slot;
    }

    private void remove(int slot) {
        int last = --count;
        if (slot != last) {
            eventIds[slot] = eventIds[last];
            repeatsLeft[slot] = repeatsLeft[last];
            records.putBytes(slot * RECORD_BYTES, records, last * RECORD_BYTES, RECORD_BYTES);
        }
    }
}
