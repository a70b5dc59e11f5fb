package io.roadgate.gateway.mapfile;

import io.roadgate.gateway.roadmap.LaneDraft;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Levels for formats that have heights but no levels: a lane that lies more than {@link #DECK_M} above another where they
 * cross is at least one level above it; what joins two levels becomes a ramp. Lanes that are stacked with none are level 0.
 */
final class LevelFinder {
    /** Less than this between two surfaces leaves no room for a vehicle. */
    static final double DECK_M = 3.8;

    private static final int MOST_LEVELS = 8;

    private final List<LaneDraft> lanes;
    private final int[] level;
    private final List<int[]> stacked = new ArrayList<>();

    private LevelFinder(List<LaneDraft> lanes) {
        this.lanes = lanes;
        level = new int[lanes.size()];
        Arrays.fill(level, -1);
    }

    static void assign(List<LaneDraft> lanes) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (LaneDraft lane : lanes) {
            for (double[] place : lane.points()) {
                lowest = Math.min(lowest, place[2]);
                highest = Math.max(highest, place[2]);
            }
        }
        if (highest - lowest > DECK_M) {
            new LevelFinder(lanes).run();
        }
    }

    private void run() {
        findStacks();
        for (int round = 0; round < MOST_LEVELS; round++) {
            boolean isChanged = false;
            for (int[] pair : stacked) {
                level[pair[0]] = Math.max(0, level[pair[0]]);
                if (level[pair[1]] <= level[pair[0]] && level[pair[0]] < MOST_LEVELS) {
                    level[pair[1]] = level[pair[0]] + 1;
                    isChanged = true;
                }
            }
            if (!isChanged) {
                break;
            }
        }
        joinLevels();
    }

    private void findStacks() {
        STRtree tree = new STRtree();
        for (int lane = 0; lane < lanes.size(); lane++) {
            List<double[]> points = lanes.get(lane).points();
            for (int i = 0; i + 1 < points.size(); i++) {
                tree.insert(
                        new Envelope(points.get(i)[0], points.get(i + 1)[0], points.get(i)[1], points.get(i + 1)[1]),
                        new int[] {lane, i});
            }
        }
        Map<Long, Boolean> seen = new HashMap<>();
        for (int lane = 0; lane < lanes.size(); lane++) {
            List<double[]> points = lanes.get(lane).points();
            for (int i = 0; i + 1 < points.size(); i++) {
                Envelope box =
                        new Envelope(points.get(i)[0], points.get(i + 1)[0], points.get(i)[1], points.get(i + 1)[1]);
                box.expandBy(1);
                for (Object found : tree.query(box)) {
                    int[] other = (int[]) found;
                    if (other[0] > lane && !seen.containsKey(pairKey(lane, other[0]))) {
                        int order = order(lane, i, other[0], other[1]);
                        if (order != 0) {
                            seen.put(pairKey(lane, other[0]), true);
                            stacked.add(order > 0 ? new int[] {other[0], lane} : new int[] {lane, other[0]});
                        }
                    }
                }
            }
        }
    }

    private static long pairKey(int lane, int other) {
        return ((long) lane << 32) | other;
    }

    /** Above (1), below (-1), or neither, where two segments come within three metres of each other in the plane. */
    private int order(int lane, int i, int other, int k) {
        double[] a = lanes.get(lane).points().get(i);
        double[] b = lanes.get(lane).points().get(i + 1);
        double[] c = lanes.get(other).points().get(k);
        double[] d = lanes.get(other).points().get(k + 1);
        double cross = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0]);
        double t = 0.5;
        double u = 0.5;
        if (Math.abs(cross) > 1e-9) {
            t = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / cross;
            u = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / cross;
        }
        t = Math.max(0, Math.min(1, t));
        u = Math.max(0, Math.min(1, u));
        double east = a[0] + t * (b[0] - a[0]) - c[0] - u * (d[0] - c[0]);
        double north = a[1] + t * (b[1] - a[1]) - c[1] - u * (d[1] - c[1]);
        double gapM = a[2] + t * (b[2] - a[2]) - c[2] - u * (d[2] - c[2]);
        if (east * east + north * north > 9 || Math.abs(gapM) < DECK_M) {
            return 0;
        }
        return gapM > 0 ? 1 : -1;
    }

    /** Each joint of lanes has one level; lanes between two levels are ramps. */
    private void joinLevels() {
        Map<String, Integer> indexOfKey = new HashMap<>();
        for (int i = 0; i < lanes.size(); i++) {
            indexOfKey.put(lanes.get(i).key(), i);
        }
        int[] joint = new int[lanes.size() * 2];
        for (int i = 0; i < joint.length; i++) {
            joint[i] = i;
        }
        for (int i = 0; i < lanes.size(); i++) {
            for (String key : lanes.get(i).successors()) {
                Integer next = indexOfKey.get(key);
                if (next != null) {
                    joint[root(joint, 2 * i + 1)] = root(joint, 2 * next);
                }
            }
        }
        int[] levelOfJoint = new int[joint.length];
        for (int i = 0; i < lanes.size(); i++) {
            for (int end = 0; end < 2; end++) {
                int at = root(joint, 2 * i + end);
                levelOfJoint[at] = Math.max(levelOfJoint[at], level[i]);
            }
        }
        for (int i = 0; i < lanes.size(); i++) {
            lanes.get(i).ramp(levelOfJoint[root(joint, 2 * i)], levelOfJoint[root(joint, 2 * i + 1)]);
        }
    }

    private static int root(int[] joint, int of) {
        int at = of;
        while (joint[at] != at) {
            joint[at] = joint[joint[at]];
            at = joint[at];
        }
        return at;
    }
}
