package io.roadgate.sensor.frame;

import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;

/** CAN frames as Linux takes them; {@link SocketCanReader} has the shape. */
public final class SocketCanWriter implements CanWriter {
    @Override
    public int write(CanFrame frame, MutableDirectBuffer out, int offset) {
        int size = frame.isFd() ? SocketCanReader.FD_BYTES : SocketCanReader.CLASSIC_BYTES;
        out.setMemory(offset, size, (byte) 0);
        out.putInt(offset, word(frame), ByteOrder.nativeOrder());
        out.putByte(offset + SocketCanReader.LENGTH_AT, (byte) frame.length());
        if (frame.isFd()) {
            int flags = (frame.isRateSwitched() ? SocketCanReader.RATE_SWITCHED : 0)
                    | (frame.isSenderPassive() ? SocketCanReader.SENDER_PASSIVE : 0);
            out.putByte(offset + SocketCanReader.FLAGS_AT, (byte) flags);
        }
        frame.getData(out, offset + SocketCanReader.DATA_AT);
        return size;
    }

    /** Identifier and flags in one. */
    static int word(CanFrame frame) {
        return frame.id()
                | (frame.isExtended() ? SocketCanReader.EXTENDED : 0)
                | (frame.isRemote() ? SocketCanReader.REMOTE : 0)
                | (frame.isError() ? SocketCanReader.ERROR : 0);
    }
}
