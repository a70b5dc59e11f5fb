package io.roadgate.sensor.etc;

import io.roadgate.sensor.frame.FrameFault;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The dialect of 2019.
 *
 * <p>Shape: FF FF, version 00, sequence, length of the data (4 bytes), data, CRC-16/X-25 from version to last data byte
 * (2 bytes); nothing is escaped, so that FF FF may stand in the data. A frame whose length cannot be that of its type is
 * refused at once, without waiting for the bytes it claims; after a wrong CRC the search goes on behind its first byte.
 *
 * <p>Errors: {@code ETC_CHECK}, {@code ETC_LENGTH}, {@code ETC_UNKNOWN_TYPE}.
 *
 * <p>Source: etc-rsu.md, section 2b.
 */
final class EtcLengthFraming implements EtcFraming {
    private static final ByteOrder WIRE = ByteOrder.BIG_ENDIAN;
    private static final int MARK = 0xFF;
    private static final int VERSION = 0;
    private static final int VERSION_AT = 2;
    private static final int SEQUENCE_AT = 3;
    private static final int LENGTH_AT = 4;
    private static final int DATA_AT = 8;
    private static final int CRC_BYTES = 2;
    private static final int COUNTS = 9;

    @Override
    public int probe(EtcWindow window, EtcFrame frame, EtcEdition edition) {
        int from = window.from;
        for (int i = 0; i <= VERSION_AT; i++) {
            if (from + i == window.to) {
                return window.more();
            }
            if (window.octet(from + i) != (i == VERSION_AT ? VERSION : MARK)) {
                return EtcWindow.NONE;
            }
        }
        if (window.length() < DATA_AT) {
            return window.more();
        }
        long length = window.bytes.getInt(from + LENGTH_AT, WIRE) & 0xFFFF_FFFFL;
        if (length == 0 || length > LONGEST) {
            return window.refuse(FrameFault.ETC_LENGTH);
        }
        if (window.length() == DATA_AT) {
            return window.more();
        }
        FrameFault impossible = EtcLayouts.faultOf(window.octet(from + DATA_AT), (int) length);
        if (impossible != null) {
            return window.refuse(impossible);
        }
        int crcAt = from + DATA_AT + (int) length;
        if (crcAt + CRC_BYTES > window.to) {
            return window.more() == EtcWindow.MORE ? EtcWindow.MORE : window.refuse(FrameFault.ETC_LENGTH);
        }
        int told = window.bytes.getShort(crcAt, WIRE) & 0xFFFF;
        if (told != EtcCrc.of(window.bytes, from + VERSION_AT, crcAt)) {
            return window.refuse(FrameFault.ETC_CHECK);
        }
        FrameFault fault = frame.wrap(
                EtcDialect.LENGTH_CRC,
                window.octet(from + SEQUENCE_AT),
                window.bytes,
                from + DATA_AT,
                (int) length,
                edition);
        int end = crcAt + CRC_BYTES;
        return fault != null ? window.refuse(fault) : window.accept(from, end - from, end);
    }

    @Override
    public int encode(int controlByte, DirectBuffer source, int length, MutableDirectBuffer target) {
        target.putByte(0, (byte) MARK);
        target.putByte(1, (byte) MARK);
        target.putByte(VERSION_AT, (byte) VERSION);
        target.putByte(SEQUENCE_AT, (byte) controlByte);
        target.putInt(LENGTH_AT, length, WIRE);
        target.putBytes(DATA_AT, source, 0, length);
        int crcAt = DATA_AT + length;
        target.putShort(crcAt, (short) EtcCrc.of(target, VERSION_AT, crcAt), WIRE);
        return crcAt + CRC_BYTES;
    }

    @Override
    public int ownControl(int count) {
        return (count % COUNTS + 1) << 4;
    }
}
