package io.roadgate.sensor.transport;

/**
 * When a CAN controller that has left its bus is to be restarted: 200 ms after it did, so that a kernel that restarts it
 * by itself comes first, then again and again, each wait twice the one before, at most 10 s.
 *
 * <p>The wait falls back to the shortest when the bus has been good for {@link #GOOD_NS}.
 *
 * <p>Thread: the transport's own.
 */
final class BusOffRestart {
    static final long SHORTEST_NS = 200_000_000L;
    static final long LONGEST_NS = 10_000_000_000L;
    static final long GOOD_NS = 10_000_000_000L;

    private static final long NEVER = Long.MIN_VALUE;

    private long waitNs = SHORTEST_NS;
    private long dueAtNs = NEVER;
    private long lastOffAtNs = NEVER;

    /** The controller has left the bus. Told again before the restart, nothing changes. */
    void onBusOff(long nowNs) {
        if (lastOffAtNs != NEVER && dueAtNs == NEVER && nowNs - lastOffAtNs >= GOOD_NS) {
            waitNs = SHORTEST_NS;
        }
        lastOffAtNs = nowNs;
        if (dueAtNs == NEVER) {
            plan(nowNs);
        }
    }

    private void plan(long nowNs) {
        dueAtNs = nowNs + waitNs;
        waitNs = Math.min(2 * waitNs, LONGEST_NS);
    }

    /** The controller is back, or frames come: it is on the bus. */
    void onBus() {
        dueAtNs = NEVER;
    }

    /** Whether to restart it now; if so, the next attempt is planned already. */
    boolean isDue(long nowNs) {
        if (dueAtNs == NEVER || nowNs < dueAtNs) {
            return false;
        }
        plan(nowNs);
        return true;
    }
}
