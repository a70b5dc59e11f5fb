package io.roadgate.gateway.roadmap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What follows from lanes: approaches from their stop lines, stop lines from given approaches, manoeuvres from ways on.
 *
 * <p>An approach is a road whose lanes have stop lines; it has the road's name and the group of its first lane.
 */
final class ApproachFinder {
    private static final double NEAR_M = 6;
    private static final double SAME_COURSE_RAD = StrictMath.toRadians(35);

    private final MapDraft draft;
    private final LaneGeometry lanes;

    ApproachFinder(MapDraft draft) {
        this.draft = draft;
        lanes = new LaneGeometry(draft.lanes);
    }

    void find() {
        if (draft.approaches.isEmpty()) {
            findApproaches();
        } else {
            findStopLines();
        }
        findManoeuvres();
    }

    private void findApproaches() {
        Map<String, List<Integer>> roads = new LinkedHashMap<>();
        for (int lane = 0; lane < draft.lanes.size(); lane++) {
            LaneDraft own = draft.lanes.get(lane);
            if (!Double.isNaN(own.stopLineM) && !own.road.isEmpty() && own.kind.isCarriageway() && !own.isInJunction) {
                roads.computeIfAbsent(own.road, road -> new ArrayList<>()).add(lane);
            }
        }
        roads.forEach(this::addApproach);
    }

    private void addApproach(String road, List<Integer> ofRoad) {
        int first = ofRoad.get(0);
        LaneDraft lane = draft.lanes.get(first);
        int segment = lanes.segment(first, lane.stopLineM);
        double courseRad = lanes.courseRad[segment];
        double toRightEast = StrictMath.cos(courseRad);
        double toRightNorth = -StrictMath.sin(courseRad);
        double[] right = null;
        double[] left = null;
        for (int other : ofRoad) {
            double[] ends = ends(other, toRightEast, toRightNorth);
            if (right == null || (ends[0] - right[0]) * toRightEast + (ends[1] - right[1]) * toRightNorth > 0) {
                right = new double[] {ends[0], ends[1]};
            }
            if (left == null || (ends[2] - left[0]) * toRightEast + (ends[3] - left[1]) * toRightNorth < 0) {
                left = new double[] {ends[2], ends[3]};
            }
        }
        draft.add(new Approach(road, right[0], right[1], left[0], left[1], courseRad, lane.signalGroup, lane.endLevel));
    }

    /** {right east, right north, left east, left north} of a lane's stop line. */
    private double[] ends(int lane, double toRightEast, double toRightNorth) {
        int segment = lanes.segment(lane, draft.lanes.get(lane).stopLineM);
        double share = lanes.share(segment, draft.lanes.get(lane).stopLineM);
        double half = LaneGeometry.between(lanes.widthM, segment, share) / 2;
        double eastM = LaneGeometry.between(lanes.eastM, segment, share);
        double northM = LaneGeometry.between(lanes.northM, segment, share);
        return new double[] {
            eastM + half * toRightEast,
            northM + half * toRightNorth,
            eastM - half * toRightEast,
            northM - half * toRightNorth
        };
    }

    /** A lane that runs into the line of an approach, or ends just before it, stops there. */
    private void findStopLines() {
        for (int lane = 0; lane < draft.lanes.size(); lane++) {
            LaneDraft own = draft.lanes.get(lane);
            for (Approach approach : draft.approaches) {
                boolean isOpen = Double.isNaN(own.stopLineM)
                        && own.kind.isCarriageway()
                        && !own.isInJunction
                        && own.endLevel == approach.level();
                double stopM = isOpen ? stopM(lane, approach) : Double.NaN;
                if (!Double.isNaN(stopM)) {
                    own.stopLineM = stopM;
                    own.signalGroup = own.signalGroup == 0 ? approach.signalGroup() : own.signalGroup;
                }
            }
        }
    }

    private double stopM(int lane, Approach approach) {
        int last = lanes.lastPoint(lane);
        double ahead = StrictMath.sin(approach.headingRad());
        double aheadNorth = StrictMath.cos(approach.headingRad());
        double beyondM = (lanes.eastM[last] - approach.rightEastM()) * ahead
                + (lanes.northM[last] - approach.rightNorthM()) * aheadNorth;
        double east = approach.leftEastM() - approach.rightEastM();
        double north = approach.leftNorthM() - approach.rightNorthM();
        double across = Math.sqrt(east * east + north * north);
        double fromRight = ((lanes.eastM[last] - approach.rightEastM()) * east
                        + (lanes.northM[last] - approach.rightNorthM()) * north)
                / across;
        boolean isHere = Math.abs(LaneGeometry.turnRad(approach.headingRad(), lanes.courseRad[last])) < SAME_COURSE_RAD
                && Math.abs(beyondM) < NEAR_M
                && fromRight > 0
                && fromRight < across;
        return isHere ? Math.min(lanes.lengthM(lane), lanes.lengthM(lane) - beyondM) : Double.NaN;
    }

    private void findManoeuvres() {
        Map<String, Integer> indexOfKey = new LinkedHashMap<>();
        for (int i = 0; i < draft.lanes.size(); i++) {
            indexOfKey.put(draft.lanes.get(i).key, i);
        }
        for (int lane = 0; lane < draft.lanes.size(); lane++) {
            LaneDraft own = draft.lanes.get(lane);
            for (String key : own.manoeuvres == 0 ? own.successors : List.<String>of()) {
                Integer next = indexOfKey.get(key);
                if (next != null) {
                    boolean isAcross = draft.lanes.get(next).isInJunction;
                    int to = isAcross ? lanes.lastPoint(next) : lanes.firstPoint[next];
                    own.manoeuvres |= Manoeuvres.ofTurn(
                            LaneGeometry.turnRad(lanes.courseRad[lanes.lastPoint(lane)], lanes.courseRad[to]));
                }
            }
        }
    }
}
