package io.roadgate.sensor.frame;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * CAN frames out of cannelloni datagrams.
 *
 * <p>Shape, big-endian: uint8 version 2, uint8 operation 0 (data), uint8 sequence number, uint16 count, then so many
 * frames ({@link CannelloniFrame}). All frames of a datagram arrived together.
 *
 * <p>Errors: {@code CANNELLONI_GARBLED} once per datagram of another version or operation, cut short, or with bytes
 * behind its last frame; the frames before the damage count. {@code CANNELLONI_LOST} per datagram that the sequence
 * skipped; one that comes late counts nothing and is used. Wider jumps are a sender that started anew.
 *
 * <p>Source: cannelloni, doc/udp_format.md, version 2 (github.com/mguentner/cannelloni).
 */
public final class CannelloniReader implements CanReader {
    static final int VERSION = 2;
    static final int DATA = 0;
    static final int HEAD_BYTES = 5;
    private static final int SEQUENCE_MASK = 0xFF;
    // Half of the circle of numbers: a wider jump is a sender that started anew.
    private static final int LONGEST_GAP = 127;
    // So far behind, a datagram was overtaken by others on its way.
    private static final int MOST_BEHIND = 16;

    private final FaultSink faults;
    private final CanFrameHandler handler;
    private final CanFrame frame = new CanFrame();
    private int lastSequence = -1;

    /** A reader that has seen no sequence yet. */
    public CannelloniReader(FaultSink faults, CanFrameHandler handler) {
        this.faults = faults;
        this.handler = handler;
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        if (length < HEAD_BYTES || buffer.getByte(offset) != VERSION || buffer.getByte(offset + 1) != DATA) {
            faults.count(FrameFault.CANNELLONI_GARBLED);
            return;
        }
        followSequence(buffer.getByte(offset + 2) & SEQUENCE_MASK);
        int count = buffer.getShort(offset + 3, ByteOrder.BIG_ENDIAN) & 0xFFFF;
        int at = offset + HEAD_BYTES;
        int end = offset + length;
        for (int i = 0; i < count; i++) {
            int size = CannelloniFrame.read(buffer, at, end - at, frame);
            if (size <= 0) {
                faults.count(FrameFault.CANNELLONI_GARBLED);
                return;
            }
            at += size;
            handler.onCanFrame(frame, receivedAtNs);
        }
        if (at != end) {
            faults.count(FrameFault.CANNELLONI_GARBLED);
        }
    }

    private void followSequence(int sequence) {
        int step = (sequence - lastSequence) & SEQUENCE_MASK;
        if (lastSequence >= 0 && (step == 0 || step > SEQUENCE_MASK - MOST_BEHIND)) {
            return;
        }
        for (int i = 1; i < step && step <= LONGEST_GAP && lastSequence >= 0; i++) {
            faults.count(FrameFault.CANNELLONI_LOST);
        }
        lastSequence = sequence;
    }

    @Override
    public void reset() {
        lastSequence = -1;
    }
}
