package io.roadgate.gateway.track;

import static io.roadgate.gateway.track.TrackTable.COVARIANCE;
import static io.roadgate.gateway.track.TrackTable.STATE;

import io.roadgate.sensor.observation.SensorMount;

/**
 * Which observation of a frame belongs to which track.
 *
 * <p>A pair's worth is its log-likelihood ratio against clutter,
 *
 * <pre>
 *   L = ln Pd - ln lambda - 1/2 ln |2 pi S| - 1/2 d2 + names + class      d2 = y' S^-1 y
 * </pre>
 *
 * with the residual y and its covariance S at the instant of the measurement: for a newer one the prediction, for a
 * late one the track carried back with its velocity, its position covariance kept and grown by the velocity's. Speeds
 * count as independent of the place here; clutter speeds are taken as uniform over 60 m/s. The pairing of the whole
 * frame maximises the sum of L (see {@link Assignment}).
 *
 * <p>Source: Blackman, Popoli: Design and Analysis of Modern Tracking Systems (1999), 6.2 (score) and 6.4 (global
 * nearest neighbour).
 */
final class Pairing {
    private static final int CANDIDATES = 24;
    private static final double REACH_M = TrackGrid.CELL_M;
    private static final double TWO_PI = 2 * Math.PI;
    private static final double SPEED_SPAN_MPS = 60;

    private final TrackTable table;
    private final TrackGrid grid;
    private final MotionFilter motion;
    private final TrackerSettings settings;
    private final IdentityCues identity;
    private final Assignment assignment =
            new Assignment(SensorFrame.CAPACITY, TrackTable.CAPACITY, SensorFrame.CAPACITY * CANDIDATES);
    private final int[] found = new int[TrackTable.CAPACITY];
    private final int[] candidate = new int[CANDIDATES];
    private final double[] worth = new double[CANDIDATES];
    private final double logDetection;
    private final double logSpeedSpan = StrictMath.log(SPEED_SPAN_MPS);
    private int candidateCount;
    private double variances;
    private int speedCount;

    Pairing(TrackTable table, TrackGrid grid, MotionFilter motion, TrackerSettings settings, IdentityCues identity) {
        this.table = table;
        this.grid = grid;
        this.motion = motion;
        this.settings = settings;
        this.identity = identity;
        logDetection = StrictMath.log(settings.detectionProbability);
    }

    /** Fills {@code paired} of the frame with slots or {@link Assignment#ALONE}. */
    void pair(SensorFrame frame, SensorMount mount) {
        double density = frame.isOwnReport ? settings.bsmClutterPerM2 : settings.clutterPerM2;
        double base = logDetection - StrictMath.log(density);
        assignment.clear();
        for (int i = 0; i < frame.count; i++) {
            collect(frame, i, mount, base);
            assignment.beginRow();
            for (int k = 0; k < candidateCount; k++) {
                assignment.addEdge(candidate[k], -worth[k]);
            }
        }
        assignment.solve();
        for (int i = 0; i < frame.count; i++) {
            frame.paired[i] = assignment.columnOf(i);
        }
    }

    /** Worth of an observation's pair, found by {@link #pair}. */
    double worthOf(int index) {
        return -assignment.costOf(index);
    }

    private void collect(SensorFrame frame, int index, SensorMount mount, double base) {
        candidateCount = 0;
        int foundCount = grid.near(frame.eastM[index], frame.northM[index], found);
        for (int k = 0; k < foundCount; k++) {
            double ratio = logRatio(frame, index, found[k], mount, base);
            if (ratio > 0) {
                keep(found[k], ratio);
            }
        }
    }

    private void keep(int slot, double ratio) {
        int at = candidateCount;
        if (at < CANDIDATES) {
            candidateCount++;
        } else {
            at = 0;
            for (int k = 1; k < CANDIDATES; k++) {
                at = worth[k] < worth[at] ? k : at;
            }
            if (worth[at] >= ratio) {
                return;
            }
        }
        candidate[at] = slot;
        worth[at] = ratio;
    }

    private double logRatio(SensorFrame frame, int index, int slot, SensorMount mount, double base) {
        byte level = frame.level[index];
        boolean isOtherDeck = level != table.level[slot]
                && level != TrackTable.UNKNOWN_LEVEL
                && table.level[slot] != TrackTable.UNKNOWN_LEVEL;
        long lateNs = table.stateAtNs[slot] - frame.measuredAtNs[index];
        if (isOtherDeck || lateNs > settings.latestByNs) {
            return Double.NaN;
        }
        double ageS = -lateNs * 1e-9;
        double density = settings.density(table.isVulnerable(slot));
        double placeDistance = placeDistance(frame, index, slot, ageS, density);
        if (!(placeDistance < settings.gateSquared)) {
            return Double.NaN;
        }
        speedCount = 0;
        double speedDistance = speedDistance(frame, index, slot, mount, ageS, density * Math.abs(ageS));
        if (!(speedDistance < settings.gateSquared * 1.5)) {
            return Double.NaN;
        }
        return base
                - 0.5 * (StrictMath.log(variances) + placeDistance + speedDistance)
                + speedCount * logSpeedSpan
                + table.belief.logFit(slot, frame.participantClass[index])
                + identity.logRatio(frame, index, slot);
    }

    /** Squared Mahalanobis distance of the place; {@code variances} becomes |2 pi S|. */
    private double placeDistance(SensorFrame frame, int index, int slot, double ageS, double density) {
        int x = slot * STATE;
        double east = frame.eastM[index] - table.state[x] - ageS * table.state[x + 2];
        double north = frame.northM[index] - table.state[x + 1] - ageS * table.state[x + 3];
        if (east * east + north * north > REACH_M * REACH_M) {
            return Double.NaN;
        }
        double[] c = table.covariance;
        int p = slot * COVARIANCE;
        double forwardS = Math.max(0, ageS);
        double square = ageS * ageS;
        double wander = density * square * Math.abs(ageS) / 3;
        double s00 = c[p] + 2 * forwardS * c[p + 2] + square * c[p + 10] + wander + frame.eastVar[index];
        double s11 = c[p + 5] + 2 * forwardS * c[p + 7] + square * c[p + 15] + wander + frame.northVar[index];
        double s01 = c[p + 1] + forwardS * (c[p + 3] + c[p + 6]) + square * c[p + 11] + frame.covariance[index];
        double determinant = s00 * s11 - s01 * s01;
        variances = TWO_PI * TWO_PI * determinant;
        if (!(determinant > 0)) {
            return Double.NaN;
        }
        return (s11 * east * east - 2 * s01 * east * north + s00 * north * north) / determinant;
    }

    /** The same of velocity or radial speed, whichever was measured; 0 when none. */
    private double speedDistance(
            SensorFrame frame, int index, int slot, SensorMount mount, double ageS, double wander) {
        double[] c = table.covariance;
        int x = slot * STATE;
        int p = slot * COVARIANCE;
        if (!Double.isNaN(frame.velocityVar[index])) {
            double east = frame.eastMps[index] - table.state[x + 2];
            double north = frame.northMps[index] - table.state[x + 3];
            double eastVar = c[p + 10] + wander + frame.velocityVar[index];
            double northVar = c[p + 15] + wander + frame.velocityVar[index];
            variances *= TWO_PI * TWO_PI * eastVar * northVar;
            speedCount = 2;
            return east * east / eastVar + north * north / northVar;
        }
        if (Double.isNaN(frame.radialVar[index])) {
            return 0;
        }
        double eastM = table.state[x] + ageS * table.state[x + 2];
        double northM = table.state[x + 1] + ageS * table.state[x + 3];
        double radialVar = motion.radialVar(slot, mount.eastM(), mount.northM(), eastM, northM);
        if (Double.isNaN(radialVar)) {
            return 0;
        }
        double residual = frame.radialMps[index] - motion.radialSpeedMps(slot);
        double var = radialVar + wander + frame.radialVar[index];
        variances *= TWO_PI * var;
        speedCount = 1;
        return residual * residual / var;
    }
}
