package io.roadgate.gateway.track;

/**
 * The last measurements of each track in the order in which they were made, and the estimate after each.
 *
 * <p>A measurement that comes late is put where it belongs: the estimate before it is taken up again, corrected with it, and
 * all newer measurements are taken in once more. Given the pairing this is exact, the same as if nothing had been late.
 *
 * <p><b>Shape:</b> {@value #DEPTH} entries a slot; an entry is {@value Measurement#NUMBERS} numbers of measurement and a packed estimate.
 */
final class TrackHistory {
    static final int DEPTH = 24;

    final double[] measurement;
    final double[] estimate;
    private final long[] atNs;
    private final byte[] order;
    private final byte[] count;
    private final byte[] sizeAfter;

    TrackHistory(int capacity) {
        measurement = new double[capacity * DEPTH * Measurement.NUMBERS];
        estimate = new double[capacity * DEPTH * StateFilter.PACKED];
        atNs = new long[capacity * DEPTH];
        order = new byte[capacity * DEPTH];
        count = new byte[capacity];
        sizeAfter = new byte[capacity * DEPTH];
    }

    void clear(int slot) {
        count[slot] = 0;
        for (int i = 0; i < DEPTH; i++) {
            order[slot * DEPTH + i] = (byte) i;
        }
    }

    /** Forgets all but the newest entry. */
    void keepNewest(int slot) {
        int base = slot * DEPTH;
        if (count[slot] > 1) {
            byte newest = order[base + count[slot] - 1];
            order[base + count[slot] - 1] = order[base];
            order[base] = newest;
            count[slot] = 1;
        }
    }

    int count(int slot) {
        return count[slot];
    }

    /** Storage of the n-th oldest entry. */
    int entry(int slot, int rank) {
        return slot * DEPTH + order[slot * DEPTH + rank];
    }

    long atNs(int entry) {
        return atNs[entry];
    }

    int size(int entry) {
        return sizeAfter[entry];
    }

    /** Rank that an entry of this instant would have: after all that are not newer. */
    int rank(int slot, long ofNs) {
        int rank = count[slot];
        while (rank > 0 && atNs[entry(slot, rank - 1)] > ofNs) {
            rank--;
        }
        return rank;
    }

    /** Makes room at a rank and returns the rank; the oldest entry goes when all are taken. */
    int insert(int slot, int rank, long ofNs) {
        int base = slot * DEPTH;
        int at = rank;
        if (count[slot] == DEPTH) {
            byte oldest = order[base];
            System.arraycopy(order, base + 1, order, base, DEPTH - 1);
            order[base + DEPTH - 1] = oldest;
            count[slot]--;
            at--;
        }
        byte fresh = order[base + count[slot]];
        System.arraycopy(order, base + at, order, base + at + 1, count[slot] - at);
        order[base + at] = fresh;
        count[slot]++;
        atNs[base + fresh] = ofNs;
        return at;
    }

    void save(int entry, StateFilter filter) {
        filter.store(estimate, entry * StateFilter.PACKED);
        sizeAfter[entry] = (byte) filter.size;
    }

    void load(int entry, StateFilter filter) {
        filter.load(estimate, entry * StateFilter.PACKED, sizeAfter[entry]);
    }
}
