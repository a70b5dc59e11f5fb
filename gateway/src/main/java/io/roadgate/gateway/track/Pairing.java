package io.roadgate.gateway.track;

import static io.roadgate.gateway.track.TrackTable.COVARIANCE;
import static io.roadgate.gateway.track.TrackTable.STATE;

/**
 * Which observation of a frame belongs to which track.
 *
 * <p>A pair's worth is its log-likelihood ratio against clutter,
 *
 * <pre>
 *   L = ln Pd - ln lambda - 1/2 ln |2 pi S| - 1/2 d2 + names + class      d2 = y' S^-1 y
 * </pre>
 *
 * with the residual y and its covariance S at the instant of the measurement. The pairing of the whole
 * frame maximises the sum of L (see {@link Assignment}).
 *
 * <p>Source: Blackman, Popoli: Design and Analysis of Modern Tracking Systems (1999), 6.2 (score) and 6.4 (global
 * nearest neighbour).
 */
final class Pairing {
    private static final int CANDIDATES = 24;
    private static final double TWO_PI = 2 * Math.PI;
    private static final double SPEED_SPAN_MPS = 60;
    private static final double STANDING_SHARE = 0.45;
    /** One in twenty residuals is drawn from nine times the covariance: manoeuvres, merged echoes, bad bodies. */
    private static final double TAIL_SPREAD = 9;

    private static final double TAIL_LOG = 6.3;
    private static final double TAIL_REACH = 3;
    private static final double MISSED = 0.1;
    private static final double LEAST_TRUST = 0.1;
    private static final double LOG_DETECTION = StrictMath.log(0.9);

    private final TrackTable table;
    private final TrackGrid grid;
    private final TrackMotion motion;
    private final Measurement measurement;
    private final TrackerSettings settings;
    private final IdentityCues identity;
    private final Assignment assignment =
            new Assignment(SensorFrame.CAPACITY, TrackTable.CAPACITY, SensorFrame.CAPACITY * CANDIDATES);
    private final Marginals marginals = new Marginals(TrackTable.CAPACITY, SensorFrame.CAPACITY * CANDIDATES);
    private final int[] found = new int[TrackTable.CAPACITY];
    private final int[] candidate = new int[CANDIDATES];
    private final double[] worth = new double[CANDIDATES];
    private int candidateCount;
    /** Covariance of the place residual of the last {@link #logRatio}. */
    double see;

    double sen;
    double snn;
    double distance;

    Pairing(
            TrackTable table,
            TrackGrid grid,
            TrackMotion motion,
            Measurement measurement,
            TrackerSettings settings,
            IdentityCues identity) {
        this.table = table;
        this.grid = grid;
        this.motion = motion;
        this.measurement = measurement;
        this.settings = settings;
        this.identity = identity;
    }

    /** Fills {@code paired} of the frame with slots or {@link Assignment#ALONE}. */
    void pair(SensorFrame frame, SensorModel model) {
        assignment.clear();
        for (int i = 0; i < frame.count; i++) {
            collect(frame, i, model);
            assignment.beginRow();
            for (int k = 0; k < candidateCount; k++) {
                assignment.addEdge(candidate[k], -worth[k]);
            }
        }
        assignment.solve();
        if (settings.isSoft && !frame.isOwnReport) {
            weigh(frame);
        }
        for (int i = 0; i < frame.count; i++) {
            frame.paired[i] = assignment.columnOf(i);
        }
    }

    /** How probable each pair of the pairing is, all others weighed. */
    private void weigh(SensorFrame frame) {
        marginals.solve(assignment, MISSED);
        for (int i = 0; i < frame.count; i++) {
            int edge = assignment.edgeOf(i);
            frame.z[i * Measurement.NUMBERS + Measurement.TRUST] =
                    edge == Assignment.ALONE ? 1 : Math.max(LEAST_TRUST, marginals.probability(assignment, edge));
        }
    }

    /** Worth of an observation's pair, found by {@link #pair}. */
    double worthOf(int index) {
        return -assignment.costOf(index);
    }

    private void collect(SensorFrame frame, int index, SensorModel model) {
        candidateCount = 0;
        double base = LOG_DETECTION - StrictMath.log(density(frame, index, model));
        int foundCount = grid.near(frame.eastM[index], frame.northM[index], found);
        for (int k = 0; k < foundCount; k++) {
            if (table.hitFrame[found[k] * table.sensorCount + frame.sensorId - 1] == frame.ordinal) {
                continue; // an earlier part of a long frame
            }
            double ratio = logRatio(frame, index, found[k], base);
            if (ratio > 0) {
                keep(found[k], ratio);
            }
        }
    }

    /** False and new observations there: each square metre, and for radial speeds each m/s. */
    private double density(SensorFrame frame, int index, SensorModel model) {
        if (frame.isOwnReport) {
            return settings.bsmClutterPerM2;
        }
        double density = model.clutterPerM2;
        double radial = frame.z[index * Measurement.NUMBERS + 4];
        if (frame.z[index * Measurement.NUMBERS] == Measurement.POLAR && !Double.isNaN(radial)) {
            double standing = Math.abs(radial) < 0.5 ? STANDING_SHARE : 0;
            density *= (1 - STANDING_SHARE) / SPEED_SPAN_MPS + standing;
            return density + settings.newPerM2 / SPEED_SPAN_MPS;
        }
        return density + settings.newPerM2;
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

    /** Looks at one pair: {@link #measurement} then holds the residual. */
    double logRatio(SensorFrame frame, int index, int slot, double base) {
        double deck = table.levels.logFit(slot, frame.level[index], frame.upM[index]);
        long atNs = frame.measuredAtNs[index];
        double reachM = 15 + 3 * Math.min(10, table.positionSigmaM(slot));
        if (Double.isNaN(deck)
                || Math.abs(frame.eastM[index] - table.eastM(slot, atNs)) > reachM
                || Math.abs(frame.northM[index] - table.northM(slot, atNs)) > reachM
                || !motion.predict(slot, atNs)) {
            return Double.NaN;
        }
        double log = look(frame, index, slot);
        if (!(distance < settings.gateSquared * TAIL_REACH)) {
            return Double.NaN;
        }
        double tail = log + 0.5 * distance - TAIL_LOG - distance / (2 * TAIL_SPREAD);
        return base + Math.max(log, tail) + deck + cues(frame, index, slot);
    }

    private double cues(SensorFrame frame, int index, int slot) {
        double cues = table.belief.logFit(slot, frame.participantClass[index]) + identity.logRatio(frame, index, slot);
        float rcs = frame.rcsDbsm[index];
        if (!Float.isNaN(rcs) && table.rcsCount[slot] > 2) {
            double off = (rcs - table.rcsMean[slot]) / 4.0;
            cues += Math.max(-4, 0.7 - 0.5 * off * off);
        }
        return cues;
    }

    private double look(SensorFrame frame, int index, int slot) {
        double[] x = motion.slotState(slot);
        double speed2 = x[2] * x[2] + x[3] * x[3];
        double he = table.headEast[slot];
        double hn = table.headNorth[slot];
        if (speed2 > 1) {
            double inverse = 1 / Math.sqrt(speed2);
            he = x[2] * inverse;
            hn = x[3] * inverse;
        }
        measurement.lengthM = table.bodyLengthM(slot);
        measurement.lengthSigmaM = table.bodyLengthSigmaM(slot);
        int at = index * Measurement.NUMBERS;
        measurement.look(frame.z, at, x, he, hn);
        double[] p = motion.p;
        int o = slot * COVARIANCE;
        see = p[o] + measurement.ree;
        sen = p[o + 1] + measurement.ren;
        snn = p[o + STATE + 1] + measurement.rnn;
        if (measurement.isOffset) {
            see += 2 * p[o + 6] + p[o + 6 * STATE + 6];
            sen += p[o + 7] + p[o + STATE + 6] + p[o + 6 * STATE + 7];
            snn += 2 * p[o + STATE + 7] + p[o + 7 * STATE + 7];
        }
        double determinant = see * snn - sen * sen;
        if (!(determinant > 0)) {
            distance = Double.NaN;
            return 0;
        }
        double ye = measurement.ye;
        double yn = measurement.yn;
        double we = (snn * ye - sen * yn) / determinant;
        double wn = (see * yn - sen * ye) / determinant;
        distance = ye * we + yn * wn;
        double log = -0.5 * (StrictMath.log(TWO_PI * TWO_PI * determinant) + distance);
        if (measurement.hasRadial) {
            return log + lookRadial(o, determinant, we, wn);
        }
        if (frame.z[at] == Measurement.REPORT && !Double.isNaN(frame.z[at + 7])) {
            double east = frame.z[at + 5] - x[2];
            double north = frame.z[at + 6] - x[3];
            double var = 0.5 * (p[o + 2 * STATE + 2] + p[o + 3 * STATE + 3]) + frame.z[at + 7] + frame.z[at + 8];
            double d = (east * east + north * north) / var;
            distance = Math.max(distance, 0.7 * d);
            return log - 0.5 * d - StrictMath.log(TWO_PI * var) + 2 * StrictMath.log(SPEED_SPAN_MPS);
        }
        return log;
    }

    private double lookRadial(int o, double determinant, double we, double wn) {
        double[] p = motion.p;
        double pe = measurement.radialEast;
        double pn = measurement.radialNorth;
        double ue = measurement.ue;
        double un = measurement.un;
        double se = p[o] * pe + p[o + 1] * pn + p[o + 2] * ue + p[o + 3] * un;
        double sn = p[o + STATE] * pe + p[o + STATE + 1] * pn + p[o + STATE + 2] * ue + p[o + STATE + 3] * un;
        double s2 = p[o + 2 * STATE] * pe
                + p[o + 2 * STATE + 1] * pn
                + p[o + 2 * STATE + 2] * ue
                + p[o + 2 * STATE + 3] * un;
        double s3 = p[o + 3 * STATE] * pe
                + p[o + 3 * STATE + 1] * pn
                + p[o + 3 * STATE + 2] * ue
                + p[o + 3 * STATE + 3] * un;
        double s = se * pe + sn * pn + s2 * ue + s3 * un + measurement.rRadial;
        double ke = (snn * se - sen * sn) / determinant;
        double kn = (see * sn - sen * se) / determinant;
        double rest = s - ke * se - kn * sn;
        double y = measurement.yRadial - we * se - wn * sn;
        double d = y * y / rest;
        distance += d;
        return -0.5 * (StrictMath.log(TWO_PI * rest) + d);
    }
}
