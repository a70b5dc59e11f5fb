package io.roadgate.sim.device;

/** A device's cycle: due at once, then every period; cycles that were missed are not made up for. */
final class Schedule {
    private static final long NOT_YET = Long.MIN_VALUE;

    private final long periodNs;
    private long nextNs = NOT_YET;

    Schedule(long periodNs) {
        this.periodNs = periodNs;
    }

    boolean isDue(long nowNs) {
        if (nextNs == NOT_YET) {
            nextNs = nowNs;
        }
        if (nowNs < nextNs) {
            return false;
        }
        nextNs += periodNs * (1 + (nowNs - nextNs) / periodNs);
        return true;
    }
}
