package io.roadgate.gateway.hazard;

import java.util.Arrays;

/**
 * Which tracks are near a place: a hash of square cells, filled anew at each sweep.
 *
 * <p>A cell is a chain of slots; cells of different places may share a chain, so whoever asks looks at the distance.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing after construction.
 */
final class NearGrid {
    /** Edge of a cell. */
    static final double CELL_M = 50;

    private static final int NONE = -1;
    private static final int BUCKETS = 4_096;

    private final int[] head = new int[BUCKETS];
    private final int[] next;
    private final int[] column;
    private final int[] row;

    NearGrid(int capacity) {
        next = new int[capacity];
        column = new int[capacity];
        row = new int[capacity];
        Arrays.fill(head, NONE);
    }

    void clear() {
        Arrays.fill(head, NONE);
    }

    void add(int slot, double eastM, double northM) {
        column[slot] = cell(eastM);
        row[slot] = cell(northM);
        int bucket = bucket(column[slot], row[slot]);
        next[slot] = head[bucket];
        head[bucket] = slot;
    }

    /** Collects the slots of all cells that a circle touches, each once; returns how many. */
    int near(double eastM, double northM, double radiusM, int[] found) {
        int west = cell(eastM - radiusM);
        int east = cell(eastM + radiusM);
        int south = cell(northM - radiusM);
        int north = cell(northM + radiusM);
        int count = 0;
        for (int y = south; y <= north; y++) {
            for (int x = west; x <= east; x++) {
                for (int slot = head[bucket(x, y)]; slot != NONE; slot = next[slot]) {
                    if (column[slot] == x && row[slot] == y) {
                        found[count++] = slot;
                    }
                }
            }
        }
        return count;
    }

    private static int cell(double metres) {
        return (int) Math.floor(metres / CELL_M);
    }

    private static int bucket(int column, int row) {
        return (column * 0x9E3779B1 ^ row * 0x85EBCA77) >>> 20;
    }
}
