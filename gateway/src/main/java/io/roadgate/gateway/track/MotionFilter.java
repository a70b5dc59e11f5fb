package io.roadgate.gateway.track;

import static io.roadgate.gateway.track.TrackTable.COVARIANCE;
import static io.roadgate.gateway.track.TrackTable.STATE;

import java.util.Arrays;

/**
 * Kalman filter of a track's place and velocity, in place on the rows of the table.
 *
 * <p>Motion: constant velocity with white acceleration noise of density q (m2/s3) on each axis. With step t,
 *
 * <pre>
 *   F = [I tI; 0 I]     Q = q [t^3/3 I  t^2/2 I; t^2/2 I  t I]
 * </pre>
 *
 * <p>Measurements: a place with its 2x2 covariance R (gain P H' (H P H' + R)^-1), and scalars h'x with variance r
 * (velocity components, radial speed linearised about the prediction). All updates are symmetric downdates P - K S K'.
 *
 * <p>Source: Bar-Shalom, Li, Kirubarajan: Estimation with Applications to Tracking and Navigation (2001), 5.2, 6.2.2;
 * radial speed: 10.3.
 */
final class MotionFilter {
    private static final double LONGEST_STEP_S = 10;
    private static final double NEAREST_RADIAL_M = 2;

    private final TrackTable table;
    private final double[] row = new double[STATE];
    private final double[] gain = new double[STATE];
    private double line0;
    private double line1;
    private double line2;
    private double line3;

    MotionFilter(TrackTable table) {
        this.table = table;
    }

    /** Sets a new track: place with covariance, velocity with one variance for both axes. */
    void start(int slot, double eastM, double northM, double eastVar, double northVar, double cov) {
        int x = slot * STATE;
        table.state[x] = eastM;
        table.state[x + 1] = northM;
        table.state[x + 2] = 0;
        table.state[x + 3] = 0;
        int p = slot * COVARIANCE;
        Arrays.fill(table.covariance, p, p + COVARIANCE, 0);
        table.covariance[p] = eastVar;
        table.covariance[p + 5] = northVar;
        table.covariance[p + 1] = cov;
        table.covariance[p + 4] = cov;
    }

    /** Sets a new track's velocity. */
    void startVelocity(int slot, double eastMps, double northMps, double var) {
        table.state[slot * STATE + 2] = eastMps;
        table.state[slot * STATE + 3] = northMps;
        table.covariance[slot * COVARIANCE + 10] = var;
        table.covariance[slot * COVARIANCE + 15] = var;
    }

    /** Carries the estimate on to a later instant; an earlier one changes nothing. */
    void predict(int slot, long toNs, double density) {
        double t = Math.min((toNs - table.stateAtNs[slot]) * 1e-9, LONGEST_STEP_S);
        if (t <= 0) {
            return;
        }
        int x = slot * STATE;
        table.state[x] += t * table.state[x + 2];
        table.state[x + 1] += t * table.state[x + 3];
        table.stateAtNs[slot] = toNs;
        double[] c = table.covariance;
        int p = slot * COVARIANCE;
        for (int k = 0; k < 2; k++) { // P := F P, then P := P F'
            for (int j = 0; j < STATE; j++) {
                c[p + k * STATE + j] += t * c[p + (k + 2) * STATE + j];
            }
        }
        for (int j = 0; j < STATE; j++) {
            for (int k = 0; k < 2; k++) {
                c[p + j * STATE + k] += t * c[p + j * STATE + k + 2];
            }
        }
        for (int k = 0; k < 2; k++) {
            c[p + k * 5] += density * t * t * t / 3;
            c[p + k * STATE + k + 2] += density * t * t / 2;
            c[p + (k + 2) * STATE + k] += density * t * t / 2;
            c[p + (k + 2) * 5] += density * t;
        }
    }

    /** Takes in a measured place; the track stands at the same instant. */
    void updatePlace(int slot, double eastM, double northM, double eastVar, double northVar, double cov) {
        double[] c = table.covariance;
        int p = slot * COVARIANCE;
        int x = slot * STATE;
        double s00 = c[p] + eastVar;
        double s11 = c[p + 5] + northVar;
        double s01 = 0.5 * (c[p + 1] + c[p + 4]) + cov;
        double determinant = s00 * s11 - s01 * s01;
        if (!(determinant > 1e-12)) {
            return;
        }
        double eastResidual = eastM - table.state[x];
        double northResidual = northM - table.state[x + 1];
        for (int k = 0; k < STATE; k++) {
            row[k] = (c[p + k * STATE] * s11 - c[p + k * STATE + 1] * s01) / determinant;
            gain[k] = (c[p + k * STATE + 1] * s00 - c[p + k * STATE] * s01) / determinant;
        }
        for (int k = 0; k < STATE; k++) {
            table.state[x + k] += row[k] * eastResidual + gain[k] * northResidual;
        }
        for (int j = 0; j < STATE; j++) { // K S of row j, then minus its product with K of row k
            double ks0 = row[j] * s00 + gain[j] * s01;
            double ks1 = row[j] * s01 + gain[j] * s11;
            for (int k = j; k < STATE; k++) {
                double value = c[p + j * STATE + k] - ks0 * row[k] - ks1 * gain[k];
                c[p + j * STATE + k] = value;
                c[p + k * STATE + j] = value;
            }
        }
    }

    /** Takes in a measured velocity with one variance for both axes. */
    void updateVelocity(int slot, double eastMps, double northMps, double var) {
        line(0, 0, 1, 0);
        updateScalar(slot, eastMps - table.state[slot * STATE + 2], var);
        line(0, 0, 0, 1);
        updateScalar(slot, northMps - table.state[slot * STATE + 3], var);
    }

    /** Takes in a radial speed seen from a mount, positive = away. */
    void updateRadialSpeed(int slot, double mountEastM, double mountNorthM, double radialMps, double var) {
        if (lineOfSight(slot, mountEastM, mountNorthM, table.state[slot * STATE], table.state[slot * STATE + 1])) {
            updateScalar(slot, radialMps - radialSpeedMps(slot), var);
        }
    }

    /** Variance of the radial speed that the track predicts from a mount for a place; NaN too close to tell. */
    double radialVar(int slot, double mountEastM, double mountNorthM, double eastM, double northM) {
        if (!lineOfSight(slot, mountEastM, mountNorthM, eastM, northM)) {
            return Double.NaN;
        }
        double[] c = table.covariance;
        int p = slot * COVARIANCE;
        return line2 * line2 * c[p + 10] + 2 * line2 * line3 * c[p + 11] + line3 * line3 * c[p + 15];
    }

    /** Radial speed of the track along the line of sight found last. */
    double radialSpeedMps(int slot) {
        return line2 * table.state[slot * STATE + 2] + line3 * table.state[slot * STATE + 3];
    }

    /** h of the radial speed: the unit vector u on the velocity, (v - (v.u)u)/r on the place. */
    private boolean lineOfSight(int slot, double mountEastM, double mountNorthM, double eastM, double northM) {
        double east = eastM - mountEastM;
        double north = northM - mountNorthM;
        double rangeM = Math.sqrt(east * east + north * north);
        if (!(rangeM > NEAREST_RADIAL_M)) {
            return false;
        }
        double u0 = east / rangeM;
        double u1 = north / rangeM;
        double v0 = table.state[slot * STATE + 2];
        double v1 = table.state[slot * STATE + 3];
        double along = v0 * u0 + v1 * u1;
        line((v0 - along * u0) / rangeM, (v1 - along * u1) / rangeM, u0, u1);
        return true;
    }

    private void line(double h0, double h1, double h2, double h3) {
        line0 = h0;
        line1 = h1;
        line2 = h2;
        line3 = h3;
    }

    private void updateScalar(int slot, double residual, double var) {
        double[] c = table.covariance;
        int p = slot * COVARIANCE;
        for (int k = 0; k < STATE; k++) {
            int r = p + k * STATE;
            row[k] = c[r] * line0 + c[r + 1] * line1 + c[r + 2] * line2 + c[r + 3] * line3;
        }
        double s = row[0] * line0 + row[1] * line1 + row[2] * line2 + row[3] * line3 + var;
        if (!(s > 1e-12)) {
            return;
        }
        for (int k = 0; k < STATE; k++) {
            gain[k] = row[k] / s;
            table.state[slot * STATE + k] += gain[k] * residual;
        }
        for (int j = 0; j < STATE; j++) {
            for (int k = j; k < STATE; k++) {
                double value = c[p + j * STATE + k] - gain[j] * row[k];
                c[p + j * STATE + k] = value;
                c[p + k * STATE + j] = value;
            }
        }
    }

    /** Whether the numbers of a track are still numbers, and its variances positive. */
    boolean isSound(int slot) {
        double sum = 0;
        for (int k = 0; k < STATE; k++) {
            double variance = table.covariance[slot * COVARIANCE + k * 5];
            if (!(variance > 0 && variance < 1e12)) {
                return false;
            }
            sum += Math.abs(table.state[slot * STATE + k]);
        }
        return sum < 1e9;
    }
}
