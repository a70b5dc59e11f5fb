package io.roadgate.sensor.driver;

import org.agrona.DirectBuffer;

/** The way back to the device, given to a driver so that it need not know its transport. */
@FunctionalInterface
public interface Reply {
    /** Sends bytes; false when the link is down or busy. */
    boolean offer(DirectBuffer buffer, int offset, int length);
}
