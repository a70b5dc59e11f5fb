package io.roadgate.sensor.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.agrona.DirectBuffer;

/** Bytes on their way from our buffers into Netty's. */
final class OutgoingBytes {
    private OutgoingBytes() {}

    /** A pooled copy; Netty releases it when it is sent. */
    static ByteBuf copy(Channel channel, DirectBuffer buffer, int offset, int length) {
        ByteBuf copy = channel.alloc().directBuffer(length, length);
        buffer.getBytes(offset, copy.internalNioBuffer(0, length), length);
        return copy.writerIndex(length);
    }

    /** A pooled copy behind the length that the framing puts before it. */
    static ByteBuf framed(Channel channel, StreamFraming framing, DirectBuffer buffer, int offset, int length) {
        int prefix = framing.prefixLength(length);
        ByteBuf copy = channel.alloc().directBuffer(prefix + length, prefix + length);
        for (int i = 0; i < prefix; i++) {
            copy.writeByte(framing.prefixByte(length, i));
        }
        buffer.getBytes(offset, copy.internalNioBuffer(prefix, length), length);
        return copy.writerIndex(prefix + length);
    }
}
