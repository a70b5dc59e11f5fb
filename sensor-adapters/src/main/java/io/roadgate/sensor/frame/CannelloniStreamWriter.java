package io.roadgate.sensor.frame;

import org.agrona.MutableDirectBuffer;

/** A cannelloni stream: greeting, then frames; {@link CannelloniStreamReader} has the shape. */
public final class CannelloniStreamWriter implements CanWriter {
    @Override
    public int write(CanFrame frame, MutableDirectBuffer out, int offset) {
        return frame.isError() ? IMPOSSIBLE : CannelloniFrame.write(frame, out, offset);
    }

    @Override
    public int writeOpening(int bitRateKbps, MutableDirectBuffer out, int offset) {
        return out.putStringWithoutLengthAscii(offset, CannelloniStreamReader.GREETING);
    }
}
