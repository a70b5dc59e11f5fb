package io.roadgate.gateway.roadmap;

/**
 * Finds the lane that a place belongs to, by distance, course, height and history.
 *
 * <p>Each segment near the place is a candidate with the penalty
 *
 * <pre>
 *   (lateral / half width)^2 + min(4, (course error / 0.5 rad)^2) + history
 * </pre>
 *
 * <p>The course counts only for who moves; its penalty is bounded, so that a wrong-way driver still has a lane. A place
 * more than a metre outside of a lane does not belong to it.
 *
 * <p><b>History:</b> the lane of last time is preferred by 0.5, those that it is linked to (ways on and back, neighbours) cost
 * nothing, others cost 1: nobody gets from a ramp to the carriageway beside it but where they are linked.
 *
 * <p><b>Decks:</b> lanes of another level are no candidates. When the level is unknown, but the lane of last time is not, who
 * was on a deck stays there: a lane on another deck that is not linked to the last one is a candidate only when no lane of
 * that deck is near any more. Without a history the height decides, if it is known: lanes more than 3 m above or below are
 * no candidates. With one, whose word is worth more than a noisy height, it only adds min(4, (height error / 4 m)^2).
 *
 * <p><b>Thread:</b> the fusion agent. The result stands in the accessors until the next call; nothing is allocated.
 */
public final class LaneMatcher {
    /** A deck that nobody has told. */
    public static final int UNKNOWN_LEVEL = Byte.MIN_VALUE;

    private static final double MARGIN_M = 1.0;
    private static final double COURSE_SCALE_RAD = 0.5;
    private static final double COURSE_PENALTY_LIMIT = 4;
    private static final double SAME_LANE = -0.5;
    private static final double UNLINKED = 1;
    private static final double DECK_GAP_M = 3;
    /** What a leap from deck to deck costs: more than all else together. */
    private static final double LEAP = 1000;

    private static final double HEIGHT_SCALE_M = 4;
    private static final double HEIGHT_PENALTY_LIMIT = 4;

    private SiteMap map;
    private LaneGeometry lanes;
    private double placeEastM;
    private double placeNorthM;
    private double placeUpM;
    private double placeCourseRad;
    private int laneIndex;
    private double alongM;
    private double lateralM;
    private double penalty;

    /** A matcher over these lanes. */
    public LaneMatcher(SiteMap map) {
        use(map);
    }

    /** Goes over to another map; lanes of last time are then those of another map, and must be forgotten. */
    public void use(SiteMap newMap) {
        map = newMap;
        lanes = newMap.geometry;
    }

    /**
     * Finds the lane.
     *
     * @param upM height above the site origin; NaN = unknown.
     * @param level deck, or {@link #UNKNOWN_LEVEL}.
     * @param courseRad clockwise from north; NaN = stands or unknown.
     * @param isOnFoot people belong on crosswalks and pavements, vehicles do not.
     * @param lastIndex lane of last time, or {@link SiteMap#NONE}.
     * @return index of the lane, or {@link SiteMap#NONE}.
     */
    public int match(
            double eastM, double northM, double upM, int level, double courseRad, boolean isOnFoot, int lastIndex) {
        laneIndex = SiteMap.NONE;
        penalty = Double.POSITIVE_INFINITY;
        int cell = map.grid.cell(eastM, northM);
        if (cell == SegmentGrid.NONE) {
            return laneIndex;
        }
        placeEastM = eastM;
        placeNorthM = northM;
        placeUpM = level == UNKNOWN_LEVEL ? upM : Double.NaN;
        placeCourseRad = courseRad;
        int lastLane = SiteMap.NONE;
        double history = 0;
        boolean isPossible = false;
        for (int entry = map.grid.cellStart(cell); entry < map.grid.cellEnd(cell); entry++) {
            int segment = map.grid.cellSegment(entry);
            int lane = lanes.laneOfPoint[segment];
            if (lane != lastLane) {
                lastLane = lane;
                isPossible = isOfDeck(lane, level) && isOfUse(map.kind(lane), isOnFoot);
                history = isPossible ? history(lane, level, lastIndex) : 0;
            }
            if (isPossible) {
                consider(segment, lane, history, lastIndex != SiteMap.NONE && history < LEAP);
            }
        }
        return laneIndex;
    }

    private boolean isOfDeck(int lane, int level) {
        return level == UNKNOWN_LEVEL || level == map.level(lane) || level == map.endLevel(lane);
    }

    private static boolean isOfUse(LaneKind kind, boolean isOnFoot) {
        return isOnFoot || (kind != LaneKind.CROSSWALK && kind != LaneKind.SIDEWALK);
    }

    private double history(int lane, int level, int lastIndex) {
        if (lastIndex == SiteMap.NONE) {
            return 0;
        }
        if (lane == lastIndex) {
            return SAME_LANE;
        }
        if (map.links.isLinked(lastIndex, lane)) {
            return 0;
        }
        boolean isLeap = level == UNKNOWN_LEVEL
                && isOfOtherDecks(lane, lastIndex)
                && !map.links.isLinkedOverOne(lastIndex, lane);
        return isLeap ? LEAP : UNLINKED;
    }

    private boolean isOfOtherDecks(int lane, int other) {
        return map.level(lane) != map.level(other) || map.endLevel(lane) != map.endLevel(other) || map.isRamp(lane);
    }

    private void consider(int a, int lane, double history, boolean isKnownBefore) {
        double east = lanes.eastM[a + 1] - lanes.eastM[a];
        double north = lanes.northM[a + 1] - lanes.northM[a];
        double lengthM = lanes.alongM[a + 1] - lanes.alongM[a];
        if (!(lengthM > 0)) {
            return;
        }
        double fromEastM = placeEastM - lanes.eastM[a];
        double fromNorthM = placeNorthM - lanes.northM[a];
        double share = Math.max(0, Math.min(1, (fromEastM * east + fromNorthM * north) / (lengthM * lengthM)));
        double offEastM = fromEastM - share * east;
        double offNorthM = fromNorthM - share * north;
        double awayM = Math.sqrt(offEastM * offEastM + offNorthM * offNorthM);
        double halfM = (lanes.widthM[a] + share * (lanes.widthM[a + 1] - lanes.widthM[a])) / 2;
        double deckM = lanes.upM[a] + share * (lanes.upM[a + 1] - lanes.upM[a]);
        double heightErrorM = Math.abs(placeUpM - deckM);
        // Who was here a moment ago is still here, whatever a noisy height says.
        boolean isOtherHeight = !isKnownBefore && heightErrorM > DECK_GAP_M;
        if (awayM > halfM + MARGIN_M || isOtherHeight) {
            return;
        }
        double scaleM = Math.max(halfM, MARGIN_M);
        double cost = awayM * awayM / (scaleM * scaleM) + history;
        if (!Double.isNaN(heightErrorM)) {
            double error = heightErrorM / HEIGHT_SCALE_M;
            cost += Math.min(HEIGHT_PENALTY_LIMIT, error * error);
        }
        if (!Double.isNaN(placeCourseRad)) {
            double turned = Math.abs(placeCourseRad - lanes.courseRad[a]) % (2 * Math.PI);
            double errorRad = Math.min(turned, 2 * Math.PI - turned) / COURSE_SCALE_RAD;
            cost += Math.min(COURSE_PENALTY_LIMIT, errorRad * errorRad);
        }
        if (cost < penalty) {
            penalty = cost;
            laneIndex = lane;
            alongM = lanes.alongM[a] + share * lengthM;
            boolean isRight = fromEastM * north - fromNorthM * east > 0;
            lateralM = isRight ? awayM : -awayM;
        }
    }

    /** Metres from the start of the lane found last, along its centre line. */
    public double alongM() {
        return alongM;
    }

    /** Metres from the centre line of the lane found last, positive = to its right. */
    public double lateralM() {
        return lateralM;
    }

    /** Deck at the place found last. */
    public int level() {
        return laneIndex == SiteMap.NONE ? UNKNOWN_LEVEL : map.levelAt(laneIndex, alongM);
    }
}
