package io.roadgate.sensor.transport;

/**
 * How long to wait before the next attempt to open a link: 50 ms at first, doubled each time, at most 2 s.
 *
 * <p>It falls back to the start when the link proves itself by giving bytes, not when it merely opens: a port that
 * opens and fails at once would otherwise be opened twenty times a second for ever.
 *
 * <p>Thread: the transport's own.
 */
final class Backoff {
    static final long SHORTEST_NS = 50_000_000L;
    static final long LONGEST_NS = 2_000_000_000L;

    private long waitNs = SHORTEST_NS;

    /** The wait before the next attempt. */
    long nextNs() {
        long nowNs = waitNs;
        waitNs = Math.min(waitNs * 2, LONGEST_NS);
        return nowNs;
    }

    void reset() {
        waitNs = SHORTEST_NS;
    }
}
