package io.roadgate.sim.traffic;

/**
 * One point of a lane's centre line, from the site origin.
 *
 * @param eastM metres east.
 * @param northM metres north.
 * @param upM metres up.
 */
public record LanePoint(double eastM, double northM, double upM) {}
