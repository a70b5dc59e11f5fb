package io.roadgate.v2x.schema;

import java.math.BigInteger;

/**
 * The effective range of a number, or of the count of a string or list.
 *
 * @param lower the lower end, null when there is none
 * @param upper the upper end, null when there is none
 * @param extensible whether a bit before the value says that it is outside this range; then it may be any number
 */
public record Range(BigInteger lower, BigInteger upper, boolean extensible) {
    /** Any whole number. */
    public static final Range ANY = new Range(null, null, false);

    /** Any count. */
    public static final Range ANY_SIZE = new Range(BigInteger.ZERO, null, false);

    /** A range without extension marker. */
    public static Range of(long lower, long upper) {
        return new Range(BigInteger.valueOf(lower), BigInteger.valueOf(upper), false);
    }

    /** Whether both ends are there. */
    public boolean isConstrained() {
        return lower != null && upper != null;
    }

    /** Whether exactly one number is in it. */
    public boolean isSingle() {
        return isConstrained() && lower.equals(upper);
    }

    /** Whether a number is in it; those behind the extension marker are not. */
    public boolean contains(BigInteger number) {
        return (lower == null || lower.compareTo(number) <= 0) && (upper == null || upper.compareTo(number) >= 0);
    }

    /** Bits of a constrained whole number in this range, which needs both ends (X.691 clause 11.5.6). */
    public int bits() {
        return upper.subtract(lower).bitLength();
    }

    @Override
    public String toString() {
        String ends = isSingle()
                ? lower.toString()
                : (lower == null ? "MIN" : lower) + ".." + (upper == null ? "MAX" : upper);
        return ends + (extensible ? ", extensible" : "");
    }
}
