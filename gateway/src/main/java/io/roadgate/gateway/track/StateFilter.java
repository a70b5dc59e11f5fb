package io.roadgate.gateway.track;

/**
 * One extended Kalman filter in work: the state of one track, moved in time and corrected.
 *
 * <p>State, eight numbers: east, north, their speeds, their accelerations, and the offset (east, north) of the vehicle's
 * own satellite positioning; the last two are in use ({@link #size} = 8) once a vehicle has reported itself.
 *
 * <p>Motion (Singer's model, along and across the heading h with their own time constants t and deviations s):
 *
 * <pre>
 *   a' = r a        v' = v + t (1 - r) a      p' = p + v d + t^2 (d/t - 1 + r) a      r = exp(-d/t)
 *   q = 2 s^2 / t   white jerk of density q; Q of a triple integrator over d
 * </pre>
 *
 * <p>The offset is a Gauss-Markov process. Corrections are by Joseph-free sequential updates in double precision, the
 * covariance kept symmetric by construction. A pair of which the {@link #trust}
 * is below one moves the state by that share and leaves it the less sure ({@link Marginals}).
 *
 * <p>Source: R. A. Singer, Estimating Optimal Tracking Filter Performance for Manned Maneuvering Targets, IEEE Trans. AES-6
 * (1970); Bar-Shalom, Li, Kirubarajan (2001), 8.2.
 */
final class StateFilter {
    static final int N = 8;
    static final int SQUARE = N * N;
    static final int PACKED = N + N * (N + 1) / 2;
    static final int MOTION = 6;

    private static final double LONGEST_STEP_S = 0.25;
    private static final double OFFSET_TAU_S = 60;
    private static final double OFFSET_VAR = 1.2 * 1.2;

    final double[] x = new double[N];
    final double[] p = new double[SQUARE];
    int size = MOTION;

    private final double[] ph = new double[N];
    private final double[] ph2 = new double[N];
    private final double[] move = new double[N];
    /** Heading of the body as a unit vector (east, north); zero = unknown. */
    double headEast;

    double headNorth;
    /** How probable it is that what corrects the state is its own; see {@link Marginals}. */
    double trust = 1;

    /** Deviations and time constants of the acceleration. */
    double alongSigma;

    double crossSigma;
    double alongTauS;
    double crossTauS;

    void load(double[] packed, int at, int newSize) {
        size = newSize;
        System.arraycopy(packed, at, x, 0, N);
        int k = at + N;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double value = packed[k++];
                p[i * N + j] = value;
                p[j * N + i] = value;
            }
        }
    }

    void store(double[] packed, int at) {
        System.arraycopy(x, 0, packed, at, N);
        int k = at + N;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                packed[k++] = p[i * N + j];
            }
        }
    }

    /** Puts the offset of a vehicle's own positioning into the state. */
    void openOffset() {
        if (size == N) {
            return;
        }
        for (int i = 0; i < N; i++) {
            p[i * N + 6] = 0;
            p[i * N + 7] = 0;
            p[6 * N + i] = 0;
            p[7 * N + i] = 0;
        }
        x[6] = 0;
        x[7] = 0;
        p[6 * N + 6] = OFFSET_VAR;
        p[7 * N + 7] = OFFSET_VAR;
        size = N;
    }

    /** The place is again known by the reports alone: offset zero with its usual spread. */
    void reopenOffset() {
        for (int i = 0; i < 2; i++) {
            double sum = p[i * N + i] + 2 * p[i * N + 6 + i] + p[(6 + i) * N + 6 + i];
            x[i] += x[6 + i];
            x[6 + i] = 0;
            for (int j = 0; j < N; j++) {
                p[(6 + i) * N + j] = 0;
                p[j * N + 6 + i] = 0;
            }
            p[i * N + i] = Math.max(0.02, sum) + OFFSET_VAR;
            p[(6 + i) * N + 6 + i] = OFFSET_VAR;
            p[i * N + 6 + i] = -OFFSET_VAR;
            p[(6 + i) * N + i] = -OFFSET_VAR;
        }
        p[1] = 0;
        p[N] = 0;
        for (int i = 0; i < 2; i++) {
            for (int j = 2; j < MOTION; j++) {
                p[i * N + j] = 0;
                p[j * N + i] = 0;
            }
        }
    }

    void predict(double durationS) {
        double left = durationS;
        while (left > 0) {
            double step = left > LONGEST_STEP_S * 1.5 ? LONGEST_STEP_S : left;
            step(step);
            left -= step;
        }
    }

    private void step(double d) {
        double speed2 = x[2] * x[2] + x[3] * x[3];
        double he = headEast;
        double hn = headNorth;
        if (speed2 > 1) {
            double inverse = 1 / Math.sqrt(speed2);
            he = x[2] * inverse;
            hn = x[3] * inverse;
        }
        boolean isDirected = he != 0 || hn != 0;
        double sideSigma = isDirected ? crossSigma : alongSigma;
        double sideTau = isDirected ? crossTauS : alongTauS;
        double ee = he * he;
        double en = he * hn;
        double nn = hn * hn;
        if (!isDirected) {
            ee = 1;
            nn = 0;
        }
        double rl = StrictMath.exp(-d / alongTauS);
        double rc = StrictMath.exp(-d / sideTau);
        double vl = alongTauS * (1 - rl);
        double vc = sideTau * (1 - rc);
        double pl = alongTauS * (d - vl);
        double pc = sideTau * (d - vc);
        transform(
                d,
                pl * ee + pc * nn,
                (pl - pc) * en,
                pl * nn + pc * ee,
                vl * ee + vc * nn,
                (vl - vc) * en,
                vl * nn + vc * ee,
                rl * ee + rc * nn,
                (rl - rc) * en,
                rl * nn + rc * ee);
        double ql = 2 * alongSigma * alongSigma / alongTauS;
        double qc = 2 * sideSigma * sideSigma / sideTau;
        addNoise(d, ql * ee + qc * nn, (ql - qc) * en, ql * nn + qc * ee);
        if (size == N) {
            stepOffset(d);
        }
    }

    private void transform(
            double d,
            double gee,
            double gen,
            double gnn,
            double wee,
            double wen,
            double wnn,
            double aee,
            double aen,
            double ann) {
        for (int pass = 0; pass < 2; pass++) {
            int row = pass == 0 ? N : 1;
            int column = pass == 0 ? 1 : N;
            for (int c = 0; c < size; c++) {
                int o = c * column;
                double ae = p[4 * row + o];
                double an = p[5 * row + o];
                double ve = p[2 * row + o];
                double vn = p[3 * row + o];
                p[o] += d * ve + gee * ae + gen * an;
                p[row + o] += d * vn + gen * ae + gnn * an;
                p[2 * row + o] = ve + wee * ae + wen * an;
                p[3 * row + o] = vn + wen * ae + wnn * an;
                p[4 * row + o] = aee * ae + aen * an;
                p[5 * row + o] = aen * ae + ann * an;
            }
        }
        double ae = x[4];
        double an = x[5];
        x[0] += d * x[2] + gee * ae + gen * an;
        x[1] += d * x[3] + gen * ae + gnn * an;
        x[2] += wee * ae + wen * an;
        x[3] += wen * ae + wnn * an;
        x[4] = aee * ae + aen * an;
        x[5] = aen * ae + ann * an;
    }

    private void addNoise(double d, double qee, double qen, double qnn) {
        double d2 = d * d;
        double d3 = d2 * d;
        noise(0, 0, d3 * d2 / 20, qee, qen, qnn);
        noise(0, 2, d2 * d2 / 8, qee, qen, qnn);
        noise(0, 4, d3 / 6, qee, qen, qnn);
        noise(2, 2, d3 / 3, qee, qen, qnn);
        noise(2, 4, d2 / 2, qee, qen, qnn);
        noise(4, 4, d, qee, qen, qnn);
    }

    private void noise(int i, int j, double f, double qee, double qen, double qnn) {
        p[i * N + j] += f * qee;
        p[i * N + j + 1] += f * qen;
        p[(i + 1) * N + j] += f * qen;
        p[(i + 1) * N + j + 1] += f * qnn;
        if (i != j) {
            p[j * N + i] += f * qee;
            p[(j + 1) * N + i] += f * qen;
            p[j * N + i + 1] += f * qen;
            p[(j + 1) * N + i + 1] += f * qnn;
        }
    }

    private void stepOffset(double d) {
        double keep = StrictMath.exp(-d / OFFSET_TAU_S);
        x[6] *= keep;
        x[7] *= keep;
        for (int i = 0; i < N; i++) {
            p[6 * N + i] *= keep;
            p[7 * N + i] *= keep;
        }
        for (int i = 0; i < N; i++) {
            p[i * N + 6] *= keep;
            p[i * N + 7] *= keep;
        }
        double fresh = OFFSET_VAR * (1 - keep * keep);
        p[6 * N + 6] += fresh;
        p[7 * N + 7] += fresh;
    }

    /** Corrects with a place (residual, its noise); with {@code isOffset} the place is the vehicle's own, offset included. */
    void correctPlace(double ye, double yn, double ree, double ren, double rnn, boolean isOffset) {
        int n = size;
        boolean both = isOffset && n == N;
        for (int i = 0; i < n; i++) {
            ph[i] = p[i * N] + (both ? p[i * N + 6] : 0);
            ph2[i] = p[i * N + 1] + (both ? p[i * N + 7] : 0);
        }
        double see = ph[0] + (both ? ph[6] : 0) + ree;
        double sen = ph[1] + (both ? ph[7] : 0) + ren;
        double snn = ph2[1] + (both ? ph2[7] : 0) + rnn;
        double determinant = see * snn - sen * sen;
        if (!(determinant > 1e-12)) {
            return;
        }
        double weight = trust / determinant;
        double spread = (1 - trust) / trust;
        double iee = snn * weight;
        double ien = -sen * weight;
        double inn = see * weight;
        for (int i = 0; i < n; i++) {
            double ke = ph[i] * iee + ph2[i] * ien;
            double kn = ph[i] * ien + ph2[i] * inn;
            move[i] = ke * ye + kn * yn;
            x[i] += move[i];
            for (int j = 0; j <= i; j++) {
                double value = p[i * N + j] - ke * ph[j] - kn * ph2[j] + spread * move[i] * move[j];
                p[i * N + j] = value;
                p[j * N + i] = value;
            }
        }
    }

    /** Corrects with one number that is a combination of two neighbours of the state (first, first + 1). */
    void correctPair(int first, double he, double hn, double y, double r) {
        int n = size;
        for (int i = 0; i < n; i++) {
            ph[i] = p[i * N + first] * he + p[i * N + first + 1] * hn;
        }
        double s = he * ph[first] + hn * ph[first + 1] + r;
        correctNumber(y, s);
    }

    /** Corrects with a radial speed: depends on velocity and, weakly, on the place. */
    void correctRadial(double ue, double un, double pe, double pn, double y, double r) {
        int n = size;
        for (int i = 0; i < n; i++) {
            ph[i] = p[i * N] * pe + p[i * N + 1] * pn + p[i * N + 2] * ue + p[i * N + 3] * un;
        }
        double s = pe * ph[0] + pn * ph[1] + ue * ph[2] + un * ph[3] + r;
        correctNumber(y, s);
    }

    /** Corrects with one number: its residual and the residual's variance; {@code ph} holds its covariance with the state. */
    private void correctNumber(double y, double s) {
        int n = size;
        if (!(s > 1e-12)) {
            return;
        }
        double spread = (1 - trust) / trust;
        double inverse = trust / s;
        for (int i = 0; i < n; i++) {
            double k = ph[i] * inverse;
            move[i] = k * y;
            x[i] += move[i];
            for (int j = 0; j <= i; j++) {
                double value = p[i * N + j] - k * ph[j] + spread * move[i] * move[j];
                p[i * N + j] = value;
                p[j * N + i] = value;
            }
        }
    }
}
