package io.roadgate.sensor.clock;

/**
 * What is known of this machine's clock.
 *
 * @param source that tells: chrony, ptp, timedatectl or none.
 * @param reference that the clock follows, in the source's words; empty = not told.
 * @param isSynchronised as the source says; always false when unknown.
 * @param boundNs the clock is at most this far off UTC; -1 = unknown.
 * @param offsetNs last measured offset; 0 when unknown.
 * @param ppsSources pulse inputs of the kernel that have ticked within the last poll.
 */
public record ClockState(
        String source, String reference, boolean isSynchronised, long boundNs, long offsetNs, int ppsSources) {
    /** Nobody tells. */
    public static final ClockState UNKNOWN = new ClockState("none", "", false, -1, 0, 0);

    /** Whether anybody tells how good the clock is. */
    public boolean isKnown() {
        return boundNs >= 0;
    }

    /** In one word: good, bad or unknown, by the worst that is allowed. */
    public String verdict(long allowedNs) {
        if (source.equals(UNKNOWN.source)) {
            return "unknown";
        }
        if (!isSynchronised) {
            return "bad";
        }
        return isKnown() ? boundNs <= allowedNs ? "good" : "bad" : "unknown";
    }

    ClockState withPps(int count) {
        return new ClockState(source, reference, isSynchronised, boundNs, offsetNs, count);
    }
}
