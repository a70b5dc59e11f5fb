package io.roadgate.sensor.driver;

import io.roadgate.sensor.frame.CanFrame;
import io.roadgate.sensor.frame.CanFrameHandler;
import io.roadgate.sensor.frame.CanIdFilter;
import java.util.List;

/**
 * Turns one device's CAN frames into observations; whatever wire they come over.
 *
 * <p>It is given the frames that its {@link #filters} name and no error frames: those are counted before it. Counts each
 * fault through its sink, throws nothing and allocates nothing after warm-up.
 *
 * <p>Thread: the ingest agent.
 */
public interface CanDriver extends CanFrameHandler {
    /** The identifiers that it wants, also set in the kernel where there is one; empty = all. Constant. */
    List<CanIdFilter> filters();

    /** The link came up: send what the device needs to be told. */
    void onLinkUp(long nowNs);

    /** The link was lost: forget half lists. */
    void onLinkLost(long nowNs);

    /** Frames are missing before the next, because they came faster than they were read; the link stayed up. */
    default void onGap(long nowNs) {}

    /**
     * Time goes on: end what waits too long.
     *
     * @return units of work done.
     */
    int onTick(long nowNs);

    /**
     * A frame that no device of this bus has asked for; told only on wires that cannot filter.
     *
     * <p>A driver whose device should be alone counts it; on a shared bus it is somebody else's.
     */
    default void onForeignFrame(CanFrame frame) {}
}
