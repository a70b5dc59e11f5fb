package io.roadgate.sensor.dbc;

import io.roadgate.sensor.frame.CanFrame;
import java.math.BigInteger;

/**
 * One signal of a message, ready to be read from frames.
 *
 * <p>Shape: a raw value of up to 64 bits as a {@code long}: sign-extended when signed, the 64 bits of an unsigned one,
 * the IEEE bits of a float or double. Nothing here allocates but what says so.
 *
 * <p>Errors: none; a signal that does not lie inside the frame or is not selected must not be read, which
 * {@link #isPresent} tells.
 *
 * <p>Source: the DBC format ({@code SG_}, {@code SIG_VALTYPE_}, {@code VAL_}, {@code SG_MUL_VAL_}).
 */
public final class DbcSignal {
    private final String name;
    private final String unit;
    private final int startBit;
    private final int lengthBits;
    private final Kind kind;
    private final BitField field;
    private final DbcScaling scaling;
    private final DbcLabels labels;
    private final int line;
    private final boolean isSelector;
    private final boolean isRawLong;
    private final double scale;
    private final double offset;
    private final boolean isExactInDouble;
    private DbcSignal selector;
    private long[] ranges = {};

    /** What the raw bits are. */
    public enum Kind {
        /** A whole number, below zero when its highest bit is set. */
        SIGNED,
        /** A whole number from zero on. */
        UNSIGNED,
        /** IEEE 754, 32 bits. */
        FLOAT,
        /** IEEE 754, 64 bits. */
        DOUBLE
    }

    DbcSignal(DbcStatements.Signal stated, String name, boolean isFloat, DbcLabels labels) {
        this.name = name;
        this.unit = stated.unit();
        this.startBit = stated.startBit();
        this.lengthBits = stated.lengthBits();
        this.line = stated.line();
        this.isSelector = stated.isSelector();
        if (isFloat) {
            kind = lengthBits == Float.SIZE ? Kind.FLOAT : Kind.DOUBLE;
        } else {
            kind = stated.isSigned() ? Kind.SIGNED : Kind.UNSIGNED;
        }
        this.field = new BitField(startBit, lengthBits, stated.isBigEndian(), kind == Kind.SIGNED);
        this.scaling = new DbcScaling(stated.scale(), stated.offset(), isFloat);
        this.labels = labels;
        this.isRawLong = !isFloat && !field.isWide() && (kind == Kind.SIGNED || lengthBits < Long.SIZE);
        this.scale = scaling.scale();
        this.offset = scaling.offset();
        this.isExactInDouble = scaling.isExactInDouble(lengthBits);
    }

    void selectBy(DbcSignal newSelector, long[] newRanges) {
        selector = newSelector;
        ranges = newRanges;
    }

    /** Its name, the long one where the file has one. */
    public String name() {
        return name;
    }

    /** Unit as written; empty = none. */
    public String unit() {
        return unit;
    }

    /** What the raw bits are. */
    public Kind kind() {
        return kind;
    }

    /** Length in bits. */
    public int lengthBits() {
        return lengthBits;
    }

    /** Line in the file, for faults. */
    public int line() {
        return line;
    }

    BitField field() {
        return field;
    }

    double scale() {
        return scale;
    }

    double offset() {
        return offset;
    }

    int startBit() {
        return startBit;
    }

    /** Whether its value selects which others a frame holds. */
    public boolean isSelector() {
        return isSelector;
    }

    DbcSignal selector() {
        return selector;
    }

    long[] ranges() {
        return ranges;
    }

    DbcLabels labels() {
        return labels;
    }

    /** More than 64 bits: only {@link #wideRaw} reads it. */
    public boolean isWide() {
        return field.isWide();
    }

    /** Whether it lies wholly inside a frame of so many bytes. */
    public boolean isInside(int frameLength) {
        return field.neededBytes() <= frameLength;
    }

    /** Whether the frame holds it: long enough, and every selector above it has a value that selects it. */
    public boolean isPresent(CanFrame frame) {
        if (!isInside(frame.length()) || isWide()) {
            return false;
        }
        return selector == null || (selector.isPresent(frame) && isSelectedBy(selector.raw(frame)));
    }

    private boolean isSelectedBy(long value) {
        for (int i = 0; i < ranges.length; i += 2) {
            if (value >= ranges[i] && value <= ranges[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** The raw bits. */
    public long raw(CanFrame frame) {
        return field.read(frame);
    }

    /** The raw value of a signal of any length; allocates. */
    public BigInteger wideRaw(CanFrame frame) {
        return field.wide(frame, startBit);
    }

    /** The raw value as a number. */
    public double rawNumber(long raw) {
        return switch (kind) {
            case SIGNED -> raw;
            case UNSIGNED -> unsigned(raw);
            case FLOAT -> Float.intBitsToFloat((int) raw);
            case DOUBLE -> Double.longBitsToDouble(raw);
        };
    }

    /** The physical value: raw, scaled. */
    public double value(long raw) {
        return (isRawLong ? raw : rawNumber(raw)) * scale + offset;
    }

    private static double unsigned(long raw) {
        // Halved with a sticky lowest bit, so that doubling rounds as one step.
        return raw >= 0 ? raw : ((raw >>> 1) | (raw & 1)) * 2.0;
    }

    /** Whether the raw value is a number with a fraction: the signal is a float or a double. */
    public boolean isReal() {
        return kind == Kind.FLOAT || kind == Kind.DOUBLE;
    }

    /** Whether the raw value, taken as a long, is the number itself. */
    public boolean isRawLong() {
        return isRawLong;
    }

    /** A whole raw value; allocates. */
    public BigInteger rawInteger(long raw) {
        BigInteger signed = BigInteger.valueOf(raw);
        return kind == Kind.UNSIGNED && raw < 0 ? signed.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : signed;
    }

    /** Whether the physical value is the raw value. */
    public boolean isUnscaled() {
        return scaling.form() == DbcScaling.Form.SAME;
    }

    /** Whether the physical value is a whole number. */
    public boolean isWhole() {
        return scaling.form() == DbcScaling.Form.WHOLE;
    }

    /** Whether {@link #wholeValue(long)} holds every physical value. */
    public boolean isWholeLong() {
        return isRawLong() && scaling.fitsLong(lengthBits);
    }

    /** The physical value when {@link #isWholeLong}. */
    public long wholeValue(long raw) {
        return scaling.wholeLong(raw);
    }

    /** The physical value when {@link #isWhole}; allocates. */
    public BigInteger wholeValue(BigInteger raw) {
        return scaling.whole(raw);
    }

    /** Whether {@link #value} rounds as often as {@link #exactValue}, once: then they are equal. */
    public boolean isExactInDouble() {
        return isReal() || isExactInDouble;
    }

    /** The physical value of a whole raw value without intermediate rounding; allocates. */
    public double exactValue(BigInteger raw) {
        return scaling.exact(raw);
    }

    /** The name of a raw value (VAL_); {@code null} = it has none. */
    public String label(long raw) {
        int index = labels.count() == 0 ? -1 : labels.find(isReal() ? wholeOf(raw) : raw);
        return index < 0 ? null : labels.name(index);
    }

    /** A float's value when it is whole; else one that no name has. */
    private long wholeOf(long raw) {
        double number = rawNumber(raw);
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? (long) number : Long.MIN_VALUE;
    }
}
