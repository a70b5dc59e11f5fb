package io.roadgate.gateway.track;

import static io.roadgate.gateway.track.TrackTable.COVARIANCE;
import static io.roadgate.gateway.track.TrackTable.STATE;

/**
 * Estimates of the table's tracks, moved to any instant and corrected at any instant.
 *
 * <p>Predictions are kept until their track changes, because a frame asks for the same one many times.
 */
final class TrackMotion implements TrackTable.Estimator {
    private static final long LONGEST_BACK_NS = 400_000_000L;
    private static final double START_SPEED_VAR = 12 * 12;
    private static final double START_SIDE_VAR = 3 * 3;

    private final TrackTable table;
    private final TrackHistory history;
    private final TrackerSettings settings;
    private final Measurement measurement;
    private final StateFilter filter = new StateFilter();
    private final long[] predictedAtNs = new long[TrackTable.CAPACITY];
    private final int[] predictedVersion = new int[TrackTable.CAPACITY];
    private final boolean[] isPossible = new boolean[TrackTable.CAPACITY];

    final double[] x = new double[TrackTable.CAPACITY * STATE];
    final double[] p = new double[TrackTable.CAPACITY * COVARIANCE];

    TrackMotion(TrackTable table, TrackerSettings settings, Measurement measurement) {
        this.table = table;
        this.settings = settings;
        this.measurement = measurement;
        history = table.history;
    }

    private void prepare(int slot) {
        filter.headEast = table.headEast[slot];
        filter.headNorth = table.headNorth[slot];
        if (table.isVulnerable(slot)) {
            filter.alongSigma = settings.walkSigma;
            filter.crossSigma = settings.walkSigma;
            filter.alongTauS = settings.walkTauS;
            filter.crossTauS = settings.walkTauS;
        } else {
            double speed = table.speedMps(slot);
            filter.alongSigma = settings.alongSigma * (speed < 1 ? settings.slowFactor : 1);
            filter.crossSigma =
                    Math.min(settings.crossSigmaTop, settings.crossSigma + settings.crossSigmaPerMps * speed);
            filter.alongTauS = settings.alongTauS;
            filter.crossTauS = settings.crossTauS;
        }
        measurement.lengthM = table.bodyLengthM(slot);
        measurement.lengthSigmaM = table.bodyLengthSigmaM(slot);
    }

    /** Fills {@link #x} and {@link #p} of the slot with the estimate for an instant, later measurements left out. */
    boolean predict(int slot, long atNs) {
        if (predictedAtNs[slot] == atNs && predictedVersion[slot] == table.version[slot]) {
            return isPossible[slot];
        }
        predictedAtNs[slot] = atNs;
        predictedVersion[slot] = table.version[slot];
        prepare(slot);
        int rank = history.rank(slot, atNs);
        isPossible[slot] = rank > 0 || isBefore(slot, atNs);
        if (!isPossible[slot]) {
            return false;
        }
        int entry = history.entry(slot, Math.max(0, rank - 1));
        history.load(entry, filter);
        if (rank > 0) {
            filter.predict((atNs - history.atNs(entry)) * 1e-9);
        } else {
            back((history.atNs(entry) - atNs) * 1e-9);
        }
        if (filter.size < StateFilter.N) {
            filter.openOffset();
        }
        System.arraycopy(filter.x, 0, x, slot * STATE, STATE);
        System.arraycopy(filter.p, 0, p, slot * COVARIANCE, COVARIANCE);
        return true;
    }

    private final double[] view = new double[STATE];

    /** The predicted state of a slot, valid until the next call. */
    double[] slotState(int slot) {
        System.arraycopy(x, slot * STATE, view, 0, STATE);
        return view;
    }

    /** Whether an instant lies so little before a track's first measurement that it can have been the first. */
    private boolean isBefore(int slot, long atNs) {
        return !table.hasForgotten[slot]
                && history.count(slot) > 0
                && history.atNs(history.entry(slot, 0)) - atNs < LONGEST_BACK_NS;
    }

    private void back(double durationS) {
        filter.x[0] -= durationS * filter.x[2];
        filter.x[1] -= durationS * filter.x[3];
        double square = durationS * durationS;
        filter.p[0] += square * filter.p[2 * STATE + 2];
        filter.p[1] += square * filter.p[2 * STATE + 3];
        filter.p[STATE] += square * filter.p[2 * STATE + 3];
        filter.p[STATE + 1] += square * filter.p[3 * STATE + 3];
    }

    /** Puts a measurement where it belongs and takes in again all that are newer; false = it is too old. */
    boolean insert(int slot, double[] z, int at, long atNs) {
        int rank = history.rank(slot, atNs);
        if (rank == 0 && history.count(slot) > 0 && !isBefore(slot, atNs)) {
            return false;
        }
        if (history.count(slot) == TrackHistory.DEPTH) {
            table.hasForgotten[slot] = true;
            if (rank == 0) {
                return false;
            }
        }
        rank = history.insert(slot, rank, atNs);
        int fresh = history.entry(slot, rank);
        System.arraycopy(z, at, history.measurement, fresh * Measurement.NUMBERS, Measurement.NUMBERS);
        prepare(slot);
        if (rank > 0) {
            history.load(history.entry(slot, rank - 1), filter);
        }
        for (int i = rank; i < history.count(slot); i++) {
            int entry = history.entry(slot, i);
            if (i == 0) {
                start(entry * Measurement.NUMBERS);
            } else {
                filter.predict((history.atNs(entry) - history.atNs(history.entry(slot, i - 1))) * 1e-9);
                measurement.apply(history.measurement, entry * Measurement.NUMBERS, filter);
            }
            history.save(entry, filter);
        }
        int newest = history.entry(slot, history.count(slot) - 1);
        System.arraycopy(filter.x, 0, table.state, slot * STATE, STATE);
        System.arraycopy(filter.p, 0, table.covariance, slot * COVARIANCE, COVARIANCE);
        table.stateAtNs[slot] = history.atNs(newest);
        table.version[slot]++;
        return true;
    }

    /** The first estimate of a track: the place as measured, hardly anything of its velocity. */
    private void start(int at) {
        java.util.Arrays.fill(filter.x, 0);
        java.util.Arrays.fill(filter.p, 0);
        filter.size = StateFilter.MOTION;
        filter.p[0] = 1e4;
        filter.p[STATE + 1] = 1e4;
        double he = filter.headEast;
        double hn = filter.headNorth;
        boolean isDirected = he != 0 || hn != 0;
        double side = isDirected ? START_SIDE_VAR : START_SPEED_VAR;
        filter.p[2 * STATE + 2] = side + (START_SPEED_VAR - side) * he * he;
        filter.p[2 * STATE + 3] = (START_SPEED_VAR - side) * he * hn;
        filter.p[3 * STATE + 2] = filter.p[2 * STATE + 3];
        filter.p[3 * STATE + 3] = side + (START_SPEED_VAR - side) * hn * hn;
        filter.p[4 * STATE + 4] = 1;
        filter.p[5 * STATE + 5] = 1;
        measurement.look(history.measurement, at, filter.x, filter.headEast, filter.headNorth);
        filter.x[0] = measurement.ye;
        filter.x[1] = measurement.yn;
        measurement.apply(history.measurement, at, filter);
    }

    /**
     * Takes back what was learned of the offset of a vehicle's own positioning: no sensor finds the vehicle where it should be.
     */
    void forgetOffset(int slot) {
        if (history.count(slot) == 0 || history.size(history.entry(slot, history.count(slot) - 1)) < StateFilter.N) {
            return;
        }
        history.keepNewest(slot);
        table.hasForgotten[slot] = true;
        int newest = history.entry(slot, 0);
        history.load(newest, filter);
        filter.reopenOffset();
        history.save(newest, filter);
        System.arraycopy(filter.x, 0, table.state, slot * STATE, STATE);
        System.arraycopy(filter.p, 0, table.covariance, slot * COVARIANCE, COVARIANCE);
        table.version[slot]++;
    }

    @Override
    public boolean estimate(int slot, long atNs, double[] out) {
        if (!predict(slot, atNs)) {
            return false;
        }
        System.arraycopy(x, slot * STATE, out, 0, 4);
        out[4] = p[slot * COVARIANCE];
        out[5] = p[slot * COVARIANCE + 1];
        out[6] = p[slot * COVARIANCE + STATE + 1];
        if (history.count(slot) > 0) {
            int newest = history.entry(slot, history.count(slot) - 1);
            measurement.addLasting(
                    history.measurement,
                    newest * Measurement.NUMBERS,
                    out,
                    table.headEast[slot],
                    table.headNorth[slot]);
        }
        return true;
    }

    /** Whether all numbers of the newest estimate are numbers and its variances are none below zero. */
    boolean isSound(int slot) {
        boolean isSound = true;
        for (int i = 0; i < StateFilter.MOTION; i++) {
            isSound &= Math.abs(table.state[slot * STATE + i]) < 1e6;
            double variance = table.covariance[slot * COVARIANCE + i * STATE + i];
            isSound &= variance >= 0 && variance < 1e9;
        }
        return isSound;
    }
}
