package io.roadgate.sim.traffic;

/** Follows the road, but sees a walker only in the last moment. */
final class Inattentive implements Manoeuvre {
    @Override
    public double limitMps2(RoadVehicle vehicle, long sinceStartNs) {
        return CarFollowing.UNLIMITED;
    }

    @Override
    public boolean isInattentive() {
        return true;
    }
}
