package io.roadgate.sensor.frame;

import org.agrona.DirectBuffer;

/** Takes bytes as they come from a wire: a whole datagram, or any piece of a stream, cut anywhere. */
@FunctionalInterface
public interface FrameHandler {
    /**
     * Called for each piece, in order of arrival.
     *
     * <p>Thread: the ingest agent that polls the transport. The buffer is valid only during the call.
     *
     * @param buffer holds the bytes.
     * @param offset of the first byte.
     * @param length in bytes, at least 1.
     * @param receivedAtNs when our wire gave us the last of these bytes, ns since 1970 UTC.
     */
    void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs);
}
