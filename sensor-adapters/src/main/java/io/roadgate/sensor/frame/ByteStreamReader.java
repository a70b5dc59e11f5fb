package io.roadgate.sensor.frame;

import org.agrona.DirectBuffer;

/**
 * Feeds the pieces of a stream to a framing, whole frames at a time, however the pieces are cut.
 *
 * <p>Thread: the ingest agent. Allocates nothing after construction.
 */
public final class ByteStreamReader {
    private final ByteFraming framing;
    private final ByteWindow window;

    /** A reader at the start of a stream. */
    public ByteStreamReader(ByteFraming framing) {
        this.framing = framing;
        this.window = new ByteWindow(2 * framing.longestBytes());
    }

    /** Takes a piece. */
    public void onBytes(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        int done = 0;
        while (done < length) {
            done += window.append(buffer, offset + done, length - done);
            takeAll(receivedAtNs);
        }
    }

    private void takeAll(long receivedAtNs) {
        while (window.length() > 0) {
            int taken = framing.take(window, receivedAtNs);
            if (taken == 0) {
                if (!window.isFull()) {
                    return;
                }
                // A framing that waits for more than it said must not stop the stream.
                taken = 1;
            }
            window.drop(taken);
        }
    }

    /** Whether bytes wait for others. */
    public boolean isWaiting() {
        return window.length() > 0;
    }

    /** Gives up what the oldest byte began, and looks again behind it. */
    public void skip(long nowNs) {
        if (window.length() > 0) {
            window.drop(1);
            takeAll(nowNs);
        }
    }

    /** Forgets what is held. */
    public void reset() {
        window.drop(window.length());
    }
}
