package io.roadgate.sensor.frame;

import org.agrona.DirectBuffer;

/**
 * Finds JSON objects and arrays in a byte stream and finds its way back after damage.
 *
 * <p>Shape: one value behind the other; white space, commas and zero bytes between them do not matter. A byte that
 * cannot stand where it does costs the first byte of the value it stands in; the search goes on behind that at once.
 *
 * <p>A value that stays unfinished for {@link #STALL_NS} may have swallowed good ones: the held bytes are searched for
 * whole values.
 *
 * <p>Errors: {@code CAMERA_GARBLED} once per damaged stretch, {@code CAMERA_TRUNCATED} per value given up.
 *
 * <p>Thread: the ingest agent.
 */
public final class JsonFramer {
    /** How long a value may take from its first byte to its last. */
    public static final long STALL_NS = 500_000_000L;

    /** Takes values one by one; the bytes are valid only during the call. */
    @FunctionalInterface
    public interface ValueHandler {
        /** A value that is whole in its structure. */
        void onValue(byte[] bytes, int from, int length, long receivedAtNs);
    }

    private final int longest;
    private final FaultSink faults;
    private final ValueHandler handler;
    private final JsonScanner scanner = new JsonScanner();
    private final byte[] held;
    private int begin;
    private int scanned;
    private int end;
    private boolean isInDamage;
    private boolean isWaiting;
    private long waitingSinceNs;

    /** A framer for values of at most {@code longest} bytes. */
    public JsonFramer(int longest, FaultSink faults, ValueHandler handler) {
        this.longest = longest;
        this.faults = faults;
        this.handler = handler;
        this.held = new byte[2 * longest];
    }

    /** Takes a piece of the stream. */
    public void onBytes(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        int at = offset;
        int left = length;
        while (left > 0) {
            compact();
            int taken = Math.min(left, held.length - end);
            buffer.getBytes(at, held, end, taken);
            end += taken;
            at += taken;
            left -= taken;
            drain(receivedAtNs);
        }
    }

    private void compact() {
        if (begin == end) {
            begin = 0;
            scanned = 0;
            end = 0;
        } else if (begin >= longest || end == held.length) {
            System.arraycopy(held, begin, held, 0, end - begin);
            scanned -= begin;
            end -= begin;
            begin = 0;
        }
    }

    private void drain(long nowNs) {
        while (begin < end && !isUnfinished(nowNs)) {
            isWaiting = false;
        }
        if (begin < end && !isWaiting) {
            isWaiting = true;
            waitingSinceNs = nowNs;
        }
    }

    /** Takes or skips what stands at {@link #begin}; true when its end has not come yet. */
    private boolean isUnfinished(long nowNs) {
        byte first = held[begin];
        if (first != '{' && first != '[') {
            skip(first != ' ' && first != '\t' && first != '\r' && first != '\n' && first != ',' && first != 0);
            return false;
        }
        if (scanned == begin) {
            scanner.reset();
        }
        while (scanned < end) {
            JsonScanner.Step step = scanner.next(held[scanned++]);
            if (step == JsonScanner.Step.DONE) {
                int from = begin;
                begin = scanned;
                isInDamage = false;
                handler.onValue(held, from, begin - from, nowNs);
                return false;
            }
            if (step == JsonScanner.Step.BROKEN || scanned - begin > longest) {
                skip(true);
                return false;
            }
        }
        return true;
    }

    private void skip(boolean isDamage) {
        if (isDamage && !isInDamage) {
            isInDamage = true;
            faults.count(FrameFault.CAMERA_GARBLED);
        }
        begin++;
        scanned = begin;
    }

    /** Gives up what waits too long. */
    public int onTick(long nowNs) {
        if (!isWaiting || nowNs - waitingSinceNs < STALL_NS) {
            return 0;
        }
        faults.count(FrameFault.CAMERA_TRUNCATED);
        isWaiting = false;
        isInDamage = true;
        begin++;
        scanned = begin;
        searchHeld(nowNs);
        return 1;
    }

    /** Delivers every whole value among the held bytes, then waits at the first unfinished one behind the last of them. */
    private void searchHeld(long nowNs) {
        int firstUnfinished = -1;
        while (begin < end) {
            int before = begin;
            if (isUnfinished(nowNs)) {
                firstUnfinished = firstUnfinished < 0 ? begin : firstUnfinished;
                begin++;
                scanned = begin;
            } else if (begin - before > 1) {
                firstUnfinished = -1;
            }
            isInDamage = true;
        }
        if (firstUnfinished >= 0) {
            begin = firstUnfinished;
            scanned = begin;
            isWaiting = true;
            waitingSinceNs = nowNs;
            isUnfinished(nowNs);
        }
    }

    /** Drops half a value with the link that brought it. */
    public void reset() {
        if (begin < end) {
            faults.count(FrameFault.CAMERA_TRUNCATED);
        }
        begin = 0;
        scanned = 0;
        end = 0;
        isInDamage = false;
        isWaiting = false;
    }
}
