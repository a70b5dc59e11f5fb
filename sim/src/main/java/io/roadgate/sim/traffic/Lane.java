package io.roadgate.sim.traffic;

import java.util.List;

/**
 * One lane as a site file describes it.
 *
 * @param id unique in the site, from 1.
 * @param name for people.
 * @param kind what it is for.
 * @param level of its deck; 0 = ground.
 * @param widthM across.
 * @param speedLimitMps that its signs show.
 * @param points of the centre line in driving direction, at least two.
 */
public record Lane(
        int id, String name, LaneKind kind, int level, double widthM, double speedLimitMps, List<LanePoint> points) {
    /** Copies the points. */
    public Lane {
        points = List.copyOf(points);
        if (points.size() < 2) {
            throw new IllegalArgumentException("lane " + id + " needs two points, has " + points.size());
        }
    }
}
