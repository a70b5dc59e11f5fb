package io.roadgate.gateway.roadmap;

import java.util.List;
import java.util.Map;

/**
 * How lanes hang together, in flat arrays: ways on and back, neighbours, and which way on is the most probable.
 *
 * <p><b>Thread:</b> built once, then only read.
 */
final class LaneLinks {
    final int[] successorStart;
    final int[] successors;
    final int[] predecessorStart;
    final int[] predecessors;
    final int[] left;
    final int[] right;

    /** Links by keys; a key that names no lane links nothing (the check has refused it). */
    LaneLinks(List<LaneDraft> lanes, Map<String, Integer> indexOfKey) {
        int count = lanes.size();
        successorStart = new int[count + 1];
        left = new int[count];
        right = new int[count];
        int[] back = new int[count + 1];
        int[] to = lanes.stream()
                .flatMap(lane -> lane.successors.stream())
                .mapToInt(key -> indexOfKey.getOrDefault(key, SiteMap.NONE))
                .toArray();
        successors = new int[to.length];
        int next = 0;
        int given = 0;
        for (int i = 0; i < count; i++) {
            LaneDraft lane = lanes.get(i);
            left[i] = indexOfKey.getOrDefault(lane.left, SiteMap.NONE);
            right[i] = indexOfKey.getOrDefault(lane.right, SiteMap.NONE);
            for (int k = 0; k < lane.successors.size(); k++) {
                int other = to[given++];
                if (other != SiteMap.NONE) {
                    successors[next++] = other;
                    back[other + 1]++;
                }
            }
            successorStart[i + 1] = next;
        }
        predecessorStart = back;
        for (int i = 0; i < count; i++) {
            predecessorStart[i + 1] += predecessorStart[i];
        }
        predecessors = new int[next];
        int[] fill = predecessorStart.clone();
        for (int i = 0; i < count; i++) {
            for (int k = successorStart[i]; k < successorStart[i + 1]; k++) {
                predecessors[fill[successors[k]]++] = i;
            }
        }
    }

    /** Whether one may come from a lane to another at once: as way on, way back or neighbour. */
    boolean isLinked(int from, int to) {
        if (left[from] == to || right[from] == to) {
            return true;
        }
        for (int k = successorStart[from]; k < successorStart[from + 1]; k++) {
            if (successors[k] == to) {
                return true;
            }
        }
        for (int k = predecessorStart[from]; k < predecessorStart[from + 1]; k++) {
            if (predecessors[k] == to) {
                return true;
            }
        }
        return false;
    }
}
