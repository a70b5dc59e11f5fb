package io.roadgate.gateway.roadmap;

import java.util.List;
import java.util.Map;

/** Stretches of one kind by lane, in flat arrays. */
final class StretchTable {
    private final int[] start;
    private final double[] fromM;
    private final double[] toM;

    StretchTable(int laneCount, List<LaneStretch> all, LaneStretch.Kind kind, Map<String, Integer> indexOfKey) {
        start = new int[laneCount + 1];
        List<LaneStretch> own = all.stream()
                .filter(stretch -> stretch.kind() == kind && indexOfKey.containsKey(stretch.lane()))
                .toList();
        for (LaneStretch stretch : own) {
            start[indexOfKey.get(stretch.lane()) + 1]++;
        }
        for (int lane = 0; lane < laneCount; lane++) {
            start[lane + 1] += start[lane];
        }
        fromM = new double[own.size()];
        toM = new double[own.size()];
        int[] fill = start.clone();
        for (LaneStretch stretch : own) {
            int at = fill[indexOfKey.get(stretch.lane())]++;
            fromM[at] = stretch.fromM();
            toM[at] = stretch.toM();
        }
    }

    boolean has(int lane, double alongM) {
        for (int i = start[lane]; i < start[lane + 1]; i++) {
            if (alongM >= fromM[i] && alongM <= toM[i]) {
                return true;
            }
        }
        return false;
    }
}
