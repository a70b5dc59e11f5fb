package io.roadgate.sensor.observation;

/**
 * Sine and cosine that are the same on every JVM and allocate nothing.
 *
 * <p>{@code Math.sin} may differ between JVMs, and {@code StrictMath.sin} makes an array on each call since it is written
 * in Java (JDK 21 and later). Wrong by at most 3e-16 for angles up to a few thousand turns, which is far more than a
 * bearing needs.
 */
public final class Trigonometry {
    private static final double TURNS_LIMIT_RAD = 1e5;
    private static final double TWO_BY_PI = 2 / Math.PI;

    /** A quarter turn in two parts: the first has few enough bits that its multiples are exact. */
    private static final double QUARTER_HIGH = (float) (Math.PI / 2);

    private static final double QUARTER_LOW = (Math.PI / 2 - QUARTER_HIGH) + 6.123233995736766e-17;

    private static final int TERMS = 9;
    private static final double[] SINE = new double[TERMS];
    private static final double[] COSINE = new double[TERMS];

    static {
        // Taylor series: enough terms for an eighth of a turn either way.
        double factorial = 1;
        for (int i = 0; i < TERMS; i++) {
            COSINE[i] = (i % 2 == 0 ? 1 : -1) / factorial;
            factorial *= 2 * i + 1;
            SINE[i] = (i % 2 == 0 ? 1 : -1) / factorial;
            factorial *= 2 * i + 2;
        }
    }

    private Trigonometry() {}

    /** Sine; NaN for what is no angle. */
    public static double sin(double angleRad) {
        return quarterShifted(angleRad, 0);
    }

    /** Cosine; NaN for what is no angle. */
    public static double cos(double angleRad) {
        return quarterShifted(angleRad, 1);
    }

    private static double quarterShifted(double angleRad, int quarters) {
        if (!(Math.abs(angleRad) <= TURNS_LIMIT_RAD)) {
            return Double.NaN;
        }
        double nearest = Math.rint(angleRad * TWO_BY_PI);
        double rest = (angleRad - nearest * QUARTER_HIGH) - nearest * QUARTER_LOW;
        int quadrant = ((int) nearest + quarters) & 3;
        double square = rest * rest;
        double value = (quadrant & 1) == 0 ? rest * series(SINE, square) : series(COSINE, square);
        return quadrant < 2 ? value : -value;
    }

    private static double series(double[] coefficients, double square) {
        double sum = coefficients[TERMS - 1];
        for (int i = TERMS - 2; i >= 0; i--) {
            sum = sum * square + coefficients[i];
        }
        return sum;
    }
}
