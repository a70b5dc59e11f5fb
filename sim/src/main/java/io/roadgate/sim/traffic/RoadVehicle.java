package io.roadgate.sim.traffic;

/** One vehicle on its path, with the state that a step moves on. */
final class RoadVehicle {
    private static final double JERK_MPS3 = 8.0;
    private static final double HARD_JERK_MPS3 = 20.0;
    private static final double MOST_DECEL_MPS2 = 8.0;

    /** 0.4 g, at which a V2X unit reports hard braking ({@code hazards.md} section 4, EBW). */
    private static final double HARD_BRAKING_MPS2 = -4.0;

    private final Identity identity;
    private final Path path;
    private final double wantedMps;
    private final Manoeuvre manoeuvre;
    private double wayM;
    private double speedMps;
    private double accelMps2;
    private double nextAccelMps2;
    private boolean isYielding;

    RoadVehicle(Identity identity, Path path, double wantedMps, Manoeuvre manoeuvre) {
        this.identity = identity;
        this.path = path;
        this.wantedMps = wantedMps;
        this.manoeuvre = manoeuvre;
        this.speedMps = wantedMps;
    }

    Identity identity() {
        return identity;
    }

    Path path() {
        return path;
    }

    Manoeuvre manoeuvre() {
        return manoeuvre;
    }

    /** Way of its front. */
    double wayM() {
        return wayM;
    }

    /** Way of its rear. */
    double rearM() {
        return wayM - identity.kind().lengthM();
    }

    double speedMps() {
        return speedMps;
    }

    double accelMps2() {
        return accelMps2;
    }

    /** Whether it lets a walker pass. */
    boolean isYielding() {
        return isYielding;
    }

    void isYielding(boolean yields) {
        isYielding = yields;
    }

    /** Starts behind a slower one without an immediate full brake. */
    void enterAt(double mostMps) {
        speedMps = Math.min(wantedMps, mostMps);
    }

    /** Decides on the acceleration of the coming step: what following allows, and no more than {@code limitMps2}. */
    void decide(RoadVehicle leader, double limitMps2, double stepS) {
        double roadMps2 = leader == null
                ? CarFollowing.free(speedMps, wantedMps)
                : CarFollowing.behind(speedMps, wantedMps, leader.rearM() - wayM, leader.speedMps());
        double wishMps2 = Math.max(-MOST_DECEL_MPS2, Math.min(roadMps2, limitMps2));
        boolean isUrgent = manoeuvre.isHardBraking() || manoeuvre.isInattentive();
        double mostChange = (isUrgent ? HARD_JERK_MPS3 : JERK_MPS3) * stepS;
        nextAccelMps2 = accelMps2 + Math.max(-mostChange, Math.min(mostChange, wishMps2 - accelMps2));
    }

    /** Moves on by one step with what was decided. */
    void move(double stepS) {
        accelMps2 = nextAccelMps2;
        double after = speedMps + accelMps2 * stepS;
        if (after <= 0) {
            // It stands before the step ends, and standing has no acceleration.
            wayM += accelMps2 < 0 ? speedMps * speedMps / (-2 * accelMps2) : 0;
            speedMps = 0;
            accelMps2 = Math.max(0, accelMps2);
            return;
        }
        wayM += (speedMps + after) / 2 * stepS;
        speedMps = after;
    }

    /** The truth about it {@code aheadS} after the last step. */
    Participant look(double aheadS) {
        double aheadMps = Math.max(0, speedMps + accelMps2 * aheadS);
        double middleM =
                wayM + (speedMps + aheadMps) / 2 * aheadS - identity.kind().lengthM() / 2;
        return new Participant(
                identity,
                path.laneId(),
                path.eastM(middleM),
                path.northM(middleM),
                path.upM(),
                aheadMps,
                accelMps2,
                path.headingRad(),
                accelMps2 <= HARD_BRAKING_MPS2);
    }
}
