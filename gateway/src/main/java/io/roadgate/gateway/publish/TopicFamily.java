package io.roadgate.gateway.publish;

import org.agrona.DirectBuffer;

/**
 * One family of topics: which records it carries, on which topic, and how its payload is written.
 *
 * <p>Thread: the publish agent. A record is an SBE header and block; a picture is the records of its tracks end to end;
 * health is the JSON text itself.
 */
interface TopicFamily {
    /** Template of the records that it carries. */
    int templateId();

    /** Whether this record belongs on its topics. */
    boolean isWanted(DirectBuffer record, int offset);

    /** Newer records of the same key replace unsent older ones. */
    long key(DirectBuffer record, int offset);

    /** From when on nobody wants it; {@link Long#MAX_VALUE} = never. */
    long expiresAtNs(DirectBuffer record, int offset);

    /** Writes topic, properties and payload. */
    void write(DirectBuffer record, int offset, int length, long nowNs, OutMessage out);

    /** MQTT counts in seconds, and a message that says 0 lives for ever. */
    static long expirySeconds(long expiresAtNs, long nowNs) {
        long leftNs = expiresAtNs - nowNs;
        return Math.max(1, (leftNs + 999_999_999L) / 1_000_000_000L);
    }
}
