package io.roadgate.sim.traffic;

/**
 * How drivers accelerate: free road, behind a leader, and before a line where they must stop.
 *
 * <p>Source: the intelligent driver model, M. Treiber, A. Hennecke, D. Helbing, "Congested traffic states in empirical
 * observations and microscopic simulations", Physical Review E 62 (2000), equations 2 and 3. Stopping at a line is
 * plain kinematics: an IDM vehicle creeps up to a line for many seconds, a driver does not.
 */
final class CarFollowing {
    /** Where nothing limits a vehicle. */
    static final double UNLIMITED = Double.POSITIVE_INFINITY;

    private static final double ACCEL_MPS2 = 1.5;
    private static final double COMFORT_DECEL_MPS2 = 2.0;
    private static final double HEADWAY_S = 1.2;
    private static final double STANDSTILL_GAP_M = 2.0;
    private static final double STOP_BEGINS_MPS2 = 1.9;
    private static final double STOP_BEGUN_MPS2 = -0.8;
    private static final double LEAST_M = 0.1;

    private CarFollowing() {}

    /** Acceleration on a free road. */
    static double free(double speedMps, double wantedMps) {
        double ratio = speedMps / wantedMps;
        return ACCEL_MPS2 * (1 - ratio * ratio * ratio * ratio);
    }

    /** Acceleration behind a leader, whose rear is {@code gapM} ahead. */
    static double behind(double speedMps, double wantedMps, double gapM, double leaderMps) {
        double closingMps = speedMps - leaderMps;
        double dynamicM =
                speedMps * HEADWAY_S + speedMps * closingMps / (2 * StrictMath.sqrt(ACCEL_MPS2 * COMFORT_DECEL_MPS2));
        double wantedGapM = STANDSTILL_GAP_M + Math.max(0, dynamicM);
        double ratio = wantedGapM / Math.max(gapM, LEAST_M);
        return free(speedMps, wantedMps) - ACCEL_MPS2 * ratio * ratio;
    }

    /**
     * Acceleration that ends at a line {@code distanceM} ahead; unlimited while it is too early to brake. Who has begun
     * to brake goes on with less need, or he would brake and let go in turns.
     */
    static double stopAt(double speedMps, double accelMps2, double distanceM) {
        double neededMps2 = neededToStop(speedMps, distanceM);
        boolean isBraking = accelMps2 < STOP_BEGUN_MPS2 || distanceM < STANDSTILL_GAP_M / 2;
        return isBraking || neededMps2 >= STOP_BEGINS_MPS2 ? -neededMps2 : UNLIMITED;
    }

    /** Deceleration that ends at a line {@code distanceM} ahead. */
    static double neededToStop(double speedMps, double distanceM) {
        return speedMps * speedMps / (2 * Math.max(distanceM, LEAST_M));
    }
}
