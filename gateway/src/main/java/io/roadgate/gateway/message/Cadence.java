package io.roadgate.gateway.message;

/**
 * A period that does not drift: due once in each period, and once only after a hole.
 *
 * <p>Its times are instants of the caller's clock, in nanoseconds. Thread: one.
 */
public final class Cadence {
    private final long periodNs;
    private long dueAtNs = Long.MIN_VALUE;

    /** Due at once, and from then on once in each period. */
    public Cadence(long periodNs) {
        if (periodNs <= 0) {
            throw new IllegalArgumentException("a period of " + periodNs + " ns");
        }
        this.periodNs = periodNs;
    }

    /** Whether it is due now; the answer true uses this period up. */
    public boolean isDue(long nowNs) {
        if (nowNs < dueAtNs) {
            return false;
        }
        boolean isFirst = dueAtNs == Long.MIN_VALUE;
        dueAtNs = isFirst || nowNs - dueAtNs >= periodNs ? nowNs + periodNs : dueAtNs + periodNs;
        return true;
    }

    /** Makes it due at the next question. */
    public void hurry() {
        dueAtNs = Long.MIN_VALUE;
    }

    /** The period. */
    public long periodNs() {
        return periodNs;
    }
}
