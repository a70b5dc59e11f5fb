package io.roadgate.sensor.rsu;

import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.frame.LengthFraming;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Unwraps what an RSU sends: whole frames in each datagram, or a byte stream that is cut anywhere.
 *
 * <p>An octet that begins no frame is skipped, and so is the first one of a frame whose check is wrong or whose message
 * does not decode: the search goes on behind it. In a stream an unfinished frame is given up after {@link #STALL_NS}; of a
 * datagram nothing is kept.
 *
 * <p>Errors: {@code RSU_GARBLED} once per damaged stretch, {@code RSU_TRUNCATED} per frame given up, {@code RSU_CHECK}.
 */
final class RsuFrames {
    /** How long a frame of a stream may take. */
    static final long STALL_NS = 200_000_000L;

    private static final int LONGEST = LengthFraming.LONGEST_PAYLOAD + LengthFraming.MOST_OVERHEAD;

    /** Takes messages; false = it is none. */
    @FunctionalInterface
    interface MessageHandler {
        boolean onMessage(DirectBuffer buffer, int offset, int length, long receivedAtNs);
    }

    private final LengthFraming framing;
    private final boolean isStream;
    private final FaultSink faults;
    private final MessageHandler handler;
    private final UnsafeBuffer held = new UnsafeBuffer(new byte[4 * LONGEST]);
    private int begin;
    private int end;
    private boolean isInDamage;
    private boolean isWaiting;
    private long waitingSinceNs;

    RsuFrames(LengthFraming framing, boolean isStream, FaultSink faults, MessageHandler handler) {
        this.framing = framing;
        this.isStream = isStream;
        this.faults = faults;
        this.handler = handler;
    }

    void onBytes(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        if (framing.isBare()) {
            handler.onMessage(buffer, offset, length, receivedAtNs);
        } else if (isStream) {
            hold(buffer, offset, length, receivedAtNs);
        } else {
            isInDamage = false;
            int at = unwrap(buffer, offset, offset + length, true, receivedAtNs);
            if (at < offset + length) {
                faults.count(FrameFault.RSU_TRUNCATED);
            }
        }
    }

    private void hold(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        int at = offset;
        int left = length;
        while (left > 0) {
            if (begin > 0) {
                held.putBytes(0, held, begin, end - begin);
                end -= begin;
                begin = 0;
            }
            int taken = Math.min(left, held.capacity() - end);
            held.putBytes(end, buffer, at, taken);
            end += taken;
            at += taken;
            left -= taken;
            int before = begin;
            begin = unwrap(held, begin, end, false, receivedAtNs);
            isWaiting &= begin == before;
            if (begin < end && !isWaiting) {
                isWaiting = true;
                waitingSinceNs = receivedAtNs;
            }
        }
    }

    /**
     * Hands over the frames of a region.
     *
     * @param isAll whether nothing will follow, so that an unfinished frame may hide whole ones.
     * @return where the first unfinished frame begins, else the end.
     */
    private int unwrap(DirectBuffer buffer, int from, int to, boolean isAll, long receivedAtNs) {
        int at = from;
        int firstUnfinished = -1;
        while (at < to) {
            int size = framing.sizeAt(buffer, at, to - at);
            if (size == LengthFraming.UNFINISHED && !isAll) {
                return at;
            }
            if (size > 0 && isTaken(buffer, at, size, receivedAtNs)) {
                at += size;
                isInDamage = false;
                firstUnfinished = -1;
                continue;
            }
            if (size == LengthFraming.UNFINISHED && firstUnfinished < 0) {
                firstUnfinished = at;
            }
            if (size != LengthFraming.UNFINISHED && firstUnfinished < 0 && !isInDamage) {
                isInDamage = true;
                faults.count(FrameFault.RSU_GARBLED);
            }
            at++;
        }
        return firstUnfinished < 0 ? to : firstUnfinished;
    }

    private boolean isTaken(DirectBuffer buffer, int at, int size, long receivedAtNs) {
        if (!framing.isCheckRight(buffer, at, size)) {
            if (!isInDamage) {
                faults.count(FrameFault.RSU_CHECK);
                isInDamage = true;
            }
            return false;
        }
        return handler.onMessage(buffer, at + framing.payloadOffset(), framing.payloadLength(size), receivedAtNs);
    }

    int onTick(long nowNs) {
        if (!isWaiting || nowNs - waitingSinceNs < STALL_NS) {
            return 0;
        }
        faults.count(FrameFault.RSU_TRUNCATED);
        isInDamage = true;
        begin = unwrap(held, begin + 1, end, true, nowNs);
        isWaiting = begin < end;
        waitingSinceNs = nowNs;
        return 1;
    }

    void reset() {
        if (begin < end) {
            faults.count(FrameFault.RSU_TRUNCATED);
        }
        begin = 0;
        end = 0;
        isInDamage = false;
        isWaiting = false;
    }
}
