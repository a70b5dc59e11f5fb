package io.roadgate.sim.traffic;

/** Stops at a point of the lane, stands there, goes on. */
final class StopInLane implements Manoeuvre {
    private static final long NOT_YET = Long.MIN_VALUE;
    private static final double BRAKE_MPS2 = 2.2;

    private final double atWayM;
    private final long standNs;
    private long stoodSinceNs = NOT_YET;
    private boolean isBraking;
    private boolean isOver;

    StopInLane(double atWayM, long standNs) {
        this.atWayM = atWayM;
        this.standNs = standNs;
    }

    @Override
    public double limitMps2(RoadVehicle vehicle, long sinceStartNs) {
        if (isOver) {
            return CarFollowing.UNLIMITED;
        }
        if (stoodSinceNs != NOT_YET) {
            isOver = sinceStartNs - stoodSinceNs >= standNs;
            return 0;
        }
        double neededMps2 = CarFollowing.neededToStop(vehicle.speedMps(), atWayM - vehicle.wayM());
        isBraking |= neededMps2 >= BRAKE_MPS2;
        if (isBraking && vehicle.speedMps() == 0) {
            stoodSinceNs = sinceStartNs;
        }
        return isBraking ? -Math.max(neededMps2, BRAKE_MPS2) : CarFollowing.UNLIMITED;
    }
}
