package io.roadgate.gateway.toll;

import java.util.Arrays;

/**
 * The transactions of the last minutes, by which a repeated one is known.
 *
 * <p>A transaction's key is OBU address, serial of the PSAM and authentication code. Entries lie in a ring in the order
 * of their arrival; an open-addressed table (linear probing, backward shift on removal) finds them. The oldest leaves
 * when its time is over or when the ring is full.
 *
 * <p><b>Source</b> of the window: gantry practice, the same OBU within 5 to 10 minutes is one passage.
 */
final class PassageMemory {
    private static final int CAPACITY = 32_768;
    private static final int TABLE = CAPACITY * 2;
    private static final int TABLE_MASK = TABLE - 1;
    private static final int EMPTY = -1;

    private final long windowNs;
    private final int[] obuMac = new int[CAPACITY];
    private final int[] psamSerial = new int[CAPACITY];
    private final int[] tac = new int[CAPACITY];
    private final long[] atNs = new long[CAPACITY];
    private final int[] table = new int[TABLE];
    private int oldest;
    private int count;

    PassageMemory(long windowNs) {
        this.windowNs = windowNs;
        Arrays.fill(table, EMPTY);
    }

    /** Whether a transaction is new; it is remembered then. */
    boolean isNew(int mac, int serial, int code, long nowNs) {
        while (count > 0 && nowNs - atNs[oldest] > windowNs) {
            forgetOldest();
        }
        int at = hash(mac, serial, code);
        while (table[at] != EMPTY) {
            int entry = table[at];
            if (obuMac[entry] == mac && psamSerial[entry] == serial && tac[entry] == code) {
                return false;
            }
            at = (at + 1) & TABLE_MASK;
        }
        if (count == CAPACITY) {
            forgetOldest();
        }
        remember(mac, serial, code, nowNs);
        return true;
    }

    private void remember(int mac, int serial, int code, long nowNs) {
        int entry = (oldest + count++) % CAPACITY;
        obuMac[entry] = mac;
        psamSerial[entry] = serial;
        tac[entry] = code;
        atNs[entry] = nowNs;
        int at = hash(mac, serial, code);
        while (table[at] != EMPTY) {
            at = (at + 1) & TABLE_MASK;
        }
        table[at] = entry;
    }

    private void forgetOldest() {
        int hole = hash(obuMac[oldest], psamSerial[oldest], tac[oldest]);
        while (table[hole] != oldest) {
            hole = (hole + 1) & TABLE_MASK;
        }
        oldest = (oldest + 1) % CAPACITY;
        count--;
        int at = hole;
        while (true) {
            at = (at + 1) & TABLE_MASK;
            int entry = table[at];
            if (entry == EMPTY) {
                break;
            }
            int home = hash(obuMac[entry], psamSerial[entry], tac[entry]);
            if (((at - home) & TABLE_MASK) >= ((at - hole) & TABLE_MASK)) {
                table[hole] = entry;
                hole = at;
            }
        }
        table[hole] = EMPTY;
    }

    private static int hash(int mac, int serial, int code) {
        int mixed = (mac * 31 + serial) * 31 + code;
        mixed *= 0x9E3779B1; // golden ratio: spreads neighbouring serials
        return (mixed >>> 15) & TABLE_MASK;
    }
}
