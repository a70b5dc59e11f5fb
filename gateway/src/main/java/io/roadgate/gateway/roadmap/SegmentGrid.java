package io.roadgate.gateway.roadmap;

import java.util.Arrays;

/**
 * A grid that finds the lane segments near a place without allocation: each cell lists every segment whose box, widened by
 * {@link #REACH_M}, touches it.
 *
 * <p><b>Thread:</b> built once, then only read.
 */
final class SegmentGrid {
    /** How far from a centre line a place may be for its lane to be found. */
    static final double REACH_M = 8;
    /** No cell. */
    static final int NONE = -1;

    private static final double CELL_M = 12;
    private static final int EDGE_LIMIT = 512;
    /** Lists longer than this mean cells too fine for long segments. */
    private static final long MOST_ENTRIES = 1L << 23;

    private final LaneGeometry lanes;
    private final double originEastM;
    private final double originNorthM;
    private final double cellM;
    private final int columns;
    private final int rows;
    private final int[] cellStart;
    private final int[] cellSegments;

    SegmentGrid(LaneGeometry lanes) {
        this.lanes = lanes;
        originEastM = Arrays.stream(lanes.eastM).min().orElse(0) - REACH_M;
        originNorthM = Arrays.stream(lanes.northM).min().orElse(0) - REACH_M;
        double acrossM = Arrays.stream(lanes.eastM).max().orElse(0) + REACH_M - originEastM;
        double upwardsM = Arrays.stream(lanes.northM).max().orElse(0) + REACH_M - originNorthM;
        double edgeM = Math.max(CELL_M, Math.max(acrossM, upwardsM) / EDGE_LIMIT);
        while (entries(edgeM) > MOST_ENTRIES) {
            edgeM *= 2;
        }
        cellM = edgeM;
        columns = (int) (acrossM / cellM) + 1;
        rows = (int) (upwardsM / cellM) + 1;
        cellStart = new int[columns * rows + 1];
        cellSegments = fillCells();
    }

    private long entries(double edgeM) {
        long entries = 0;
        for (int lane = 0; lane < lanes.laneCount(); lane++) {
            for (int p = lanes.firstPoint[lane]; p < lanes.lastPoint(lane); p++) {
                double across = Math.abs(lanes.eastM[p + 1] - lanes.eastM[p]) + 2 * REACH_M;
                double upwards = Math.abs(lanes.northM[p + 1] - lanes.northM[p]) + 2 * REACH_M;
                entries += ((long) (across / edgeM + 2)) * ((long) (upwards / edgeM + 2));
            }
        }
        return entries;
    }

    private int[] fillCells() {
        int[] fill = new int[columns * rows];
        addAll(fill, null);
        for (int cell = 0; cell < fill.length; cell++) {
            cellStart[cell + 1] = cellStart[cell] + fill[cell];
        }
        int[] segments = new int[cellStart[fill.length]];
        Arrays.fill(fill, 0);
        addAll(fill, segments);
        return segments;
    }

    private void addAll(int[] fill, int[] segments) {
        for (int lane = 0; lane < lanes.laneCount(); lane++) {
            for (int p = lanes.firstPoint[lane]; p < lanes.lastPoint(lane); p++) {
                addToCells(p, fill, segments);
            }
        }
    }

    private void addToCells(int p, int[] fill, int[] segments) {
        int west = column(Math.min(lanes.eastM[p], lanes.eastM[p + 1]) - REACH_M);
        int east = column(Math.max(lanes.eastM[p], lanes.eastM[p + 1]) + REACH_M);
        int south = row(Math.min(lanes.northM[p], lanes.northM[p + 1]) - REACH_M);
        int north = row(Math.max(lanes.northM[p], lanes.northM[p + 1]) + REACH_M);
        for (int y = south; y <= north; y++) {
            for (int x = west; x <= east; x++) {
                int cell = y * columns + x;
                if (segments != null) {
                    segments[cellStart[cell] + fill[cell]] = p;
                }
                fill[cell]++;
            }
        }
    }

    private int column(double placeEastM) {
        return Math.max(0, Math.min(columns - 1, (int) ((placeEastM - originEastM) / cellM)));
    }

    private int row(double placeNorthM) {
        return Math.max(0, Math.min(rows - 1, (int) ((placeNorthM - originNorthM) / cellM)));
    }

    /** Cell of a place, or {@link #NONE} outside. */
    int cell(double placeEastM, double placeNorthM) {
        double x = (placeEastM - originEastM) / cellM;
        double y = (placeNorthM - originNorthM) / cellM;
        boolean isInside = x >= 0 && x < columns && y >= 0 && y < rows;
        return isInside ? ((int) y) * columns + (int) x : NONE;
    }

    int cellStart(int cell) {
        return cellStart[cell];
    }

    int cellEnd(int cell) {
        return cellStart[cell + 1];
    }

    /** A segment, known by its first point. */
    int cellSegment(int entry) {
        return cellSegments[entry];
    }
}
