package io.roadgate.sim.traffic;

/** Brakes hard for a moment at a point of the lane, as before something that ran across, then goes on. */
final class BrakeHard implements Manoeuvre {
    /** Above the 6 m/s2 at which an emergency stop signal is set (UN R48, see {@code hazards.md} section 6). */
    static final double DECEL_MPS2 = 6.6;

    /** With 0.33 s until the brakes grip, 1.5 s remain above 6 m/s2. */
    private static final long HOLD_NS = 1_750_000_000L;

    private final double atWayM;
    private long remainingNs = HOLD_NS;
    private long lastNs;
    private boolean isBraking;

    BrakeHard(double atWayM) {
        this.atWayM = atWayM;
    }

    @Override
    public double limitMps2(RoadVehicle vehicle, long sinceStartNs) {
        if (isBraking) {
            remainingNs -= sinceStartNs - lastNs;
            isBraking = remainingNs > 0;
        } else if (remainingNs == HOLD_NS && vehicle.wayM() >= atWayM) {
            isBraking = true;
        }
        lastNs = sinceStartNs;
        return isBraking ? -DECEL_MPS2 : CarFollowing.UNLIMITED;
    }

    @Override
    public boolean isHardBraking() {
        return isBraking;
    }
}
