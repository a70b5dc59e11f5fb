package io.roadgate.sensor.frame;

/**
 * Finds the CAN frames in what a wire gives: the reading half of a {@link CanFraming}.
 *
 * <p>Pieces of a stream may be cut anywhere; datagrams come whole. Damage is counted and passed over, the next good
 * frame is found.
 *
 * <p>Thread: the ingest agent. Allocates nothing.
 */
public interface CanReader extends FrameHandler {
    /** Forgets half a frame and any sequence: the link was lost. */
    void reset();
}
