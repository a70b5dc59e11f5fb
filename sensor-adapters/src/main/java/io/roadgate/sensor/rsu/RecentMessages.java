package io.roadgate.sensor.rsu;

import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * What was heard within a short time, so that a message which several radios of a unit hear is used once.
 *
 * <p>Shape: a table of keys in rows of four; the oldest of a row gives way. A key that was pushed out lets its repetition
 * through: under overload a message may be used twice, none is ever dropped for another's sake, but for two keys of 64
 * bits that happen to be equal.
 *
 * <p>Time: stands beside each key; a clock that jumps back makes nothing a repetition. Allocates nothing after
 * construction.
 */
final class RecentMessages {
    private static final int ROWS = 1_024;
    private static final int PER_ROW = 4;

    private final long windowNs;
    private final long[] keys = new long[ROWS * PER_ROW];
    private final long[] atNs = new long[ROWS * PER_ROW];
    private int newest;

    /** A memory of so long; 0 remembers nothing. */
    RecentMessages(long windowNs) {
        this.windowNs = windowNs;
        Arrays.fill(atNs, Long.MIN_VALUE);
    }

    /** The key of a message: all its octets and its length go into it. */
    static long keyOf(DirectBuffer buffer, int offset, int length) {
        long key = length;
        int at = offset;
        int end = offset + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            key = mixed(key ^ buffer.getLong(at));
        }
        for (; at < end; at++) {
            key = mixed(key ^ buffer.getByte(at));
        }
        return key;
    }

    /** Whether a key was heard within the window; if not, it has been now. */
    boolean isRepeated(long key, long nowNs) {
        if (windowNs == 0) {
            return false;
        }
        int row = (int) (key & (ROWS - 1)) * PER_ROW;
        int oldest = row;
        for (int i = row; i < row + PER_ROW; i++) {
            if (keys[i] == key && atNs[i] <= nowNs && nowNs - atNs[i] <= windowNs && atNs[i] != Long.MIN_VALUE) {
                return true;
            }
            if (atNs[i] < atNs[oldest]) {
                oldest = i;
            }
        }
        keys[oldest] = key;
        atNs[oldest] = nowNs;
        newest = oldest;
        return false;
    }

    /** The newest message could not be used after all: its repetition may be. */
    void forgetNewest() {
        atNs[newest] = Long.MIN_VALUE;
    }

    /** Every bit of the result depends on every bit of the key (the finisher of MurmurHash3). */
    private static long mixed(long key) {
        long mixed = (key ^ (key >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }
}
