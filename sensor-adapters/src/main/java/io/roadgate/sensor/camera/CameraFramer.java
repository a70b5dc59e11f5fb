package io.roadgate.sensor.camera;

import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import org.agrona.DirectBuffer;

/**
 * Finds camera frames in a byte stream and finds its way back after damage.
 *
 * <p>Shape: varint length (at most {@link #LONGEST}), then that many bytes, which begin with 08 01 (schema version 1).
 * Bytes that cannot begin a frame, or a frame that does not parse, cost one byte; the search goes on behind it at
 * once. While it searches, a frame with neither a capture time nor a clock answer is no frame: an object's bytes inside
 * a damaged frame look like one.
 *
 * <p>A damaged length may promise bytes that never come, and swallow the good frames behind it. What stays unfinished
 * for {@link #STALL_NS} is taken for that: the held bytes are searched for whole frames.
 *
 * <p>Errors: {@code CAMERA_GARBLED} once per damaged stretch, {@code CAMERA_TRUNCATED} per frame given up.
 *
 * <p>Thread: the ingest agent.
 *
 * <p>Source: {@code camera.proto}; Protocol Buffers documentation, "Techniques: streaming multiple messages".
 */
final class CameraFramer {
    /** Longest frame. */
    static final int LONGEST = 65_536;

    /** How long a frame may take from its first byte to its last. */
    static final long STALL_NS = 200_000_000L;

    private static final int HELD_BYTES = 4 * LONGEST;
    private static final int LONGEST_LENGTH_PREFIX = 3;
    private static final int TAG_SCHEMA_VERSION = 0x08;
    private static final int SCHEMA_VERSION = 1;
    private static final int NOT_A_START = 0;
    private static final int UNFINISHED = -1;

    private final FaultSink faults;
    private final PictureHandler handler;
    private final CameraPicture picture = new CameraPicture();
    private final CameraReader reader = new CameraReader();
    private final byte[] held = new byte[HELD_BYTES];
    private int begin;
    private int end;
    private int payloadAt;
    private boolean isInDamage;
    private boolean isWaiting;
    private long waitingSinceNs;

    /** Takes frames one by one. */
    @FunctionalInterface
    interface PictureHandler {
        void onPicture(CameraPicture picture, long receivedAtNs);
    }

    CameraFramer(FaultSink faults, PictureHandler handler) {
        this.faults = faults;
        this.handler = handler;
    }

    void onBytes(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        int at = offset;
        int left = length;
        while (left > 0) {
            compact();
            int taken = Math.min(left, HELD_BYTES - end);
            buffer.getBytes(at, held, end, taken);
            end += taken;
            at += taken;
            left -= taken;
            drain(receivedAtNs);
        }
    }

    /** Moves what is held to the front once half the room is used: an unfinished frame fits into the other half. */
    private void compact() {
        if (begin == end) {
            begin = 0;
            end = 0;
        } else if (begin >= HELD_BYTES / 2) {
            System.arraycopy(held, begin, held, 0, end - begin);
            end -= begin;
            begin = 0;
        }
    }

    private void drain(long nowNs) {
        while (begin < end) {
            int size = sizeAt(begin);
            if (size == UNFINISHED) {
                waitFromNow(nowNs);
                return;
            }
            if (size != NOT_A_START && deliver(size, nowNs)) {
                begin += size;
            } else {
                skipByte();
            }
            isWaiting = false;
        }
    }

    private void waitFromNow(long nowNs) {
        if (!isWaiting) {
            isWaiting = true;
            waitingSinceNs = nowNs;
        }
    }

    private void skipByte() {
        if (!isInDamage) {
            isInDamage = true;
            faults.count(FrameFault.CAMERA_GARBLED);
        }
        begin++;
    }

    /** Hands over the frame at {@link #payloadAt}; false when its bytes are none. */
    private boolean deliver(int size, long nowNs) {
        int verdict = reader.read(held, payloadAt, begin + size, picture);
        boolean isTold = picture.capturedAtNs != 0 || picture.hasClockAnswer;
        boolean isFrame = verdict != CameraReader.BROKEN && (isTold || !isInDamage);
        if (isFrame) {
            isInDamage = false;
            handler.onPicture(picture, nowNs);
        }
        return isFrame;
    }

    /** Bytes of the frame that begins at a place, prefix included; sets {@link #payloadAt}. */
    private int sizeAt(int start) {
        long length = 0;
        int at = start;
        byte octet;
        do {
            if (at - start == LONGEST_LENGTH_PREFIX) {
                return NOT_A_START;
            }
            if (at == end) {
                return UNFINISHED;
            }
            octet = held[at];
            length |= (long) (octet & 0x7F) << (7 * (at - start));
            at++;
        } while (octet < 0);
        if (length < 2 || length > LONGEST) {
            return NOT_A_START;
        }
        if ((at < end && held[at] != TAG_SCHEMA_VERSION) || (at + 1 < end && held[at + 1] != SCHEMA_VERSION)) {
            return NOT_A_START;
        }
        payloadAt = at;
        return length > end - at ? UNFINISHED : (int) length + at - start;
    }

    int onTick(long nowNs) {
        if (!isWaiting || nowNs - waitingSinceNs < STALL_NS) {
            return 0;
        }
        faults.count(FrameFault.CAMERA_TRUNCATED);
        isWaiting = false;
        isInDamage = true;
        begin++;
        searchHeld(nowNs);
        return 1;
    }

    /**
     * Delivers every whole frame among the held bytes, then waits at the first possible start behind the last of them.
     */
    private void searchHeld(long nowNs) {
        int firstUnfinished = -1;
        while (begin < end) {
            int size = sizeAt(begin);
            boolean isDelivered = size > 0 && deliver(size, nowNs);
            if (isDelivered) {
                begin += size;
                firstUnfinished = -1;
            } else {
                firstUnfinished = size == UNFINISHED && firstUnfinished < 0 ? begin : firstUnfinished;
                begin++;
                // What follows a delivered frame without a gap is searched as damage only once it is skipped.
                isInDamage = true;
            }
        }
        if (firstUnfinished >= 0) {
            begin = firstUnfinished;
            waitFromNow(nowNs);
        }
    }

    /** Drops a half frame with the link that brought it. */
    void reset() {
        if (begin < end) {
            faults.count(FrameFault.CAMERA_TRUNCATED);
        }
        begin = 0;
        end = 0;
        isInDamage = false;
        isWaiting = false;
    }
}
