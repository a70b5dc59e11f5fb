package io.roadgate.sensor.etc;

/** Takes ETC frames one by one, checked and unstuffed. */
@FunctionalInterface
interface EtcFrameHandler {
    /**
     * Called for each good frame.
     *
     * @param frame valid only during the call.
     * @param streamOffset of its first byte behind the delimiter, counted from the start of the stream.
     * @param wireLength in bytes as sent, RSCTL to check character with all escapes.
     * @param receivedAtNs when our wire gave us its end.
     */
    void onEtcFrame(EtcFrame frame, long streamOffset, int wireLength, long receivedAtNs);
}
