package io.roadgate.sensor.etc;

import io.roadgate.sensor.frame.FrameFault;
import org.agrona.concurrent.UnsafeBuffer;

/** What a framing looks at when it is asked for a frame, and where it says what it found. */
final class EtcWindow {
    /** The frame has not ended yet. */
    static final int MORE = -1;
    /** No frame begins here. */
    static final int NONE = 0;

    /** Bytes from the stream; those of interest are {@link #from} to {@link #to}. */
    final UnsafeBuffer bytes;

    int from;
    int to;
    /** Whether the byte at {@link #from} is the first of the stream. */
    boolean isStart;
    /** Whether nothing follows. */
    boolean isEnd;
    /** Whether the line has been silent for so long that a frame told by its length will not be completed. */
    boolean isSilent;
    /** Before this place there is no end of the frame that begins at {@link #from}. */
    int searchedTo;

    /** Result: the frame's first byte. */
    int frameAt;
    /** Result: bytes as {@link EtcListener} counts them. */
    int wireLength;
    /** Result: what was wrong with that which looked like a frame told by its length; {@code null} when nothing did. */
    FrameFault fault;
    /** The same of a frame between delimiters. */
    FrameFault delimitedFault;

    EtcWindow(int capacity) {
        bytes = new UnsafeBuffer(new byte[capacity]);
    }

    int octet(int at) {
        return bytes.getByte(at) & 0xFF;
    }

    int length() {
        return to - from;
    }

    /** The answer of a framing that wants bytes which may never come. */
    int more() {
        return isEnd || isSilent ? NONE : MORE;
    }

    /** Forgets the faults of the byte before. */
    void clearFaults() {
        fault = null;
        delimitedFault = null;
    }

    /** The answer of a framing with delimiters that found a damaged frame. */
    int refuseDelimited(FrameFault found) {
        delimitedFault = found;
        return NONE;
    }

    /** The answer of a framing with lengths that found a damaged frame. */
    int refuse(FrameFault found) {
        fault = found;
        return NONE;
    }

    /** The answer of a framing that found a good frame. */
    int accept(int beganAt, int length, int usedTo) {
        frameAt = beganAt;
        wireLength = length;
        return usedTo - from;
    }
}
