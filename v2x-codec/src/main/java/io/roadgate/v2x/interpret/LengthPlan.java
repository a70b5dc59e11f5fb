package io.roadgate.v2x.interpret;

import io.roadgate.v2x.schema.Range;
import io.roadgate.v2x.uper.BitReader;
import io.roadgate.v2x.uper.BitWriter;

/**
 * How a count stands before what it counts.
 *
 * <p>Source: ITU-T X.691 (02/2021) clause 11.9 and, for the extension bit, 16.6, 17.3, 20.4, 30.4.
 */
final class LengthPlan {
    private static final int UNBOUNDED = Integer.MAX_VALUE;
    private static final int LARGEST_FIELD = 65_535;

    /** A length in the general form without bounds. */
    static final LengthPlan ANY = new LengthPlan(Range.ANY_SIZE);

    private final Range range;
    private final int lower;
    private final int upper;
    private final int bits;

    LengthPlan(Range range) {
        this.range = range;
        boolean isHuge = range.upper() == null || range.upper().bitLength() > 31;
        lower = range.lower().bitLength() > 31 ? UNBOUNDED : range.lower().intValue();
        upper = isHuge ? UNBOUNDED : range.upper().intValue();
        bits = isHuge ? 0 : range.bits();
    }

    /** The parts that something counted comes in. */
    static final class Parts {
        private final LengthPlan plan;
        private final boolean isRoot;
        private int total;

        private Parts(LengthPlan plan, boolean isRoot) {
            this.plan = plan;
            this.isRoot = isRoot;
        }

        /** Whether the count is within the bounds before the extension marker. */
        boolean isRoot() {
            return isRoot;
        }

        /** The count of the next part; whether another follows it says {@link BitReader#hasMoreFragments()}. */
        int next(BitReader in) {
            int before = total;
            if (!isRoot) {
                total = in.readSizeAtLeast(total, 0, UNBOUNDED);
            } else if (plan.upper <= LARGEST_FIELD) {
                total = in.readSize(plan.lower, plan.upper, plan.bits);
            } else {
                total = in.readSizeAtLeast(total, plan.lower, plan.upper);
            }
            return in.isFaulted() ? 0 : total - before;
        }
    }

    Parts read(BitReader in) {
        return new Parts(this, !range.extensible() || !in.readBoolean());
    }

    /** Whether a count is within the bounds before the extension marker. */
    boolean isRoot(int count) {
        // An upper end that does not fit is as good as none; so is a lower one, which no count reaches.
        return count >= lower && count <= upper && lower != UNBOUNDED;
    }

    /** Throws if the count is out of bounds, writes the extension bit if there is one. */
    void begin(Encoding to, int count, String unit) {
        begin(to, count, isRoot(count), unit);
    }

    /** As {@link #begin(Encoding, int, String)}, for a value that can be outside the root for other reasons too. */
    void begin(Encoding to, int count, boolean isRoot, String unit) {
        if (!isRoot && !range.extensible()) {
            throw to.fault(count + " " + unit + ", allowed are " + range);
        }
        if (range.extensible()) {
            to.bits.writeBoolean(!isRoot);
        }
    }

    /**
     * Writes the count of the part that comes next.
     *
     * @param count of all
     * @param left of those that are not written
     * @return how many to write; when they are blocks another part must follow
     */
    int next(BitWriter out, int count, int left) {
        if (isRoot(count) && upper <= LARGEST_FIELD) {
            out.writeSize(count, lower, upper, bits);
            return count;
        }
        return out.writeLength(left);
    }

    /** Whether another part follows one of so many. */
    boolean isMore(int count, int part) {
        boolean isField = isRoot(count) && upper <= LARGEST_FIELD;
        return !isField && BitWriter.isBlocks(part);
    }

    boolean canBeEmpty() {
        return !range.extensible() && range.isSingle() && upper <= LARGEST_FIELD;
    }

    boolean isAlwaysZero() {
        return canBeEmpty() && upper == 0;
    }

    @Override
    public String toString() {
        return range.toString();
    }
}
