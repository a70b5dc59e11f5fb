package io.roadgate.sensor.etc;

import io.roadgate.sensor.frame.FrameFault;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The channel to the PSAM and the contactless reader of the same antennas.
 *
 * <p>Shape: 55 AA, RSCTL, length (2 bytes), command, data, BCC: the XOR of RSCTL to the last data byte. The source does
 * not say whether the length counts the command; both are read, the one that the stream used before first, and the
 * check decides. Written is the one that counts it.
 *
 * <p>Errors: {@code ETC_CHECK}, {@code ETC_LENGTH}.
 *
 * <p>Source: etc-rsu.md, section 2c.
 */
final class EtcReaderFraming implements EtcFraming {
    private static final ByteOrder WIRE = ByteOrder.BIG_ENDIAN;
    private static final int FIRST_MARK = 0x55;
    private static final int SECOND_MARK = 0xAA;
    private static final int CONTROL_AT = 2;
    private static final int LENGTH_AT = 3;
    private static final int COMMAND_AT = 5;
    private static final int CONTROLLER = 0x80;
    private static final int COUNTS = 10;

    /** Bytes that the length does not count, 0 or 1. */
    private int uncounted;

    @Override
    public int probe(EtcWindow window, EtcFrame frame, EtcEdition edition) {
        int from = window.from;
        if (window.octet(from) != FIRST_MARK) {
            return EtcWindow.NONE;
        }
        if (window.length() > 1 && window.octet(from + 1) != SECOND_MARK) {
            return EtcWindow.NONE;
        }
        if (window.length() < COMMAND_AT) {
            return window.more();
        }
        int length = window.bytes.getShort(from + LENGTH_AT, WIRE) & 0xFFFF;
        if (length > LONGEST) {
            return window.refuse(FrameFault.ETC_LENGTH);
        }
        int first = lengthIfGood(window, length, uncounted);
        if (first == EtcWindow.MORE) {
            return first;
        }
        int good = first != EtcWindow.NONE ? first : lengthIfGood(window, length, 1 - uncounted);
        if (good == EtcWindow.MORE) {
            return good;
        }
        if (good == EtcWindow.NONE) {
            return window.refuse(FrameFault.ETC_CHECK);
        }
        uncounted = good - length;
        frame.wrap(EtcDialect.READER, window.octet(from + CONTROL_AT), window.bytes, from + COMMAND_AT, good, edition);
        int end = from + COMMAND_AT + good + 1;
        return window.accept(from, end - from, end);
    }

    /** The length from the command on if the check holds with so many bytes not counted. */
    private static int lengthIfGood(EtcWindow window, int told, int notCounted) {
        int length = told + notCounted;
        if (length == 0) {
            return EtcWindow.NONE;
        }
        int end = window.from + COMMAND_AT + length + 1;
        if (end > window.to) {
            return window.more();
        }
        int bcc = 0;
        for (int at = window.from + CONTROL_AT; at < end; at++) {
            bcc ^= window.octet(at);
        }
        return bcc == 0 ? length : EtcWindow.NONE;
    }

    @Override
    public int encode(int controlByte, DirectBuffer source, int length, MutableDirectBuffer target) {
        target.putByte(0, (byte) FIRST_MARK);
        target.putByte(1, (byte) SECOND_MARK);
        target.putByte(CONTROL_AT, (byte) controlByte);
        target.putShort(LENGTH_AT, (short) length, WIRE);
        target.putBytes(COMMAND_AT, source, 0, length);
        int bcc = 0;
        for (int at = CONTROL_AT; at < COMMAND_AT + length; at++) {
            bcc ^= target.getByte(at);
        }
        target.putByte(COMMAND_AT + length, (byte) bcc);
        return COMMAND_AT + length + 1;
    }

    @Override
    public int ownControl(int count) {
        return CONTROLLER | count % COUNTS;
    }
}
