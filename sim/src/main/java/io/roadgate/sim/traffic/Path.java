package io.roadgate.sim.traffic;

/** A straight line that vehicles follow, by the way of their front from its beginning. */
final class Path {
    private final int laneId;
    private final LanePoint from;
    private final double lengthM;
    private final double eastUnit;
    private final double northUnit;
    private final double headingRad;

    Path(int laneId, LanePoint from, LanePoint to) {
        this.laneId = laneId;
        this.from = from;
        double eastM = to.eastM() - from.eastM();
        double northM = to.northM() - from.northM();
        this.lengthM = StrictMath.hypot(eastM, northM);
        this.eastUnit = eastM / lengthM;
        this.northUnit = northM / lengthM;
        double rad = StrictMath.atan2(eastM, northM);
        this.headingRad = rad < 0 ? rad + 2 * Math.PI : rad;
    }

    static Path along(Lane lane) {
        return new Path(
                lane.id(), lane.points().get(0), lane.points().get(lane.points().size() - 1));
    }

    int laneId() {
        return laneId;
    }

    double lengthM() {
        return lengthM;
    }

    double headingRad() {
        return headingRad;
    }

    double upM() {
        return from.upM();
    }

    double eastM(double wayM) {
        return from.eastM() + eastUnit * wayM;
    }

    double northM(double wayM) {
        return from.northM() + northUnit * wayM;
    }

    /** Way from the beginning to the foot of a point. */
    double wayM(double eastM, double northM) {
        return (eastM - from.eastM()) * eastUnit + (northM - from.northM()) * northUnit;
    }

    /** Whether it runs east or west rather than north or south. */
    boolean isEastWest() {
        return Math.abs(eastUnit) > Math.abs(northUnit);
    }
}
