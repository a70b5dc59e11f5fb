package io.roadgate.sensor.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.agrona.DirectBuffer;

/** Bytes on their way from our buffers into Netty's. */
final class OutgoingBytes {
    private OutgoingBytes() {}

    /** A pooled copy; Netty releases it when it is sent. */
    static ByteBuf copy(Channel channel, DirectBuffer buffer, int offset, int length) {
        ByteBuf copy = channel.alloc().buffer(length, length);
        buffer.getBytes(offset, copy.internalNioBuffer(0, length), length);
        return copy.writerIndex(length);
    }
}
