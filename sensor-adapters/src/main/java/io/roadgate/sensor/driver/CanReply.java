package io.roadgate.sensor.driver;

import io.roadgate.sensor.frame.CanFrame;

/** The way back to the bus, given to a CAN driver so that it need not know its wire. */
@FunctionalInterface
public interface CanReply {
    /** Sends a frame; false when the link is down or busy, or when the wire has no such frames. */
    boolean offer(CanFrame frame);
}
