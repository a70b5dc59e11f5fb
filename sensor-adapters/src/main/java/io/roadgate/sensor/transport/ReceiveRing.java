package io.roadgate.sensor.transport;

import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.frame.FrameHandler;
import io.roadgate.sensor.setting.Setting;
import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * What a wire gave and nobody has read yet.
 *
 * <p>Shape: one ring message per piece: int64 {@code receivedAtNs} in native order, then the bytes.
 *
 * <p>Errors: a full ring drops the newest piece and counts {@code TRANSPORT_OVERRUN}.
 *
 * <p>Thread: one writes (the transport's), one reads (the ingest agent).
 */
final class ReceiveRing {
    private static final int PIECE = 1;
    private static final int BYTES_AT = Long.BYTES;

    private final OneToOneRingBuffer ring;
    private final FaultSink faults;
    private final MessageHandler onPiece = this::onPiece;
    private FrameHandler reader;

    /** A ring of at least {@code ringKb} KiB; the next power of two. */
    ReceiveRing(int ringKb, FaultSink faults) {
        int capacityBytes = BitUtil.findNextPositivePowerOfTwo(ringKb * 1024);
        this.ring = new OneToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(capacityBytes + RingBufferDescriptor.TRAILER_LENGTH)));
        this.faults = faults;
    }

    /** The key by which a site sets the size. */
    static Setting setting(int fallbackKb) {
        return Setting.integer("ringKb", fallbackKb, 16, 65_536, "room for bytes not yet read, KiB, rounded up to 2^n");
    }

    /** Puts a piece of a stream, cut where the ring needs it. */
    void putStream(byte[] bytes, int length, long receivedAtNs) {
        int longest = ring.maxMsgLength() - BYTES_AT;
        for (int at = 0; at < length; at += longest) {
            if (!put(bytes, at, Math.min(longest, length - at), receivedAtNs)) {
                return;
            }
        }
    }

    /** Puts a datagram whole or not at all. */
    boolean putDatagram(byte[] bytes, int length, long receivedAtNs) {
        if (length > ring.maxMsgLength() - BYTES_AT) {
            faults.count(FrameFault.TRANSPORT_OVERRUN);
            return false;
        }
        return put(bytes, 0, length, receivedAtNs);
    }

    private boolean put(byte[] bytes, int offset, int length, long receivedAtNs) {
        int claim = ring.tryClaim(PIECE, BYTES_AT + length);
        if (claim < 0) {
            faults.count(FrameFault.TRANSPORT_OVERRUN);
            return false;
        }
        ring.buffer().putLong(claim, receivedAtNs);
        ring.buffer().putBytes(claim + BYTES_AT, bytes, offset, length);
        ring.commit(claim);
        return true;
    }

    /** Hands over at most {@code limit} pieces. */
    int poll(FrameHandler handler, int limit) {
        reader = handler;
        return ring.read(onPiece, limit);
    }

    private void onPiece(int typeId, MutableDirectBuffer buffer, int offset, int length) {
        reader.onFrame(buffer, offset + BYTES_AT, length - BYTES_AT, buffer.getLong(offset));
    }
}
