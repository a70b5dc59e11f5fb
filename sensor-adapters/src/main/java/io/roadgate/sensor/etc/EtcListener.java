package io.roadgate.sensor.etc;

import io.roadgate.sensor.frame.FrameFault;

/** Takes what {@link EtcFramer} finds in a stream: frames, and the stretches between them that are none. */
public interface EtcListener {
    /**
     * Called for each good frame.
     *
     * @param frame checked and unstuffed; valid only during the call.
     * @param streamOffset of its first byte, counted from the start of the stream: behind the delimiter in the BCC
     *     dialect, else of the first mark.
     * @param wireLength in bytes as sent: with the BCC dialect control byte to check character with all escapes, else
     *     the whole frame.
     * @param receivedAtNs when our wire gave us its end.
     */
    void onEtcFrame(EtcFrame frame, long streamOffset, int wireLength, long receivedAtNs);

    /**
     * Called for each damaged stretch.
     *
     * @param streamOffset of its first byte.
     * @param length in bytes, without delimiters.
     * @param fault the first thing that was wrong with it.
     */
    void onEtcDamage(long streamOffset, long length, FrameFault fault);
}
