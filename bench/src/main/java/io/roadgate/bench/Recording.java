package io.roadgate.bench;

import java.nio.ByteOrder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One minute of device bytes, frame by frame in the order of time, to be played over and over.
 *
 * <p>A frame that carries its own instant is stamped in place when it is played; nothing else is changed and nothing
 * allocated.
 */
final class Recording {
    /** Mark of a frame whose bytes tell no instant, or only one that is right again each minute. */
    static final int NO_STAMP = -1;

    private final Frame[] frames;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);

    /** The bytes of one message. */
    static final class Frame {
        /** When it arrives. */
        final long inMinuteNs;
        /** Which device says it, 1... */
        final int sensorId;
        /** How many it holds. */
        final int observations;
        /** As they come from the device. */
        final byte[] bytes;
        /** Offset of its instant, fixed64 little-endian, or {@link #NO_STAMP}. */
        final int stampAt;

        Frame(long inMinuteNs, int sensorId, int observations, byte[] bytes, int stampAt) {
            this.inMinuteNs = inMinuteNs;
            this.sensorId = sensorId;
            this.observations = observations;
            this.bytes = bytes;
            this.stampAt = stampAt;
        }
    }

    Recording(List<Frame> frames) {
        this.frames = frames.toArray(new Frame[0]);
    }

    int count() {
        return frames.length;
    }

    Frame frame(int index) {
        return frames[index];
    }

    /** The bytes of a frame that measured at an instant. */
    UnsafeBuffer stamped(Frame frame, long measuredAtNs) {
        buffer.wrap(frame.bytes);
        if (frame.stampAt != NO_STAMP) {
            buffer.putLong(frame.stampAt, measuredAtNs, ByteOrder.LITTLE_ENDIAN);
        }
        return buffer;
    }
}
