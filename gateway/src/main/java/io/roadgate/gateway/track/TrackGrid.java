package io.roadgate.gateway.track;

import java.util.Arrays;

/**
 * Which tracks are near a place: square cells over the site, each a linked list of slots.
 *
 * <p>Places outside the grid belong to its border cells; two places less than a cell apart are therefore always in the
 * same or in adjacent cells.
 */
final class TrackGrid {
    /** Edge of a cell: how far a search reaches at least. */
    static final double CELL_M = 20;

    private static final int EDGE = 200;
    private static final int NONE = -1;

    private final int[] head = new int[EDGE * EDGE];
    private final int[] next;
    private final int[] previous;
    private final int[] cellOf;

    TrackGrid(int capacity) {
        next = new int[capacity];
        previous = new int[capacity];
        cellOf = new int[capacity];
        Arrays.fill(head, NONE);
        Arrays.fill(cellOf, NONE);
    }

    /** Puts a slot where its track is now. */
    void place(int slot, double eastM, double northM) {
        int cell = row(northM) * EDGE + row(eastM);
        if (cell == cellOf[slot]) {
            return;
        }
        remove(slot);
        next[slot] = head[cell];
        previous[slot] = NONE;
        if (head[cell] != NONE) {
            previous[head[cell]] = slot;
        }
        head[cell] = slot;
        cellOf[slot] = cell;
    }

    /** Takes a slot out. */
    void remove(int slot) {
        int cell = cellOf[slot];
        if (cell == NONE) {
            return;
        }
        if (previous[slot] == NONE) {
            head[cell] = next[slot];
        } else {
            next[previous[slot]] = next[slot];
        }
        if (next[slot] != NONE) {
            previous[next[slot]] = previous[slot];
        }
        cellOf[slot] = NONE;
    }

    /** Collects the slots of a place's cell and its eight neighbours; returns how many. */
    int near(double eastM, double northM, int[] found) {
        int column = row(eastM);
        int row = row(northM);
        int count = 0;
        for (int y = Math.max(0, row - 1); y <= Math.min(EDGE - 1, row + 1); y++) {
            for (int x = Math.max(0, column - 1); x <= Math.min(EDGE - 1, column + 1); x++) {
                for (int slot = head[y * EDGE + x]; slot != NONE; slot = next[slot]) {
                    found[count++] = slot;
                }
            }
        }
        return count;
    }

    private static int row(double metres) {
        int cell = (int) Math.floor(metres / CELL_M) + EDGE / 2;
        return Math.max(0, Math.min(EDGE - 1, cell));
    }
}
