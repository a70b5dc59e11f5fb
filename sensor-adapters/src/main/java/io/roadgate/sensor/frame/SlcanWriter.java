package io.roadgate.sensor.frame;

import org.agrona.MutableDirectBuffer;

/**
 * CAN frames as text lines for a serial CAN adapter; {@link SlcanReader} has the shape.
 *
 * <p>The opening closes the channel, whatever state it was in, sets the bit rate and opens it: {@code C S6 O}.
 *
 * <p>Source: LAWICEL CAN232/CANUSB command set (C, S0..S8, O, t, T, r, R).
 */
public final class SlcanWriter implements CanWriter {
    private static final int STANDARD_DIGITS = 3;
    private static final int EXTENDED_DIGITS = 8;

    @Override
    public int write(CanFrame frame, MutableDirectBuffer out, int offset) {
        if (frame.isFd() || frame.isError()) {
            return IMPOSSIBLE;
        }
        int at = offset;
        out.putByte(at++, (byte) (frame.isRemote() ? frame.isExtended() ? 'R' : 'r' : frame.isExtended() ? 'T' : 't'));
        at = digits(out, at, frame.id(), frame.isExtended() ? EXTENDED_DIGITS : STANDARD_DIGITS);
        at = digits(out, at, frame.length(), 1);
        for (int i = 0; i < frame.length() && !frame.isRemote(); i++) {
            at = digits(out, at, frame.at(i), 2);
        }
        out.putByte(at++, (byte) '\r');
        return at - offset;
    }

    @Override
    public int writeOpening(int bitRateKbps, MutableDirectBuffer out, int offset) {
        return out.putStringWithoutLengthAscii(offset, "C\rS" + speedDigit(bitRateKbps) + "\rO\r");
    }

    private static int speedDigit(int bitRateKbps) {
        return switch (bitRateKbps) {
            case 10 -> 0;
            case 20 -> 1;
            case 50 -> 2;
            case 100 -> 3;
            case 125 -> 4;
            case 250 -> 5;
            case 500 -> 6;
            case 800 -> 7;
            case 1000 -> 8;
            default -> throw new IllegalArgumentException("no serial CAN adapter knows " + bitRateKbps + " kbit/s");
        };
    }

    private static int digits(MutableDirectBuffer out, int at, int number, int count) {
        for (int i = 0; i < count; i++) {
            int digit = (number >>> (4 * (count - 1 - i))) & 15;
            out.putByte(at + i, (byte) (digit < 10 ? '0' + digit : 'A' + digit - 10));
        }
        return at + count;
    }
}
