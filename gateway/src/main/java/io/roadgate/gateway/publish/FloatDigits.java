package io.roadgate.gateway.publish;

import org.agrona.MutableDirectBuffer;

/**
 * Writes a float as decimal digits that read back as the same float, without allocating.
 *
 * <p>Nine significant digits always suffice: their rounding error is at most 0.5e-8 of the value and a float's half step
 * at least 2.9e-8. Fewer are used when the shorter number lies safely within half a step, so that 13.5 stays
 * {@code 13.5}.
 */
final class FloatDigits {
    private static final int MOST_DIGITS = 9;
    private static final int LEAST_EXPONENT = -5;
    private static final int GREATEST_EXPONENT = 9;
    private static final int FRACTION_BITS = 0x7F_FFFF;
    private static final double WITHIN_HALF = 0.49;
    private static final double BELOW_POWER_OF_TWO = 0.24;
    private static final int POWERS = 320;
    private static final double[] POWER = new double[POWERS];

    static {
        for (int i = 0; i < POWERS; i++) {
            POWER[i] = i < 309 ? Double.parseDouble("1e" + i) : Double.POSITIVE_INFINITY;
        }
    }

    private FloatDigits() {}

    /**
     * Writes a finite float.
     *
     * @return bytes written, at most 16.
     */
    static int write(float value, MutableDirectBuffer out, int offset) {
        int position = offset;
        if (Float.floatToRawIntBits(value) < 0) {
            out.putByte(position++, (byte) '-');
        }
        double magnitude = Math.abs((double) value);
        if (magnitude == 0) {
            out.putByte(position++, (byte) '0');
            return position - offset;
        }
        int exponent = exponentOf(magnitude);
        double allowed = Math.ulp(Math.abs(value)) * (isPowerOfTwo(value) ? BELOW_POWER_OF_TWO : WITHIN_HALF);
        int digits = 1;
        long number = 0;
        for (; digits <= MOST_DIGITS; digits++) {
            number = Math.round(scaled(magnitude, digits - 1 - exponent));
            if (digits == MOST_DIGITS
                    || Math.abs(scaled((double) number, exponent - digits + 1) - magnitude) <= allowed) {
                break;
            }
        }
        return position - offset + put(number, exponent - digits + 1, exponent, out, position);
    }

    private static int put(long number, int lastExponent, int exponent, MutableDirectBuffer out, int offset) {
        int position = offset;
        if (exponent < LEAST_EXPONENT || exponent >= GREATEST_EXPONENT) {
            position += out.putNaturalLongAscii(position, number);
            out.putByte(position++, (byte) 'e');
            position += out.putIntAscii(position, lastExponent);
            return position - offset;
        }
        if (lastExponent >= 0) {
            position += out.putNaturalLongAscii(position, number * (long) POWER[lastExponent]);
            return position - offset;
        }
        long unit = (long) POWER[-lastExponent];
        position += out.putNaturalLongAscii(position, number / unit);
        out.putByte(position++, (byte) '.');
        long fraction = number % unit;
        for (long place = unit / 10; place > 0; place /= 10) {
            out.putByte(position++, (byte) ('0' + fraction / place % 10));
        }
        return position - offset;
    }

    private static int exponentOf(double magnitude) {
        int exponent = (int) Math.floor(Math.log10(magnitude));
        // log10 may be off by one next to a power of ten.
        if (scaled(magnitude, -exponent) >= 10) {
            return exponent + 1;
        }
        return scaled(magnitude, -exponent) < 1 ? exponent - 1 : exponent;
    }

    /** Below a power of two the next float is only half a step away. */
    private static boolean isPowerOfTwo(float value) {
        return (Float.floatToRawIntBits(value) & FRACTION_BITS) == 0;
    }

    private static double scaled(double value, int power) {
        return power >= 0 ? value * POWER[power] : value / POWER[-power];
    }
}
