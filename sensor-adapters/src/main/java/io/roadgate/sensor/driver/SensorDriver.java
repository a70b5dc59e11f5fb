package io.roadgate.sensor.driver;

import io.roadgate.sensor.frame.CanIdFilter;
import io.roadgate.sensor.frame.FrameHandler;
import java.util.List;

/**
 * Turns one device's bytes into observations.
 *
 * <p>Takes the bytes in any chunking, resynchronises after damage at once, counts each fault through its sink, throws
 * nothing and allocates nothing after warm-up.
 *
 * <p>Thread: the ingest agent.
 */
public interface SensorDriver extends FrameHandler {
    /** The link came up: send what the device needs to be told. */
    void onLinkUp(long nowNs);

    /** The link was lost: forget half frames. */
    void onLinkLost(long nowNs);

    /**
     * Bytes of the stream are missing before the next piece, because they came faster than they were read: forget half
     * frames. The link itself stayed up.
     */
    default void onGap(long nowNs) {
        onLinkLost(nowNs);
    }

    /**
     * Time goes on: end what waits too long.
     *
     * @return units of work done.
     */
    int onTick(long nowNs);

    /** The CAN identifiers that it wants, for wires that can filter; empty = all, or no CAN at all. Constant. */
    default List<CanIdFilter> canFilters() {
        return List.of();
    }
}
