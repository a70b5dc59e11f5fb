package io.roadgate.gateway.traffic;

import io.roadgate.gateway.roadmap.SiteMap;

/**
 * How much of each lane sensors see, learned from where they have seen somebody lately.
 *
 * <p>A lane is cut into cells of some {@link #CELL_M}; a cell is seen when a fresh track was in it within
 * {@link #REMEMBERED_NS} and a sensor that saw it there still answers. An empty road proves nothing: a lane on which
 * nobody has been seen is not covered as far as anybody knows.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing while the map stays.
 */
final class LaneCoverage {
    static final double CELL_M = 10;
    static final long REMEMBERED_NS = 600_000_000_000L;

    private final SiteMap map;
    private final int[] firstCell;
    private final long[] seenAtNs;
    private final int[] sensors;

    LaneCoverage(SiteMap map) {
        this.map = map;
        firstCell = new int[map.laneCount() + 1];
        for (int lane = 0; lane < map.laneCount(); lane++) {
            int cells = Math.max(1, (int) Math.round(map.lengthM(lane) / CELL_M));
            firstCell[lane + 1] = firstCell[lane] + cells;
        }
        seenAtNs = new long[firstCell[map.laneCount()]];
        sensors = new int[seenAtNs.length];
    }

    /** Between two places of one track it was seen all the way. */
    void seeBetween(int lane, double fromM, double toM, int sources, long nowNs) {
        int last = cellOf(lane, toM);
        for (int cell = cellOf(lane, Math.min(fromM, toM)); cell <= last; cell++) {
            seenAtNs[firstCell[lane] + cell] = nowNs;
            sensors[firstCell[lane] + cell] |= sources;
        }
    }

    private int cellOf(int lane, double alongM) {
        int cells = firstCell[lane + 1] - firstCell[lane];
        return Math.max(0, Math.min(cells - 1, (int) (alongM / map.lengthM(lane) * cells)));
    }

    /** What only this sensor saw is seen no more. */
    void onSensorLost(int sensorId) {
        for (int cell = 0; cell < sensors.length; cell++) {
            sensors[cell] &= ~(1 << (sensorId - 1));
        }
    }

    /** Share of the lane's length that is seen, 0..1. */
    double share(int lane, long nowNs) {
        int seen = 0;
        for (int cell = firstCell[lane]; cell < firstCell[lane + 1]; cell++) {
            boolean isSeen = sensors[cell] != 0 && seenAtNs[cell] != 0 && nowNs - seenAtNs[cell] < REMEMBERED_NS;
            seen += isSeen ? 1 : 0;
        }
        return seen / (double) (firstCell[lane + 1] - firstCell[lane]);
    }
}
