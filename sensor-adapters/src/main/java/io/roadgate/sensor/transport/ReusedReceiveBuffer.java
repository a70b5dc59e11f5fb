package io.roadgate.sensor.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import java.nio.ByteBuffer;

/**
 * Gives Netty the same direct buffer for each read, so that a read allocates nothing.
 *
 * <p>That is right for handlers that copy the bytes out and let go before they return. While one still holds the buffer,
 * reads get buffers of Netty's own.
 *
 * <p>Thread: the event loop.
 */
final class ReusedReceiveBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    private final ByteBuf buffer;

    /** A buffer of this size; a longer datagram would be cut, a longer stream comes in pieces. */
    ReusedReceiveBuffer(int sizeBytes) {
        this.buffer = Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(sizeBytes));
    }

    @Override
    @SuppressWarnings("deprecation") // The type that Netty's own interface returns.
    public Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public ByteBuf allocate(ByteBufAllocator allocator) {
                return buffer.refCnt() == 1 ? buffer.clear().retain() : allocator.directBuffer(buffer.capacity());
            }

            @Override
            public int guess() {
                return buffer.capacity();
            }
        };
    }
}
