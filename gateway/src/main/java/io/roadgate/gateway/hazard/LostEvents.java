package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EventPhase;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Events whose track is gone: each waits a moment for a new track that takes up the same condition near where the old one
 * would be now, else it ends.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing after construction.
 */
final class LostEvents {
    /** No event. */
    static final long NO_ID = -1;

    private static final int CAPACITY = 32;
    private static final int RECORD_BYTES = 512;
    private static final long WAIT_NS = (long) (EventBook.HEIR_S * 1e9);
    private static final double NEAR_M = 8;
    private static final double NEAR_MPS = 4;

    private final HazardEventWriter writer;
    private final EventKind[] kind = new EventKind[CAPACITY];
    private final long[] eventId = new long[CAPACITY];
    private final long[] atNs = new long[CAPACITY];
    private final double[] eastM = new double[CAPACITY];
    private final double[] northM = new double[CAPACITY];
    private final double[] eastMps = new double[CAPACITY];
    private final double[] northMps = new double[CAPACITY];
    private final int[] length = new int[CAPACITY];
    private final UnsafeBuffer records = new UnsafeBuffer(new byte[CAPACITY * RECORD_BYTES]);
    private int count;

    LostEvents(HazardEventWriter writer) {
        this.writer = writer;
    }

    /** Keeps an event whose track is about to end; with no room it ends now. */
    void keep(EventBook.Condition condition, RoadPicture picture) {
        int slot = condition.last.primary;
        if (count == CAPACITY || slot == EventBook.NOBODY) {
            writer.write(picture, condition, EventPhase.ENDED);
            return;
        }
        int at = count++;
        kind[at] = condition.kind;
        eventId[at] = condition.eventId;
        atNs[at] = picture.nowNs();
        eastM[at] = picture.eastM(slot);
        northM[at] = picture.northM(slot);
        eastMps[at] = picture.eastMps(slot);
        northMps[at] = picture.northMps(slot);
        length[at] = writer.encode(picture, condition, EventPhase.ENDED, records, at * RECORD_BYTES);
    }

    /** The id of a lost event that this condition carries on, or {@link #NO_ID}. */
    long inherit(EventBook.Condition condition, RoadPicture picture) {
        int slot = condition.last.primary;
        if (count == 0 || slot == EventBook.NOBODY) {
            return NO_ID;
        }
        for (int at = 0; at < count; at++) {
            double ageS = (picture.nowNs() - atNs[at]) * 1e-9;
            double east = picture.eastM(slot) - eastM[at] - eastMps[at] * ageS;
            double north = picture.northM(slot) - northM[at] - northMps[at] * ageS;
            double reachM = NEAR_M + NEAR_MPS * ageS;
            if (kind[at] == condition.kind && east * east + north * north < reachM * reachM) {
                long id = eventId[at];
                remove(at);
                return id;
            }
        }
        return NO_ID;
    }

    /** Ends those that nobody has taken up. */
    void sweep(long nowNs) {
        for (int at = count - 1; at >= 0; at--) {
            if (nowNs - atNs[at] >= WAIT_NS) {
                writer.rewrite(records, at * RECORD_BYTES, length[at], nowNs);
                remove(at);
            }
        }
    }

    private void remove(int at) {
        int last = --count;
        kind[at] = kind[last];
        eventId[at] = eventId[last];
        atNs[at] = atNs[last];
        eastM[at] = eastM[last];
        northM[at] = northM[last];
        eastMps[at] = eastMps[last];
        northMps[at] = northMps[last];
        length[at] = length[last];
        records.putBytes(at * RECORD_BYTES, records, last * RECORD_BYTES, RECORD_BYTES);
    }
}
