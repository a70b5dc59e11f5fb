package io.roadgate.sensor.frame;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * CAN frames out of a cannelloni stream, in any chunking.
 *
 * <p>Shape: the greeting {@code CANNELLONIv1}, then frames ({@link CannelloniFrame}) back to back.
 *
 * <p>Errors: bytes that cannot begin a frame count {@code CANNELLONI_GARBLED} once per stretch and are passed over one
 * by one until some can. The stream has no mark to find a frame by, so bytes that look like a frame are taken for one;
 * a connection that lost its step gets it back at the latest when it is made anew.
 *
 * <p>Source: cannelloni, doc/tcp_protocol.md, version 1 (github.com/mguentner/cannelloni).
 */
public final class CannelloniStreamReader implements CanReader {
    static final String GREETING = "CANNELLONIv1";

    private final FaultSink faults;
    private final CanFrameHandler handler;
    private final CanFrame frame = new CanFrame();
    private final UnsafeBuffer pending = new UnsafeBuffer(new byte[CannelloniFrame.LONGEST_BYTES]);
    private int pendingLength;
    private int greeted;
    private boolean isGarbled;

    /** A reader before the greeting. */
    public CannelloniStreamReader(FaultSink faults, CanFrameHandler handler) {
        this.faults = faults;
        this.handler = handler;
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        for (int i = offset; i < offset + length; i++) {
            byte octet = buffer.getByte(i);
            if (greeted < GREETING.length()) {
                greet(octet);
            } else {
                pending.putByte(pendingLength++, octet);
                take(receivedAtNs);
            }
        }
    }

    private void greet(byte octet) {
        if (octet == GREETING.charAt(greeted)) {
            greeted++;
            isGarbled = false;
            return;
        }
        garbled();
        // No part of the greeting but its first letter begins it anew.
        greeted = octet == GREETING.charAt(0) ? 1 : 0;
    }

    private void take(long receivedAtNs) {
        int size = CannelloniFrame.read(pending, 0, pendingLength, frame);
        while (size == CannelloniFrame.MALFORMED) {
            garbled();
            drop(1);
            size = CannelloniFrame.read(pending, 0, pendingLength, frame);
        }
        if (size > 0) {
            isGarbled = false;
            drop(size);
            handler.onCanFrame(frame, receivedAtNs);
        }
    }

    private void garbled() {
        if (!isGarbled) {
            isGarbled = true;
            faults.count(FrameFault.CANNELLONI_GARBLED);
        }
    }

    private void drop(int count) {
        pendingLength -= count;
        pending.putBytes(0, pending, count, pendingLength);
    }

    @Override
    public void reset() {
        pendingLength = 0;
        greeted = 0;
        isGarbled = false;
    }
}
