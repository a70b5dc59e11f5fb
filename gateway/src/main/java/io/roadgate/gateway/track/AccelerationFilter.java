package io.roadgate.gateway.track;

/**
 * Acceleration of each track along its way: a second, small Kalman filter over the speed that the motion filter found.
 *
 * <p>State: speed and acceleration. Model: acceleration wanders with white jerk of density q; measured are the track's
 * own speed and, when a vehicle reports it, its acceleration. Since the speed is filtered already, its errors are
 * correlated; its variance is therefore taken larger than the motion filter says. Good enough to tell braking from
 * noise; a jerk model inside the motion filter would react sooner.
 *
 * <p>Source: nearly constant acceleration model, Bar-Shalom, Li, Kirubarajan: Estimation with Applications to Tracking
 * and Navigation (2001), 6.2.3.
 */
final class AccelerationFilter {
    private static final double JERK_DENSITY = 8; // m2/s5: 0.9 m/s2 in 0.1 s, a firm foot on the brake
    private static final double SPEED_VAR_FACTOR = 2;
    private static final double START_VAR = 9;
    private static final double REPORTED_VAR = 0.25;
    private static final double LONGEST_STEP_S = 1.0;

    private final double[] speedMps;
    private final double[] accelMps2;
    private final double[] speedVar;
    private final double[] crossCov;
    private final double[] accelVar;
    private final long[] atNs;

    AccelerationFilter(int capacity) {
        speedMps = new double[capacity];
        accelMps2 = new double[capacity];
        speedVar = new double[capacity];
        crossCov = new double[capacity];
        accelVar = new double[capacity];
        atNs = new long[capacity];
    }

    void reset(int slot) {
        accelMps2[slot] = Double.NaN;
        accelVar[slot] = Double.NaN;
    }

    double accelMps2(int slot) {
        return accelMps2[slot];
    }

    double sigmaMps2(int slot) {
        return Math.sqrt(accelVar[slot]);
    }

    /** Takes in the speed of the newest estimate. */
    void updateSpeed(int slot, double measuredMps, double varMps2, long measuredAtNs) {
        double stepS = (measuredAtNs - atNs[slot]) * 1e-9;
        double noise = varMps2 * SPEED_VAR_FACTOR + 0.01;
        if (Double.isNaN(accelMps2[slot]) || stepS > LONGEST_STEP_S) {
            start(slot, measuredMps, noise, measuredAtNs);
            return;
        }
        if (stepS <= 0) {
            return;
        }
        predict(slot, stepS);
        atNs[slot] = measuredAtNs;
        double gainBase = speedVar[slot] + noise;
        double speedGain = speedVar[slot] / gainBase;
        double accelGain = crossCov[slot] / gainBase;
        double residual = measuredMps - speedMps[slot];
        speedMps[slot] += speedGain * residual;
        accelMps2[slot] += accelGain * residual;
        accelVar[slot] -= accelGain * crossCov[slot];
        crossCov[slot] -= speedGain * crossCov[slot];
        speedVar[slot] -= speedGain * speedVar[slot];
    }

    /** Takes in an acceleration that the vehicle itself reports; after the speed of the same instant. */
    void updateReported(int slot, double reportedMps2) {
        if (Double.isNaN(accelMps2[slot])) {
            return;
        }
        double gainBase = accelVar[slot] + REPORTED_VAR;
        double accelGain = accelVar[slot] / gainBase;
        double speedGain = crossCov[slot] / gainBase;
        double residual = reportedMps2 - accelMps2[slot];
        speedMps[slot] += speedGain * residual;
        accelMps2[slot] += accelGain * residual;
        speedVar[slot] -= speedGain * crossCov[slot];
        crossCov[slot] -= accelGain * crossCov[slot];
        accelVar[slot] -= accelGain * accelVar[slot];
    }

    private void start(int slot, double measuredMps, double noise, long measuredAtNs) {
        speedMps[slot] = measuredMps;
        accelMps2[slot] = 0;
        speedVar[slot] = noise;
        crossCov[slot] = 0;
        accelVar[slot] = START_VAR;
        atNs[slot] = measuredAtNs;
    }

    private void predict(int slot, double stepS) {
        speedMps[slot] += accelMps2[slot] * stepS;
        speedVar[slot] +=
                stepS * (2 * crossCov[slot] + stepS * accelVar[slot]) + JERK_DENSITY * stepS * stepS * stepS / 3;
        crossCov[slot] += stepS * accelVar[slot] + JERK_DENSITY * stepS * stepS / 2;
        accelVar[slot] += JERK_DENSITY * stepS;
    }
}
