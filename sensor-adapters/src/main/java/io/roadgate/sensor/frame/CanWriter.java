package io.roadgate.sensor.frame;

import org.agrona.MutableDirectBuffer;

/**
 * Lays CAN frames out for a wire: the writing half of a {@link CanFraming}.
 *
 * <p>Thread: the ingest agent. Allocates nothing.
 */
public interface CanWriter {
    /** Bytes that one frame or one opening takes at most. */
    int LONGEST_BYTES = 256;

    /** Says that the wire cannot carry the frame. */
    int IMPOSSIBLE = -1;

    /**
     * Writes one frame.
     *
     * @param out takes up to {@link #LONGEST_BYTES} from {@code offset} on.
     * @return bytes written, or {@link #IMPOSSIBLE} when this framing has no such frame (FD over SLCAN, error frames).
     */
    int write(CanFrame frame, MutableDirectBuffer out, int offset);

    /**
     * Writes what an adapter must be told before it lets frames through.
     *
     * @param bitRateKbps of the bus, one of those that {@link CanFraming#BIT_RATES_KBPS} names.
     * @return bytes written; 0 when there is nothing to say.
     */
    default int writeOpening(int bitRateKbps, MutableDirectBuffer out, int offset) {
        return 0;
    }
}
