package io.roadgate.gateway.ring;

import io.roadgate.gateway.record.RecordHandler;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** A one-to-one ring of SBE records. */
public final class RecordRing {
    private final OneToOneRingBuffer ring;
    private final MessageHandler adapter = this::onMessage;
    private RecordHandler handler;

    /** A ring of at least this many bytes. */
    public RecordRing(int capacityBytes) {
        int capacity = BitUtil.findNextPositivePowerOfTwo(capacityBytes);
        ring = new OneToOneRingBuffer(new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                capacity + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH)));
    }

    /**
     * Copies a record in.
     *
     * <p>Thread: the one writer.
     *
     * @return false when the ring is full, or the record longer than an eighth of the ring; the caller counts it.
     */
    public boolean offer(int templateId, DirectBuffer buffer, int offset, int length) {
        return length <= ring.maxMsgLength() && ring.write(templateId, buffer, offset, length);
    }

    /**
     * Hands records over in order; may stop early where the ring wraps.
     *
     * <p>Thread: the one reader.
     *
     * @return records handed over, at most {@code limit}.
     */
    public int drain(RecordHandler recordHandler, int limit) {
        handler = recordHandler;
        return ring.read(adapter, limit);
    }

    /** Bytes waiting, for gauges. */
    public int sizeBytes() {
        return ring.size();
    }

    /** Bytes the ring holds at most. */
    public int capacityBytes() {
        return ring.capacity();
    }

    /** The ring itself, for writers that claim and fill in place. */
    OneToOneRingBuffer claimable() {
        return ring;
    }

    private void onMessage(int templateId, org.agrona.MutableDirectBuffer buffer, int offset, int length) {
        handler.onRecord(templateId, buffer, offset, length);
    }
}
