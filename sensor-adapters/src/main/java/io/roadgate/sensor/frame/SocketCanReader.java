package io.roadgate.sensor.frame;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * CAN frames out of pieces as Linux hands them over, one frame a piece.
 *
 * <p>Shape: 16 bytes (classic) or 72 (FD): uint32 identifier in the machine's order with three flags on top (bit 31
 * extended, 30 remote, 29 error), uint8 length, uint8 flags (FD only: 1 BRS, 2 ESI), two bytes unused, then the data.
 *
 * <p>Errors: any other size, or a length beyond the piece, counts {@code SOCKETCAN_GARBLED}.
 *
 * <p>Source: {@code struct can_frame}, {@code struct canfd_frame} of {@code linux/can.h}.
 */
public final class SocketCanReader implements CanReader {
    /** Bytes of a classic frame. */
    public static final int CLASSIC_BYTES = 16;

    /** Bytes of an FD frame. */
    public static final int FD_BYTES = 72;

    static final int EXTENDED = 1 << 31;
    static final int REMOTE = 1 << 30;
    static final int ERROR = 1 << 29;
    static final int LENGTH_AT = 4;
    static final int FLAGS_AT = 5;
    static final int DATA_AT = 8;
    static final int RATE_SWITCHED = 1;
    static final int SENDER_PASSIVE = 2;

    private final FaultSink faults;
    private final CanFrameHandler handler;
    private final CanFrame frame = new CanFrame();

    /** A reader; it keeps nothing between two pieces. */
    public SocketCanReader(FaultSink faults, CanFrameHandler handler) {
        this.faults = faults;
        this.handler = handler;
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        if ((length == CLASSIC_BYTES || length == FD_BYTES) && fill(buffer, offset, length == FD_BYTES)) {
            handler.onCanFrame(frame, receivedAtNs);
        } else {
            faults.count(FrameFault.SOCKETCAN_GARBLED);
        }
    }

    private boolean fill(DirectBuffer buffer, int offset, boolean isFd) {
        int word = buffer.getInt(offset, ByteOrder.nativeOrder());
        int dataLength = buffer.getByte(offset + LENGTH_AT) & 0xFF;
        boolean isExtended = (word & EXTENDED) != 0;
        int id = word & CanFrame.EXTENDED_ID_MAX;
        if (dataLength > (isFd ? CanFrame.LONGEST : CanFrame.LONGEST_CLASSIC)) {
            return false;
        }
        if ((word & ERROR) != 0) {
            frame.resetError(id, dataLength);
        } else if (!isExtended && id > CanFrame.STANDARD_ID_MAX) {
            return false;
        } else {
            frame.reset(id, isExtended, isFd, !isFd && (word & REMOTE) != 0, dataLength);
            int flags = isFd ? buffer.getByte(offset + FLAGS_AT) : 0;
            frame.flags((flags & RATE_SWITCHED) != 0, (flags & SENDER_PASSIVE) != 0);
        }
        if (!frame.isRemote()) {
            frame.putData(buffer, offset + DATA_AT);
        }
        return true;
    }

    @Override
    public void reset() {
        // Every piece is whole.
    }
}
