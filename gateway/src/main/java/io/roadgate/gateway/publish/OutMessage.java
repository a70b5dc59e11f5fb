package io.roadgate.gateway.publish;

import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One message on its way out, reused: where to, how, and its payload in a buffer. */
final class OutMessage {
    private final UnsafeBuffer payload;
    private String topic;
    private int qos;
    private boolean isRetained;
    private long expirySeconds;
    private PayloadKind kind;
    private int length;

    /** A message with room for payloads of this size. */
    OutMessage(int capacityBytes) {
        payload = new UnsafeBuffer(new byte[capacityBytes]);
    }

    /** Sets everything but the payload. {@code expirySeconds} 0 = never. */
    OutMessage address(String toTopic, int withQos, boolean retained, long expiresInSeconds, PayloadKind payloadKind) {
        topic = toTopic;
        qos = withQos;
        isRetained = retained;
        expirySeconds = expiresInSeconds;
        kind = payloadKind;
        return this;
    }

    MutableDirectBuffer payload() {
        return payload;
    }

    void length(int payloadLength) {
        length = payloadLength;
    }

    int length() {
        return length;
    }

    String topic() {
        return topic;
    }

    int qos() {
        return qos;
    }

    boolean isRetained() {
        return isRetained;
    }

    long expirySeconds() {
        return expirySeconds;
    }

    PayloadKind kind() {
        return kind;
    }

    /** The payload as an array of its own, as Paho wants it. */
    byte[] copy() {
        byte[] bytes = new byte[length];
        payload.getBytes(0, bytes);
        return bytes;
    }
}
