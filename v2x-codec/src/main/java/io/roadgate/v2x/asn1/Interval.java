package io.roadgate.v2x.asn1;

import java.math.BigInteger;

/**
 * A resolved range or size.
 *
 * @param lower the lower end, null when there is none
 * @param upper the upper end, null when there is none
 */
record Interval(BigInteger lower, BigInteger upper, boolean extensible) {
    static final Interval NONE = new Interval(null, null, false);

    private static final BigInteger INT_MIN = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final BigInteger INT_MAX = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    boolean isConstrained() {
        return lower != null && upper != null;
    }

    /** Whether the ends and so all root values fit a Java int. */
    boolean fitsInt() {
        return isConstrained() && !extensible && lower.compareTo(INT_MIN) >= 0 && upper.compareTo(INT_MAX) <= 0;
    }

    boolean fitsLong() {
        return (lower == null || lower.compareTo(LONG_MIN) >= 0) && (upper == null || upper.compareTo(LONG_MAX) <= 0);
    }

    /** Bits of a constrained whole number in this range (X.691 clause 11.5). */
    int bits() {
        return upper.subtract(lower).bitLength();
    }

    /** Whether every pattern of {@link #bits()} bits is a value, so that no check is needed. */
    boolean isFull() {
        return upper.subtract(lower).equals(BigInteger.ONE.shiftLeft(bits()).subtract(BigInteger.ONE));
    }

    @Override
    public String toString() {
        if (lower != null && lower.equals(upper)) {
            return lower + (extensible ? ", extensible" : "");
        }
        String ends = (lower == null ? "MIN" : lower) + ".." + (upper == null ? "MAX" : upper);
        return ends + (extensible ? ", extensible" : "");
    }
}
