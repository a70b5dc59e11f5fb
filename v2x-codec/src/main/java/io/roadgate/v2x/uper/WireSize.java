package io.roadgate.v2x.uper;

/**
 * The bounds of a string's or list's length, and how the length is written.
 *
 * <p>Source: ITU-T X.691 (02/2021) clauses 16, 17, 20 and 11.9: below 65536 a bounded length takes as few bits as hold it.
 */
public final class WireSize {
    /** Stands for no upper bound. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final int LARGEST_FIELD = 65_535;

    private final int lower;
    private final int upper;
    private final boolean isExtensible;
    private final int bits;

    /** Bounds, both inclusive; beyond them an extensible size may be anything. */
    public WireSize(int lower, int upper, boolean isExtensible) {
        this.lower = lower;
        this.upper = upper;
        this.isExtensible = isExtensible;
        bits = 32 - Integer.numberOfLeadingZeros(upper - lower);
    }

    int lower() {
        return lower;
    }

    int upper() {
        return upper;
    }

    /** The largest length that a value may have. */
    int largest() {
        return isExtensible ? UNBOUNDED : upper;
    }

    /** The length that comes next. */
    public int read(BitReader in) {
        if (isExtensible && in.readBoolean()) {
            return in.readLength();
        }
        return upper <= LARGEST_FIELD ? in.readSize(lower, upper, bits) : in.readSizeAtLeast(lower, upper);
    }

    /** Appends a length. */
    public void write(BitWriter out, int size) {
        boolean isRoot = size >= lower && size <= upper;
        if (isExtensible) {
            out.writeBoolean(!isRoot);
        }
        if (isExtensible && !isRoot) {
            out.writeLength(size);
        } else if (upper <= LARGEST_FIELD) {
            out.writeSize(size, lower, upper, bits);
        } else {
            out.writeSizeAtLeast(size, lower, upper);
        }
    }
}
