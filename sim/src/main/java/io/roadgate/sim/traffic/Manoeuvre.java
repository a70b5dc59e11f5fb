package io.roadgate.sim.traffic;

/** What one driver does beyond following the road; each passage of a vehicle has its own. */
interface Manoeuvre {
    /** Nothing. */
    Manoeuvre NONE = (vehicle, sinceStartNs) -> CarFollowing.UNLIMITED;

    /** The most that the driver accelerates now (m/s2). */
    double limitMps2(RoadVehicle vehicle, long sinceStartNs);

    /** Whether the brakes are applied so hard that a V2X unit must say so. */
    default boolean isHardBraking() {
        return false;
    }

    /** Whether this driver sees a walker late. */
    default boolean isInattentive() {
        return false;
    }
}
