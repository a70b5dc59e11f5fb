package io.roadgate.sensor.radar;

import static io.roadgate.sensor.radar.Ars408List.bits;

import io.roadgate.sensor.frame.CanFrame;
import io.roadgate.sensor.frame.CanIdFilter;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import java.util.Arrays;
import java.util.List;

/**
 * Puts an ARS408's object lists or its cluster lists together from its CAN frames.
 *
 * <p>A list begins with its header (60A, 600) and has no end mark. It is complete when as many objects as the header
 * declares have come in every kind that the radar's state (201) says it sends; before the first state, when all kinds
 * came: general, quality and extended of objects (60B, 60C, 60D), general and quality of clusters (701, 702). It is closed unfinished by the next header, by an object that is already in it (a lost header) or by
 * {@link #TIMEOUT_NS} of silence.
 *
 * <p>Errors: {@code LIST_INCOMPLETE} per list closed without all parts, {@code CYCLE_LOST} per cycle that the header's
 * counter skipped, {@code CAN_SHORT}, {@code CAN_UNKNOWN_ID}.
 *
 * <p>Source: ars408.md, sections "Bus and addressing", "Object list", "Cluster list", "State", "Cycle, completeness, time".
 */
final class Ars408Assembler {
    /** Silence after which a list is closed as it is. */
    static final long TIMEOUT_NS = 50_000_000L;

    private static final int INDEX_MASK = 0x70;
    private static final int HEADER = 0x60A;
    private static final int GENERAL = 0x60B;
    private static final int QUALITY = 0x60C;
    private static final int EXTENDED = 0x60D;
    private static final int CLUSTER_HEADER = 0x600;
    private static final int CLUSTER_GENERAL = 0x701;
    private static final int CLUSTER_QUALITY = 0x702;
    private static final int STATE = 0x201;
    // What the radar itself says; the identifiers of the host's messages are nobody's news.
    private static final int[] OWN = {
        STATE,
        0x203,
        0x204,
        0x402,
        0x408,
        CLUSTER_HEADER,
        HEADER,
        GENERAL,
        QUALITY,
        EXTENDED,
        0x60E,
        0x700,
        CLUSTER_GENERAL,
        CLUSTER_QUALITY
    };
    private static final int COUNTER_MASK = 0xFFFF;
    // A jump farther than a second of cycles is a radar that started anew, not a row of lost cycles.
    private static final int LONGEST_GAP = 14;

    private final int sensorIndex;
    private final Lists kind;
    private final FaultSink faults;
    private final ListHandler handler;
    private final boolean isClusters;
    private final Ars408List list;
    private boolean hasState;
    private boolean sendsQuality;
    private boolean sendsExtended;
    private int lastCounter = -1;

    /** What a radar of the family lists. */
    enum Lists {
        /** Objects, with quality and extended messages where they are switched on. */
        OBJECTS,
        /** Clusters, with quality messages where they are switched on. */
        CLUSTERS,
        /** Objects of a radar that has neither quality nor extended messages. */
        PLAIN_OBJECTS
    }

    /** Takes finished lists. */
    @FunctionalInterface
    interface ListHandler {
        void onList(Ars408List list, boolean isComplete);
    }

    Ars408Assembler(int sensorIndex, Lists kind, FaultSink faults, ListHandler handler) {
        this.sensorIndex = sensorIndex;
        this.kind = kind;
        this.isClusters = kind == Lists.CLUSTERS;
        this.list = new Ars408List(isClusters ? Ars408List.MOST_CLUSTERS : Ars408List.MOST_OBJECTS);
        this.faults = faults;
        this.handler = handler;
    }

    /** All that the radar with this index says: its own identifiers and no other's. */
    static List<CanIdFilter> filters(int sensorIndex) {
        return Arrays.stream(OWN)
                .mapToObj(base -> CanIdFilter.standard(base | sensorIndex << 4))
                .toList();
    }

    void onCanFrame(CanFrame frame, long receivedAtNs) {
        int base = frame.id() & ~INDEX_MASK;
        int shortest = shortestLength(base);
        if (frame.isExtended() || shortest < 0) {
            faults.count(FrameFault.CAN_UNKNOWN_ID);
            return;
        }
        if (frame.isRemote() || (frame.id() & INDEX_MASK) >> 4 != sensorIndex) {
            return;
        }
        if (frame.length() < shortest) {
            faults.count(FrameFault.CAN_SHORT);
            return;
        }
        onMessage(base, frame.word(), receivedAtNs);
    }

    /** Bytes that a message has at least; -1 when the radar has no such message. */
    private static int shortestLength(int base) {
        return switch (base) {
            case HEADER -> 4;
            case GENERAL, EXTENDED, STATE -> 8;
            case QUALITY -> 7;
            case CLUSTER_HEADER, CLUSTER_QUALITY -> 5;
            case CLUSTER_GENERAL -> 8;
            case 0x60E -> 2;
            // Filters, collision regions, version, relay, and what the host itself sends: no lists.
            case 0x203, 0x204, 0x402, 0x408, 0x700, 0x008 -> 0;
            case 0x200, 0x202, 0x300, 0x301, 0x400, 0x401 -> 0;
            default -> -1;
        };
    }

    private void onMessage(int base, long word, long receivedAtNs) {
        if (base == STATE) {
            onState(word);
        } else if (base == (isClusters ? CLUSTER_HEADER : HEADER)) {
            onHeader(word, receivedAtNs);
        } else if (base == (isClusters ? CLUSTER_GENERAL : GENERAL)) {
            onGeneral(word, receivedAtNs);
        } else if (base == (isClusters ? CLUSTER_QUALITY : QUALITY)) {
            if (list.isOpen) {
                list.addQuality(word);
                touch(receivedAtNs);
            }
        } else if (base == EXTENDED && !isClusters && list.isOpen) {
            list.addExtended(word);
            touch(receivedAtNs);
        }
        // All others are known and of no use here.
    }

    private void onState(long word) {
        hasState = true;
        sendsExtended = bits(word, 5, 5, 1) == 1;
        sendsQuality = bits(word, 5, 4, 1) == 1;
    }

    private void onHeader(long word, long receivedAtNs) {
        closeUnfinished();
        int declared = isClusters ? bits(word, 0, 7, 8) + bits(word, 1, 7, 8) : bits(word, 0, 7, 8);
        int counter = isClusters ? bits(word, 2, 7, 16) : bits(word, 1, 7, 16);
        if (lastCounter >= 0) {
            int skipped = (counter - lastCounter & COUNTER_MASK) - 1;
            for (int i = 0; i < skipped && skipped <= LONGEST_GAP; i++) {
                faults.count(FrameFault.CYCLE_LOST);
            }
        }
        lastCounter = counter;
        list.open(true, declared, counter, receivedAtNs);
        closeIfComplete();
    }

    private void onGeneral(long word, long receivedAtNs) {
        if (list.isOpen && list.holds(Ars408List.id(word))) {
            closeUnfinished();
        }
        if (!list.isOpen) {
            list.open(false, -1, lastCounter < 0 ? 0 : lastCounter + 1 & COUNTER_MASK, receivedAtNs);
        }
        list.addGeneral(word);
        touch(receivedAtNs);
    }

    private void touch(long receivedAtNs) {
        list.lastAtNs = receivedAtNs;
        closeIfComplete();
    }

    private void closeIfComplete() {
        boolean wantsQuality = kind != Lists.PLAIN_OBJECTS && (!hasState || sendsQuality);
        boolean wantsExtended = kind == Lists.OBJECTS && (!hasState || sendsExtended);
        if (list.hasHeader
                && list.count == list.declaredCount
                && (!wantsQuality || list.qualityCount == list.count)
                && (!wantsExtended || list.extendedCount == list.count)) {
            close(true);
        }
    }

    /** Ends a list that lacks something, or that only a missing state kept open. */
    void closeUnfinished() {
        if (list.isOpen) {
            close(!hasState && isWholeInItsOwnKinds());
        }
    }

    private boolean isWholeInItsOwnKinds() {
        return list.hasHeader
                && !list.hasOverflow
                && list.count == list.declaredCount
                && (list.qualityCount == 0 || list.qualityCount == list.count)
                && (list.extendedCount == 0 || list.extendedCount == list.count);
    }

    private void close(boolean isComplete) {
        list.isOpen = false;
        if (!isComplete) {
            faults.count(FrameFault.LIST_INCOMPLETE);
        }
        handler.onList(list, isComplete);
    }

    int onTick(long nowNs) {
        if (list.isOpen && nowNs - list.lastAtNs >= TIMEOUT_NS) {
            closeUnfinished();
            return 1;
        }
        return 0;
    }

    /** Forgets a half list and the counter: a radar that was away begins anew. */
    void reset() {
        list.isOpen = false;
        lastCounter = -1;
        hasState = false;
    }
}
