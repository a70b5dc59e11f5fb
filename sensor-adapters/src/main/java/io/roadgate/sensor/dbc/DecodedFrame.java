package io.roadgate.sensor.dbc;

/**
 * The signals of one frame: filled by {@link DbcMessage#decode}, read, filled again.
 *
 * <p>Shape: signals with their raw values, those without selector first in the order of their bits, then for each
 * selector those that it selects.
 *
 * <p>Thread: one.
 */
public final class DecodedFrame {
    private DbcSignal[] own = new DbcSignal[64];
    private DbcSignal[] signals = own;
    private long[] raws = new long[64];
    /** Of {@link #signals} when they were taken all at once; {@code null} = ask each signal. */
    private double[] scales;

    private double[] offsets;
    private int count;
    private boolean isTruncated;
    private boolean isSelectorUnknown;

    void begin(int room, boolean truncated) {
        if (room > own.length) {
            own = new DbcSignal[room];
            raws = new long[room];
        }
        signals = own;
        scales = null;
        count = 0;
        isTruncated = truncated;
        isSelectorUnknown = false;
    }

    /**
     * Takes all signals of a plan at once, every one of them a whole number of up to 63 bits or a signed one; returns where
     * their raw values go, from index 0 on.
     */
    long[] takeAll(DbcSignal[] all, double[] allScales, double[] allOffsets) {
        signals = all;
        scales = allScales;
        offsets = allOffsets;
        count = all.length;
        return raws;
    }

    void add(DbcSignal signal, long raw) {
        signals[count] = signal;
        raws[count++] = raw;
    }

    void markSelectorUnknown() {
        isSelectorUnknown = true;
    }

    /** Signals that the frame holds. */
    public int count() {
        return count;
    }

    /** One signal, 0..{@link #count()} - 1. */
    public DbcSignal signal(int index) {
        return signals[index];
    }

    /** Its raw value, as {@link DbcSignal} describes it. */
    public long raw(int index) {
        return raws[index];
    }

    /** Its physical value, as {@link DbcSignal#value} computes it. */
    public double value(int index) {
        return scales == null ? signals[index].value(raws[index]) : raws[index] * scales[index] + offsets[index];
    }

    /** Whether the frame was shorter than its message: signals that do not lie wholly inside are left out. */
    public boolean isTruncated() {
        return isTruncated;
    }

    /** Whether a selector had a value that selects nothing known. */
    public boolean isSelectorUnknown() {
        return isSelectorUnknown;
    }
}
