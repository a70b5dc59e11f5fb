package io.roadgate.gateway.publish;

import org.agrona.DirectBuffer;

/** One message that came down, in place: topic and payload are ranges of a buffer that is valid during the call only. */
final class Arrival {
    private DirectBuffer buffer;
    private int topicOffset;
    private int topicLength;
    private int payloadLength;
    private long receivedAtNs;

    Arrival wrap(DirectBuffer source, int offset, int topicBytes, int payloadBytes, long atNs) {
        buffer = source;
        topicOffset = offset;
        topicLength = topicBytes;
        payloadLength = payloadBytes;
        receivedAtNs = atNs;
        return this;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int payloadOffset() {
        return topicOffset + topicLength;
    }

    int payloadLength() {
        return payloadLength;
    }

    long receivedAtNs() {
        return receivedAtNs;
    }

    /** Whether the topic is this one. */
    boolean isTopic(byte[] ascii) {
        if (ascii.length != topicLength) {
            return false;
        }
        for (int i = 0; i < topicLength; i++) {
            if (buffer.getByte(topicOffset + i) != ascii[i]) {
                return false;
            }
        }
        return true;
    }
}
