package io.roadgate.sim.traffic;

/**
 * The truth about one road user at one instant.
 *
 * @param identity who it is.
 * @param laneId of the published lane it moves in; 0 = none (cycle path).
 * @param eastM of the middle of its footprint from the site origin.
 * @param northM of the middle of its footprint from the site origin.
 * @param upM of the road under it.
 * @param speedMps over ground, never negative.
 * @param accelMps2 along its heading.
 * @param headingRad clockwise from true north.
 * @param isHardBraking whether it brakes so hard that its V2X unit must say so.
 */
public record Participant(
        Identity identity,
        int laneId,
        double eastM,
        double northM,
        double upM,
        double speedMps,
        double accelMps2,
        double headingRad,
        boolean isHardBraking) {

    /** Its number in the scenario. */
    public int id() {
        return identity.id();
    }

    /** What it is. */
    public ParticipantKind kind() {
        return identity.kind();
    }

    /** Eastward part of its speed. */
    public double eastMps() {
        return speedMps * StrictMath.sin(headingRad);
    }

    /** Northward part of its speed. */
    public double northMps() {
        return speedMps * StrictMath.cos(headingRad);
    }
}
