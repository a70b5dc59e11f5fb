package io.roadgate.gateway.hazard;

/**
 * Probabilities of a normally distributed quantity, from a table: the same numbers on every machine, and no call of an
 * exponential on the path.
 *
 * <p><b>Source:</b> complementary error function after Numerical Recipes 6.2 (relative error below 1.2e-7).
 */
final class Normal {
    private static final double STEP = 1.0 / 128;
    private static final double REACH = 6;
    private static final int HALF = (int) (REACH / STEP);
    private static final double[] TABLE = new double[2 * HALF + 2];
    private static final double LEAST_SIGMA = 1e-3;

    static {
        for (int i = 0; i < TABLE.length; i++) {
            TABLE[i] = 0.5 * erfc(-(i - HALF) * STEP / StrictMath.sqrt(2));
        }
    }

    private Normal() {}

    private static double erfc(double x) {
        double z = Math.abs(x);
        double t = 1 / (1 + 0.5 * z);
        double poly = -1.26551223
                + t
                        * (1.00002368
                                + t
                                        * (0.37409196
                                                + t
                                                        * (0.09678418
                                                                + t
                                                                        * (-0.18628806
                                                                                + t
                                                                                        * (0.27886807
                                                                                                + t
                                                                                                        * (-1.13520398
                                                                                                                + t
                                                                                                                        * (1.48851587
                                                                                                                                + t
                                                                                                                                        * (-0.82215223
                                                                                                                                                + t
                                                                                                                                                        * 0.17087277))))))));
        double tail = t * StrictMath.exp(-z * z + poly);
        return x >= 0 ? tail : 2 - tail;
    }

    /** Probability that a standard normal number is below x. */
    static double below(double x) {
        if (!(x > -REACH)) {
            return 0; // NaN too: what is not known proves nothing
        }
        if (x >= REACH) {
            return 1;
        }
        double place = (x + REACH) / STEP;
        int index = (int) place;
        double share = place - index;
        return TABLE[index] + share * (TABLE[index + 1] - TABLE[index]);
    }

    /** Probability that a quantity estimated as {@code value} lies above a limit. */
    static double above(double value, double limit, double sigma) {
        return below((value - limit) / Math.max(sigma, LEAST_SIGMA));
    }

    /** Probability that it lies below a limit. */
    static double under(double value, double limit, double sigma) {
        return below((limit - value) / Math.max(sigma, LEAST_SIGMA));
    }

    /** Probability that its absolute value lies below a limit. */
    static double within(double value, double limit, double sigma) {
        double s = Math.max(sigma, LEAST_SIGMA);
        return below((limit - value) / s) - below((-limit - value) / s);
    }
}
