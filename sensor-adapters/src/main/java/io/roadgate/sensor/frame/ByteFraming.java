package io.roadgate.sensor.frame;

/** Says where frames lie in a stream of bytes, and hands them over as it finds them. */
public interface ByteFraming {
    /**
     * Looks at the oldest bytes held, at least one.
     *
     * <p>The answer must depend on the bytes alone, not on how they came in pieces.
     *
     * @param receivedAtNs when the newest byte came.
     * @return bytes that are done with, a frame or bytes that begin none; 0 = cannot be told before more bytes come.
     */
    int take(ByteWindow window, long receivedAtNs);

    /** Bytes that it may have to wait for at most; it answers above 0 when so many are held. */
    int longestBytes();
}
