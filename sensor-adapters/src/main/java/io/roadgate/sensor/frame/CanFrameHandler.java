package io.roadgate.sensor.frame;

/** Takes the frames of a CAN bus one by one. */
@FunctionalInterface
public interface CanFrameHandler {
    /**
     * Called for each frame in order of arrival.
     *
     * @param frame valid only during the call.
     * @param receivedAtNs when our wire gave us its last byte, ns since 1970 UTC.
     */
    void onCanFrame(CanFrame frame, long receivedAtNs);
}
