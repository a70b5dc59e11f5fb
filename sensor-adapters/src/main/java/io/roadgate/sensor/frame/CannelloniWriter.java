package io.roadgate.sensor.frame;

import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;

/** Cannelloni datagrams of one frame each, numbered from 0; {@link CannelloniReader} has the shape. */
public final class CannelloniWriter implements CanWriter {
    private byte sequence;

    @Override
    public int write(CanFrame frame, MutableDirectBuffer out, int offset) {
        if (frame.isError()) {
            return IMPOSSIBLE;
        }
        out.putByte(offset, (byte) CannelloniReader.VERSION);
        out.putByte(offset + 1, (byte) CannelloniReader.DATA);
        out.putByte(offset + 2, sequence++);
        out.putShort(offset + 3, (short) 1, ByteOrder.BIG_ENDIAN);
        return CannelloniReader.HEAD_BYTES + CannelloniFrame.write(frame, out, offset + CannelloniReader.HEAD_BYTES);
    }
}
