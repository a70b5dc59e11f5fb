package io.roadgate.sensor.frame;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The bytes of a stream that no frame has claimed yet, in fixed memory.
 *
 * <p>Shape: index 0 is the oldest byte held; {@link #position()} is its place in the whole stream, so that a framing
 * can remember places across drops.
 *
 * <p>Thread: one.
 */
public final class ByteWindow {
    private final UnsafeBuffer bytes;
    private int from;
    private int to;
    private long position;

    /** An empty window of this size. */
    public ByteWindow(int capacityBytes) {
        bytes = new UnsafeBuffer(new byte[capacityBytes]);
    }

    /** Takes as many bytes as there is room for, and says how many. */
    int append(DirectBuffer source, int offset, int length) {
        if (to + length > bytes.capacity() && from > 0) {
            bytes.putBytes(0, bytes, from, to - from);
            to -= from;
            from = 0;
        }
        int taken = Math.min(length, bytes.capacity() - to);
        bytes.putBytes(to, source, offset, taken);
        to += taken;
        return taken;
    }

    /** Gives up the oldest bytes. */
    void drop(int count) {
        from += count;
        position += count;
        if (from == to) {
            from = 0;
            to = 0;
        }
    }

    boolean isFull() {
        return to - from == bytes.capacity();
    }

    /** Bytes held. */
    public int length() {
        return to - from;
    }

    /** Place of the oldest byte in the whole stream. */
    public long position() {
        return position;
    }

    /** One byte, 0..255. */
    public int at(int index) {
        return bytes.getByte(from + index) & 0xFF;
    }

    /** An unsigned 16-bit number, little-endian. */
    public int u16(int index) {
        return bytes.getShort(from + index, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    /** An unsigned 32-bit number, little-endian. */
    public long u32(int index) {
        return bytes.getInt(from + index, ByteOrder.LITTLE_ENDIAN) & 0xFFFF_FFFFL;
    }

    /** What holds the bytes; valid until the next byte is taken. */
    public DirectBuffer buffer() {
        return bytes;
    }

    /** Where index 0 lies in {@link #buffer()}. */
    public int offset() {
        return from;
    }
}
