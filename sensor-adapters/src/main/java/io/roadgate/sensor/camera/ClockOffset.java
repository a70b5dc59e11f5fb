package io.roadgate.sensor.camera;

import io.roadgate.sensor.driver.DeviceClock;

/**
 * Estimates how far a device's clock is ahead of ours from exchanges of time stamps.
 *
 * <p>An exchange has four: t1 we send, t2 it receives, t3 it sends, t4 we receive. The offset is ((t2 - t1) + (t3 -
 * t4)) / 2, and it is wrong by at most half of the delay (t4 - t1) - (t3 - t2), however that delay is divided between
 * both ways. Of the last {@link #WINDOW} exchanges the one with the smallest bound counts, its bound widened by what
 * two clocks may drift apart since ({@link #DRIFT_PPM}).
 *
 * <p>An exchange whose bounds do not touch the estimate's is suspicious; a second one in a row that agrees with the
 * first proves a jump: the window is emptied and both are believed.
 *
 * <p>Source: RFC 5905, sections 8 and 10 (on-wire protocol, clock filter).
 */
final class ClockOffset implements DeviceClock {
    /** Exchanges that are kept. */
    static final int WINDOW = 8;
    /** What two undisciplined quartz clocks may drift apart. */
    static final long DRIFT_PPM = 100;
    /** An exchange that took longer says nothing worth knowing. */
    static final long LONGEST_DELAY_NS = 1_000_000_000L;
    /** A device that stamps in milliseconds may seem to answer before it was asked. */
    static final long COARSEST_STAMP_NS = 1_000_000L;

    private static final long LATEST_NS = 1L << 62;
    private static final long NS_PER_MS = 1_000_000L;
    private static final double SQRT_3 = Math.sqrt(3);

    /** What became of an exchange. */
    enum Verdict {
        /** It counts. */
        USED,
        /** It contradicts what is known; ask again at once. */
        SUSPICIOUS,
        /** The clock is elsewhere than before. */
        JUMP,
        /** It cannot be true. */
        REFUSED
    }

    private final long[] offsetNs = new long[WINDOW];
    private final long[] boundNs = new long[WINDOW];
    private final long[] takenAtNs = new long[WINDOW];
    private int count;
    private int next;
    private boolean isSuspecting;
    private long suspectNs;
    private long suspectBoundNs;
    private long suspectAtNs;
    private long bestNs;
    private long bestBoundNs;
    private long bestAtNs;

    @Override
    public boolean isKnown() {
        return count > 0;
    }

    @Override
    public long offsetNs() {
        return count > 0 ? bestNs : 0;
    }

    /** The error is at most this, if both clocks keep within the drift. */
    long boundNs(long nowNs) {
        return count > 0 ? widened(bestBoundNs, bestAtNs, nowNs) : 0;
    }

    /** The bound as the standard deviation of an even distribution between plus and minus it. */
    @Override
    public long sigmaNs(long nowNs) {
        return (long) (boundNs(nowNs) / SQRT_3);
    }

    void reset() {
        count = 0;
        next = 0;
        isSuspecting = false;
    }

    /** Takes one exchange, in ns since 1970 UTC of the clock that each stamp is of. */
    Verdict onExchange(long t1, long t2, long t3, long t4) {
        if (t2 <= 0 || t2 > LATEST_NS || t3 < t2 || t3 > LATEST_NS || t4 < t1) {
            return Verdict.REFUSED;
        }
        long delayNs = t4 - t1 - (t3 - t2);
        if (delayNs < -COARSEST_STAMP_NS || delayNs > LONGEST_DELAY_NS) {
            return Verdict.REFUSED;
        }
        // Halved before they are added: both may be decades.
        long measuredNs = (t2 - t1) / 2 + (t3 - t4) / 2;
        long halfNs = delayNs < 0 ? -delayNs : delayNs / 2 + 1;
        if (count > 0 && Math.abs(measuredNs - bestNs) > halfNs + boundNs(t4)) {
            return onContradiction(measuredNs, halfNs, t1, t4);
        }
        isSuspecting = false;
        // The clocks drift during the exchange, too.
        keep(measuredNs, halfNs, t1, t4);
        return Verdict.USED;
    }

    private Verdict onContradiction(long measuredNs, long halfNs, long atNs, long nowNs) {
        boolean isProven = isSuspecting
                && Math.abs(measuredNs - suspectNs) <= halfNs + widened(suspectBoundNs, suspectAtNs, nowNs);
        if (isProven) {
            long firstNs = suspectNs;
            long firstBoundNs = suspectBoundNs;
            long firstAtNs = suspectAtNs;
            reset();
            keep(firstNs, firstBoundNs, firstAtNs, nowNs);
            keep(measuredNs, halfNs, atNs, nowNs);
            return Verdict.JUMP;
        }
        isSuspecting = true;
        suspectNs = measuredNs;
        suspectBoundNs = halfNs;
        suspectAtNs = atNs;
        return Verdict.SUSPICIOUS;
    }

    private void keep(long measuredNs, long halfNs, long atNs, long nowNs) {
        offsetNs[next] = measuredNs;
        boundNs[next] = halfNs;
        takenAtNs[next] = atNs;
        next = (next + 1) % WINDOW;
        count = Math.min(count + 1, WINDOW);
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (widened(boundNs[i], takenAtNs[i], nowNs) < widened(boundNs[best], takenAtNs[best], nowNs)) {
                best = i;
            }
        }
        bestNs = offsetNs[best];
        bestBoundNs = boundNs[best];
        bestAtNs = takenAtNs[best];
    }

    private static long widened(long bound, long takenAt, long nowNs) {
        // Our own clock may have been set back.
        return bound + (Math.max(0, nowNs - takenAt) + NS_PER_MS - 1) / NS_PER_MS * DRIFT_PPM;
    }
}
