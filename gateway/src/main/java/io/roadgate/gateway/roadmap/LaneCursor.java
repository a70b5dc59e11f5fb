package io.roadgate.gateway.roadmap;

/**
 * A place on a lane: where it is, which way the lane goes there, how it bends, how wide it is.
 *
 * <p>Beyond the ends of a lane it stays at the end.
 *
 * <p><b>Thread:</b> one. The result stands in the accessors until the next call; nothing is allocated.
 */
public final class LaneCursor {
    private SiteMap map;
    private double eastM;
    private double northM;
    private double upM;
    private double courseRad;
    private double bendPerM;
    private double widthM;

    /** A cursor over the lanes of a map. */
    public LaneCursor(SiteMap map) {
        this.map = map;
    }

    /** Goes over to another map. */
    public void use(SiteMap newMap) {
        map = newMap;
    }

    /** Goes to a place in the middle of a lane. */
    public void moveTo(int lane, double alongM) {
        moveTo(lane, alongM, 0);
    }

    /** Goes to a place beside the middle of a lane, positive = to its right. */
    public void moveTo(int lane, double alongM, double lateralM) {
        LaneGeometry lanes = map.geometry;
        int segment = lanes.segment(lane, alongM);
        double share = lanes.share(segment, alongM);
        double lengthM = lanes.alongM[segment + 1] - lanes.alongM[segment];
        double alongEast = (lanes.eastM[segment + 1] - lanes.eastM[segment]) / lengthM;
        double alongNorth = (lanes.northM[segment + 1] - lanes.northM[segment]) / lengthM;
        eastM = LaneGeometry.between(lanes.eastM, segment, share) + lateralM * alongNorth;
        northM = LaneGeometry.between(lanes.northM, segment, share) - lateralM * alongEast;
        upM = LaneGeometry.between(lanes.upM, segment, share);
        courseRad = lanes.courseRad[segment];
        bendPerM = LaneGeometry.between(lanes.bendPerM, segment, share);
        widthM = LaneGeometry.between(lanes.widthM, segment, share);
    }

    /** East of the origin. */
    public double eastM() {
        return eastM;
    }

    /** North of the origin. */
    public double northM() {
        return northM;
    }

    /** Above the origin: the road's surface. */
    public double upM() {
        return upM;
    }

    /** Course of the lane there, -pi..pi clockwise from north. */
    public double courseRad() {
        return courseRad;
    }

    /** Bend there, 1/m, positive = to the right. */
    public double bendPerM() {
        return bendPerM;
    }

    /** Width there. */
    public double widthM() {
        return widthM;
    }
}
