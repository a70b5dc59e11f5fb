package io.roadgate.sensor.etc;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** One way to put frames on the wire. An instance belongs to one stream. */
interface EtcFraming {
    /** Longest frame from type to last data byte: a B4 with a full EF04 file has room. */
    int LONGEST = 2048;

    /**
     * Looks for a frame that begins at the window's first byte.
     *
     * <p>The answer depends on the bytes alone, never on how they were cut.
     *
     * @return bytes used by a good frame, {@link EtcWindow#MORE} or {@link EtcWindow#NONE}.
     */
    int probe(EtcWindow window, EtcFrame frame, EtcEdition edition);

    /**
     * Writes a frame.
     *
     * @param controlByte RSCTL or sequence.
     * @param source holds the type and what follows it.
     * @param target takes twice the length and 16 bytes at most.
     * @return bytes written.
     */
    int encode(int controlByte, DirectBuffer source, int length, MutableDirectBuffer target);

    /** Control byte of the controller's n-th frame that answers nothing. */
    int ownControl(int count);
}
