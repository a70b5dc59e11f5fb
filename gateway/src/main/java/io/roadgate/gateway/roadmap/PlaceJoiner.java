package io.roadgate.gateway.roadmap;

import java.util.List;

/**
 * Ways on and neighbours from geometry, for files that do not name them: a lane goes on where another begins within 1.5 m of
 * its end and 45 degrees of its course on the same deck; a neighbour runs beside it, edge to edge, the same way.
 */
final class PlaceJoiner {
    private static final double JOINT_M = 1.5;
    private static final double JOINT_RAD = StrictMath.toRadians(45);
    private static final double BESIDE_RAD = StrictMath.toRadians(20);
    private static final double EDGE_GAP_M = 1.0;
    private static final double DECK_GAP_M = 3;

    private final List<LaneDraft> drafts;
    private final LaneGeometry lanes;

    PlaceJoiner(List<LaneDraft> drafts) {
        this.drafts = drafts;
        lanes = new LaneGeometry(drafts);
    }

    void join() {
        for (int i = 0; i < drafts.size(); i++) {
            for (int k = 0; k < drafts.size(); k++) {
                if (isWayOn(i, k)) {
                    drafts.get(i).successor(drafts.get(k).key);
                }
            }
        }
        for (int i = 0; i < drafts.size(); i++) {
            if (isDriven(drafts.get(i))) {
                findNeighbours(i);
            }
        }
    }

    private boolean isWayOn(int from, int to) {
        LaneDraft a = drafts.get(from);
        LaneDraft b = drafts.get(to);
        int end = lanes.lastPoint(from);
        int start = lanes.firstPoint[to];
        boolean isPossible = from != to
                && isDriven(a)
                && isDriven(b)
                && a.endLevel == b.level
                && Math.abs(lanes.upM[end] - lanes.upM[start]) < DECK_GAP_M;
        return isPossible
                && LaneGeometry.distanceM(lanes.eastM[end], lanes.northM[end], lanes.eastM[start], lanes.northM[start])
                        < JOINT_M
                && Math.abs(LaneGeometry.turnRad(lanes.courseRad[end], lanes.courseRad[start])) < JOINT_RAD;
    }

    private static boolean isDriven(LaneDraft lane) {
        return lane.kind != LaneKind.CROSSWALK && lane.kind != LaneKind.SIDEWALK;
    }

    /** Looks from the middle of a lane to both sides. */
    private void findNeighbours(int lane) {
        LaneDraft own = drafts.get(lane);
        int middle = lanes.segment(lane, lanes.lengthM(lane) / 2);
        double leftM = Double.POSITIVE_INFINITY;
        double rightM = Double.POSITIVE_INFINITY;
        for (int other = 0; other < drafts.size(); other++) {
            LaneDraft draft = drafts.get(other);
            if (other == lane || !isDriven(draft) || draft.level != own.level) {
                continue;
            }
            for (int p = lanes.firstPoint[other]; p < lanes.lastPoint(other); p++) {
                double besideM = besideM(middle, p);
                if (besideM > 0 && besideM < rightM) {
                    rightM = besideM;
                    own.right = draft.key;
                } else if (besideM < 0 && -besideM < leftM) {
                    leftM = -besideM;
                    own.left = draft.key;
                }
            }
        }
    }

    /** How far to the right of a segment's middle another segment runs edge to edge; 0 when it does not. */
    private double besideM(int middle, int p) {
        double lengthM = lanes.alongM[p + 1] - lanes.alongM[p];
        double east = lanes.eastM[p + 1] - lanes.eastM[p];
        double north = lanes.northM[p + 1] - lanes.northM[p];
        double fromEastM = (lanes.eastM[middle] + lanes.eastM[middle + 1]) / 2 - lanes.eastM[p];
        double fromNorthM = (lanes.northM[middle] + lanes.northM[middle + 1]) / 2 - lanes.northM[p];
        double share = (fromEastM * east + fromNorthM * north) / (lengthM * lengthM);
        double toRightM = (fromNorthM * east - fromEastM * north) / lengthM;
        double usualM = (lanes.widthM[middle] + lanes.widthM[p]) / 2;
        boolean isBeside = share >= 0
                && share <= 1
                && Math.abs(LaneGeometry.turnRad(lanes.courseRad[middle], lanes.courseRad[p])) < BESIDE_RAD
                && Math.abs(Math.abs(toRightM) - usualM) < EDGE_GAP_M
                && Math.abs(lanes.upM[p] - lanes.upM[middle]) < DECK_GAP_M;
        return isBeside ? toRightM : 0;
    }
}
