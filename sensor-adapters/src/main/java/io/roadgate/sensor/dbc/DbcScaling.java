package io.roadgate.sensor.dbc;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Raw value to physical value: {@code raw * factor + offset}.
 *
 * <p>Factor 1 and offset 0 leave the raw value as it is. Whole factor and offset ({@code 2}, {@code 2.0}) give a whole
 * value, exactly. Everything else is computed in double, a whole factor ({@code 3}, not {@code 3.0}) multiplied exactly
 * before. This is what cantools does, digit by digit.
 */
final class DbcScaling {
    /** What becomes of a raw value. */
    enum Form {
        SAME,
        WHOLE,
        REAL
    }

    private final Form form;
    private final double scale;
    private final double offset;
    private final BigInteger wholeScale;
    private final BigInteger wholeOffset;

    DbcScaling(String scaleText, String offsetText, boolean isFloat) {
        this.scale = Double.parseDouble(scaleText);
        this.offset = Double.parseDouble(offsetText);
        boolean isWhole = !isFloat && isWhole(scale) && isWhole(offset);
        if (scale == 1 && offset == 0) {
            form = Form.SAME;
        } else {
            form = isWhole ? Form.WHOLE : Form.REAL;
        }
        this.wholeScale = isWhole || isWrittenWhole(scaleText) ? whole(scaleText) : null;
        this.wholeOffset = isWhole ? whole(offsetText) : null;
    }

    private static boolean isWhole(double number) {
        return number == Math.rint(number);
    }

    private static boolean isWrittenWhole(String text) {
        return text.matches("[+-]?\\d+");
    }

    private static BigInteger whole(String text) {
        return isWrittenWhole(text)
                ? new BigInteger(text.startsWith("+") ? text.substring(1) : text)
                : new BigDecimal(Double.parseDouble(text)).toBigIntegerExact();
    }

    Form form() {
        return form;
    }

    double scale() {
        return scale;
    }

    double offset() {
        return offset;
    }

    /** A whole value, exactly; only for {@link Form#WHOLE}. */
    BigInteger whole(BigInteger raw) {
        return raw.multiply(wholeScale).add(wholeOffset);
    }

    /** The value of a whole raw value, rounded as cantools rounds. */
    double exact(BigInteger raw) {
        return wholeScale == null
                ? raw.doubleValue() * scale + offset
                : raw.multiply(wholeScale).doubleValue() + offset;
    }

    /** Whether factor and offset applied in double give {@link #exact} for all raw values of so many bits. */
    boolean isExactInDouble(int rawBits) {
        return wholeScale == null || rawBits + wholeScale.bitLength() <= 52;
    }

    /** Whether all values of so many raw bits fit into a long. */
    boolean fitsLong(int rawBits) {
        return form == Form.WHOLE && Math.max(rawBits + wholeScale.bitLength(), wholeOffset.bitLength()) < 62;
    }

    /** A whole value; only when {@link #fitsLong}. */
    long wholeLong(long raw) {
        return raw * wholeScale.longValue() + wholeOffset.longValue();
    }
}
