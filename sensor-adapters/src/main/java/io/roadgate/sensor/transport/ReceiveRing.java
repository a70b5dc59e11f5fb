package io.roadgate.sensor.transport;

import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.frame.FrameHandler;
import io.roadgate.sensor.setting.Setting;
import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a wire gave and nobody has read yet. A reader that falls behind loses the oldest pieces, never the newest, and is
 * told where the hole is.
 *
 * <p>Shape: pieces of int32 length, int32 link epoch, int64 {@code receivedAtNs}, then the bytes, each beginning on 8
 * bytes and never wrapping. The link epoch counts the link's ups (odd) and losses (even) and travels with the pieces: the
 * reader sees a relink between the last piece before it and the first one behind it, however much waits in the ring.
 *
 * <p>Errors: a writer that finds no room takes the oldest pieces away; {@code TRANSPORT_OVERRUN} counts them and
 * {@code BYTES_SHED} their bytes. Of a stream the older half of the ring goes at once, so that a reader who cannot keep
 * up reads long runs between few holes; of datagrams just as many as the new one needs.
 *
 * <p>Thread: one writes (the transport's), one reads (the ingest agent). Both move the head by compare-and-set: the
 * reader copies a piece out first and has it only if its own move of the head succeeds. There is no lock, and neither
 * waits for the other.
 */
final class ReceiveRing {
    private static final int HEADER_BYTES = 16;
    private static final int EPOCH_AT = Integer.BYTES;
    private static final int STAMP_AT = 2 * Integer.BYTES;
    private static final int PADDING = -1;
    // Two cache lines apart from the data and from each other: the adjacent-line prefetcher pulls pairs.
    private static final int POSITION_SPACING = 2 * BitUtil.CACHE_LINE_LENGTH;

    private final UnsafeBuffer ring;
    private final int capacity;
    private final int longest;
    private final int headAt;
    private final int tailAt;
    private final FaultSink faults;
    private volatile int writerEpoch;

    // The writer's own.
    private long tail;

    // The reader's own.
    private final UnsafeBuffer piece;
    private boolean isPieceHeld;
    private int pieceLength;
    private long pieceReceivedAtNs;
    private long expectedHead;
    private int readerEpoch;
    private int holeCount;

    /** A ring of at least {@code ringKb} KiB; the next power of two. */
    ReceiveRing(int ringKb, FaultSink faults) {
        this.capacity = BitUtil.findNextPositivePowerOfTwo(ringKb * 1024);
        this.longest = capacity / 4 - HEADER_BYTES;
        this.headAt = capacity + POSITION_SPACING;
        this.tailAt = headAt + POSITION_SPACING;
        this.ring = new UnsafeBuffer(ByteBuffer.allocateDirect(tailAt + POSITION_SPACING));
        this.piece = new UnsafeBuffer(ByteBuffer.allocateDirect(longest));
        this.faults = faults;
    }

    /** The key by which a site sets the size. */
    static Setting setting(int fallbackKb) {
        return Setting.integer("ringKb", fallbackKb, 16, 65_536, "room for bytes not yet read, KiB, rounded up to 2^n");
    }

    // --- the writer's side ---

    /** The link came up: what is put from now on belongs to it. Told twice, it is a new link each time. */
    void linkUp() {
        int epoch = writerEpoch;
        writerEpoch = epoch + ((epoch & 1) == 0 ? 1 : 2);
    }

    /** The link was lost; nothing happens when it was not up. */
    void linkLost() {
        int epoch = writerEpoch;
        if ((epoch & 1) == 1) {
            writerEpoch = epoch + 1;
        }
    }

    /** Puts a piece of a stream, cut where the ring needs it. */
    void putStream(byte[] bytes, int length, long receivedAtNs) {
        for (int at = 0; at < length; at += longest) {
            put(bytes, at, Math.min(longest, length - at), receivedAtNs, capacity / 2);
        }
    }

    /** Puts a datagram whole or, when it is longer than a quarter of the ring, not at all. */
    boolean putDatagram(byte[] bytes, int length, long receivedAtNs) {
        if (length > longest) {
            faults.count(FrameFault.TRANSPORT_OVERRUN);
            faults.count(FrameFault.BYTES_SHED, length);
            return false;
        }
        put(bytes, 0, length, receivedAtNs, capacity);
        return true;
    }

    private void put(byte[] bytes, int offset, int length, long receivedAtNs, int fillAfterShedding) {
        int needed = BitUtil.align(HEADER_BYTES + length, Long.BYTES);
        int at = (int) tail & (capacity - 1);
        int toEnd = capacity - at;
        int padding = needed > toEnd ? toEnd : 0;
        makeRoom(padding + needed, fillAfterShedding);
        if (padding > 0) {
            ring.putInt(at, PADDING);
            ring.putInt(at + EPOCH_AT, padding);
            at = 0;
        }
        ring.putInt(at, length);
        ring.putInt(at + EPOCH_AT, writerEpoch);
        ring.putLong(at + STAMP_AT, receivedAtNs);
        ring.putBytes(at + HEADER_BYTES, bytes, offset, length);
        tail += padding + needed;
        ring.putLongRelease(tailAt, tail);
    }

    private void makeRoom(int needed, int fillAfterShedding) {
        long head = ring.getLongVolatile(headAt);
        if (tail + needed - head <= capacity) {
            return;
        }
        int pieces = 0;
        long bytes = 0;
        while (tail + needed - head > fillAfterShedding && head != tail) {
            int at = (int) head & (capacity - 1);
            int length = ring.getInt(at);
            long next = head + extent(at, length);
            if (ring.compareAndSetLong(headAt, head, next) && length != PADDING) {
                pieces++;
                bytes += length;
            }
            head = ring.getLongVolatile(headAt);
        }
        if (pieces > 0) {
            faults.count(FrameFault.TRANSPORT_OVERRUN, pieces);
            faults.count(FrameFault.BYTES_SHED, bytes);
        }
    }

    /** Bytes from the beginning of one piece to the next. */
    private int extent(int at, int length) {
        return length == PADDING ? ring.getInt(at + EPOCH_AT) : BitUtil.align(HEADER_BYTES + length, Long.BYTES);
    }

    // --- the reader's side ---

    /**
     * Hands over at most {@code limit} pieces. Ends early at a relink or a hole, with the counts below already changed,
     * so that the caller can tell the driver before the next piece.
     */
    int poll(FrameHandler handler, int limit) {
        int epochBefore = readerEpoch;
        int holesBefore = holeCount;
        int count = 0;
        // An attempt that the writer thwarts counts against the limit, too: an unlucky reader comes back later.
        for (int attempt = 0; attempt < limit; attempt++) {
            if (!isPieceHeld) {
                boolean mayTryAgain = take();
                if (readerEpoch != epochBefore || holeCount != holesBefore || !mayTryAgain) {
                    return count;
                }
            }
            if (isPieceHeld) {
                isPieceHeld = false;
                count++;
                handler.onFrame(piece, 0, pieceLength, pieceReceivedAtNs);
            }
        }
        return count;
    }

    /**
     * Copies the oldest piece out and claims it; without success when the writer takes it away meanwhile.
     *
     * @return false when the ring is empty.
     */
    private boolean take() {
        // In this order: a tail read after the epoch covers every piece of the epochs before it.
        int epoch = writerEpoch;
        long head = ring.getLongVolatile(headAt);
        if (head == ring.getLongVolatile(tailAt)) {
            readerEpoch = epoch;
            return false;
        }
        int at = (int) head & (capacity - 1);
        int length = ring.getInt(at);
        int pieceEpoch = ring.getInt(at + EPOCH_AT);
        long receivedAtNs = ring.getLong(at + STAMP_AT);
        // The writer may be overwriting all this; whether it was, the move of the head will tell.
        if (length > longest || length < PADDING || (length != PADDING && at + HEADER_BYTES + length > capacity)) {
            return true;
        }
        if (length != PADDING) {
            ring.getBytes(at + HEADER_BYTES, piece, 0, length);
        }
        long next = head + (length == PADDING ? capacity - at : BitUtil.align(HEADER_BYTES + length, Long.BYTES));
        if (!ring.compareAndSetLong(headAt, head, next)) {
            return true;
        }
        if (head != expectedHead) {
            holeCount++;
        }
        expectedHead = next;
        if (length != PADDING) {
            readerEpoch = pieceEpoch;
            pieceLength = length;
            pieceReceivedAtNs = receivedAtNs;
            isPieceHeld = true;
        }
        return true;
    }

    /** Links that the reader has seen come up; the reader's thread. */
    int upCount() {
        return (readerEpoch + 1) >> 1;
    }

    /** Whether the link was up where the reader is now; the reader's thread. */
    boolean isUp() {
        return (readerEpoch & 1) == 1;
    }

    /** Holes that the reader has come to: pieces before this place were shed; the reader's thread. */
    int holeCount() {
        return holeCount;
    }
}
