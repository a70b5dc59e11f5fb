package io.roadgate.gateway.roadmap;

/**
 * Finds the lane that a place belongs to, by distance, course, height and history.
 *
 * <p>Each segment near the place is a candidate with the penalty
 *
 * <pre>
 *   (lateral / half width)^2 + min(4, (course error / 0.5 rad)^2) - 0.5 when it is the lane of last time
 * </pre>
 *
 * <p>The course counts only for who moves; its penalty is bounded, so that a wrong-way driver still has a lane. A place
 * more than a metre outside of a lane does not belong to it. Lanes of another level are no candidates; when the level is
 * unknown but the height is not, lanes more than 3 m above or below are none either.
 *
 * <p><b>Thread:</b> the fusion agent. The result stands in the accessors until the next call; nothing is allocated.
 */
public final class LaneMatcher {
    /** A deck that nobody has told. */
    public static final int UNKNOWN_LEVEL = Byte.MIN_VALUE;

    private static final double MARGIN_M = 1.0;
    private static final double COURSE_SCALE_RAD = 0.5;
    private static final double COURSE_PENALTY_LIMIT = 4;
    private static final double HISTORY_BONUS = 0.5;
    private static final double DECK_GAP_M = 3;

    private SiteMap map;
    private LaneGeometry lanes;
    private int laneIndex;
    private double alongM;
    private double lateralM;
    private double penalty;

    /** A matcher over these lanes. */
    public LaneMatcher(SiteMap map) {
        use(map);
    }

    /** Goes over to another map. */
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
     * @param isOnFoot people belong on crosswalks, vehicles do not.
     * @param lastIndex lane of last time, or {@link SiteMap#NONE}.
     * @return index of the lane, or {@link SiteMap#NONE}.
     */
    public int match(
            double eastM, double northM, double upM, int level, double courseRad, boolean isOnFoot, int lastIndex) {
        laneIndex = SiteMap.NONE;
        penalty = Double.POSITIVE_INFINITY;
        int cell = map.grid.cell(eastM, northM);
        if (cell == SiteMap.NONE) {
            return laneIndex;
        }
        for (int entry = map.grid.cellStart(cell); entry < map.grid.cellEnd(cell); entry++) {
            int segment = map.grid.cellSegment(entry);
            int lane = lanes.laneOfPoint[segment];
            boolean isOtherDeck = level != UNKNOWN_LEVEL && level != map.level(lane);
            boolean isOtherUse = !isOnFoot && map.kind(lane) == LaneKind.CROSSWALK;
            if (!isOtherDeck && !isOtherUse) {
                boolean isHeightKnown = level == UNKNOWN_LEVEL && !Double.isNaN(upM);
                consider(
                        segment,
                        eastM,
                        northM,
                        isHeightKnown ? upM : Double.NaN,
                        courseRad,
                        lane == lastIndex ? HISTORY_BONUS : 0);
            }
        }
        return laneIndex;
    }

    private void consider(int segment, double eastM, double northM, double upM, double courseRad, double bonus) {
        int a = segment;
        double east = lanes.eastM[a + 1] - lanes.eastM[a];
        double north = lanes.northM[a + 1] - lanes.northM[a];
        double lengthM = lanes.alongM[a + 1] - lanes.alongM[a];
        if (!(lengthM > 0)) {
            return;
        }
        double fromEastM = eastM - lanes.eastM[a];
        double fromNorthM = northM - lanes.northM[a];
        double share = Math.max(0, Math.min(1, (fromEastM * east + fromNorthM * north) / (lengthM * lengthM)));
        double offEastM = fromEastM - share * east;
        double offNorthM = fromNorthM - share * north;
        double awayM = Math.sqrt(offEastM * offEastM + offNorthM * offNorthM);
        double halfM = map.widthM(lanes.laneOfPoint[segment]) / 2;
        double deckM = lanes.upM[a] + share * (lanes.upM[a + 1] - lanes.upM[a]);
        if (awayM > halfM + MARGIN_M || Math.abs(upM - deckM) > DECK_GAP_M) {
            return;
        }
        double cost = awayM * awayM / (halfM * halfM) - bonus;
        if (!Double.isNaN(courseRad)) {
            double turned = Math.abs(courseRad - lanes.courseRad[a]) % (2 * Math.PI);
            double errorRad = Math.min(turned, 2 * Math.PI - turned) / COURSE_SCALE_RAD;
            cost += Math.min(COURSE_PENALTY_LIMIT, errorRad * errorRad);
        }
        if (cost < penalty) {
            penalty = cost;
            laneIndex = lanes.laneOfPoint[segment];
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
}
