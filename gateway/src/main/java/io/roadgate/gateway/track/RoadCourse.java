package io.roadgate.gateway.track;

/** Which way one drives at a place: what the tracker may know of a road. */
public interface RoadCourse {
    /** Knows no road. */
    RoadCourse NONE = (eastM, northM, out) -> false;

    /**
     * The course of the lane there.
     *
     * @param out takes east and north of the unit vector.
     * @return false off the road, or where lanes cross.
     */
    boolean at(double eastM, double northM, double[] out);
}
