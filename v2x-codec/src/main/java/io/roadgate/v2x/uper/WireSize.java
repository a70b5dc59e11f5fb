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

    /** Whether a length is one that only the extension marker allows. */
    boolean isBeyond(int size) {
        return isExtensible && (size < lower || size > upper);
    }

    /** The largest length that a value may have. */
    int largest() {
        return isExtensible ? UNBOUNDED : upper;
    }

    /** The length that comes next, or its first part, behind which {@link #readMore} goes on. */
    public int read(BitReader in) {
        return read(in, readIsBeyond(in));
    }

    /** Whether the extension bit, if there is one, says that the length that follows is beyond the bounds. */
    boolean readIsBeyond(BitReader in) {
        return isExtensible && in.readBoolean();
    }

    /** As {@link #read(BitReader)}, behind the extension bit. */
    int read(BitReader in, boolean isBeyond) {
        if (isBeyond) {
            return in.readSizeAtLeast(0, 0, UNBOUNDED);
        }
        return upper <= LARGEST_FIELD ? in.readSize(lower, upper, bits) : in.readSizeAtLeast(0, lower, upper);
    }

    /**
     * The next part of a length, while {@link BitReader#hasMoreFragments()}.
     *
     * @param soFar what the earlier parts counted
     * @return with the earlier parts
     */
    public int readMore(BitReader in, int soFar) {
        return isExtensible ? in.readSizeAtLeast(soFar, 0, UNBOUNDED) : in.readSizeAtLeast(soFar, lower, upper);
    }

    /** Whether a length goes out in parts, each behind the items of the one before (X.691 clause 11.9.3.8). */
    public boolean isFragmented(int size) {
        boolean isField = size >= lower && size <= upper && upper <= LARGEST_FIELD;
        return size >= BitWriter.BLOCK && !isField;
    }

    /**
     * Appends a length, or its first part, behind whose items {@link BitWriter#writeLength} goes on while it returns
     * whole blocks.
     *
     * @return how many items it counts
     */
    public int write(BitWriter out, int size) {
        boolean isRoot = size >= lower && size <= upper;
        if (isExtensible) {
            out.writeBoolean(!isRoot);
        }
        if (isExtensible && !isRoot) {
            return out.writeLength(size);
        }
        if (upper <= LARGEST_FIELD) {
            out.writeSize(size, lower, upper, bits);
            return size;
        }
        return out.writeSizeAtLeast(size, lower, upper);
    }
}
