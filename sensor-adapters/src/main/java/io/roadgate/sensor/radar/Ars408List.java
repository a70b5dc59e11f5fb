package io.roadgate.sensor.radar;

import java.util.Arrays;

/**
 * One cycle's list of objects or clusters of an ARS408 while it is put together: raw field values in flat arrays, one row per object.
 *
 * <p>Shape: row i holds the object whose general message came as number i; a quality or extended message finds its row
 * by the object's id. {@code quality[i]} and {@code extended[i]} are 0 until their message came.
 *
 * <p>Source: ars408.md, messages 60A to 60D, 600, 701, 702.
 */
final class Ars408List {
    static final int MOST_OBJECTS = 100;
    static final int MOST_CLUSTERS = 250;
    private static final int IDS = 256;
    private static final short NO_ROW = -1;

    boolean isOpen;
    boolean hasHeader;
    int declaredCount;
    int measCounter;
    long headerAtNs;
    long lastAtNs;
    int count;
    int qualityCount;
    int extendedCount;
    boolean hasOverflow;
    final long[] general;
    final long[] quality;
    final long[] extended;
    final boolean[] hasQuality;
    final boolean[] hasExtended;
    private final short[] rowOfId = new short[IDS];

    Ars408List(int longest) {
        general = new long[longest];
        quality = new long[longest];
        extended = new long[longest];
        hasQuality = new boolean[longest];
        hasExtended = new boolean[longest];
    }

    void open(boolean withHeader, int declared, int counter, long receivedAtNs) {
        isOpen = true;
        hasHeader = withHeader;
        declaredCount = declared;
        measCounter = counter;
        headerAtNs = receivedAtNs;
        lastAtNs = receivedAtNs;
        count = 0;
        qualityCount = 0;
        extendedCount = 0;
        hasOverflow = false;
        Arrays.fill(rowOfId, NO_ROW);
    }

    boolean holds(int id) {
        return rowOfId[id] != NO_ROW;
    }

    void addGeneral(long word) {
        if (count == general.length) {
            hasOverflow = true;
            return;
        }
        rowOfId[id(word)] = (short) count;
        general[count] = word;
        hasQuality[count] = false;
        hasExtended[count] = false;
        count++;
    }

    void addQuality(long word) {
        int row = rowOfId[id(word)];
        if (row != NO_ROW) {
            qualityCount += hasQuality[row] ? 0 : 1;
            hasQuality[row] = true;
            quality[row] = word;
        }
    }

    void addExtended(long word) {
        int row = rowOfId[id(word)];
        if (row != NO_ROW) {
            extendedCount += hasExtended[row] ? 0 : 1;
            hasExtended[row] = true;
            extended[row] = word;
        }
    }

    /** Every message but the header names its object or cluster in byte 0. */
    static int id(long word) {
        return (int) (word >>> 56);
    }

    /**
     * A big-endian (Motorola) field.
     *
     * @param word the frame's eight bytes.
     * @param octet and {@code bit}: place of the most significant bit, bit 7 = highest of its byte.
     * @param length in bits.
     */
    static int bits(long word, int octet, int bit, int length) {
        int lowest = 64 - (octet * 8 + 7 - bit) - length;
        return (int) (word >>> lowest & (1L << length) - 1);
    }
}
