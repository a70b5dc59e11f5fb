package io.roadgate.sensor.gnss;

import io.roadgate.sensor.frame.ByteWindow;
import org.agrona.DirectBuffer;

/**
 * One RTCM 3 frame, read in place.
 *
 * <p>Shape: D3, six zero bits, ten bits of length, payload, CRC-24Q over all before it; big-endian bits.
 *
 * <p>Source: positioning.md, "RTCM 3"; fields of message 1005 by general knowledge of RTCM 10403.
 */
final class RtcmFrame {
    static final int PREAMBLE = 0xD3;
    static final int HEAD = 3;
    static final int CRC = 3;
    static final int LONGEST = HEAD + 1023 + CRC;

    private static final int POLYNOMIAL = 0x1864CFB;
    private static final int[] TABLE = table();
    private static final double ECEF_UNIT_M = 1e-4;

    private DirectBuffer buffer;
    private int payloadAt;
    private int payloadBytes;

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int crc = i << 16;
            for (int bit = 0; bit < 8; bit++) {
                crc <<= 1;
                crc ^= (crc & 0x1000000) != 0 ? POLYNOMIAL : 0;
            }
            table[i] = crc & 0xFFFFFF;
        }
        return table;
    }

    /** Whether the window's first bytes, as many as the frame claims, end with their CRC. */
    static boolean hasGoodCrc(ByteWindow window, int frameBytes) {
        int crc = 0;
        for (int i = 0; i < frameBytes - CRC; i++) {
            crc = ((crc << 8) & 0xFFFFFF) ^ TABLE[(crc >>> 16) ^ window.at(i)];
        }
        int told = window.at(frameBytes - 3) << 16 | window.at(frameBytes - 2) << 8 | window.at(frameBytes - 1);
        return crc == told;
    }

    RtcmFrame wrap(DirectBuffer source, int offset, int frameBytes) {
        buffer = source;
        payloadAt = offset + HEAD;
        payloadBytes = frameBytes - HEAD - CRC;
        return this;
    }

    /** What holds it. */
    DirectBuffer buffer() {
        return buffer;
    }

    /** Where its preamble is. */
    int offset() {
        return payloadAt - HEAD;
    }

    /** From preamble to check. */
    int frameBytes() {
        return HEAD + payloadBytes + CRC;
    }

    int payloadBytes() {
        return payloadBytes;
    }

    /** Number of the message; -1 when the frame is too short to have one. */
    int messageNumber() {
        return payloadBytes < 2 ? -1 : (int) bits(0, 12);
    }

    /** Reference station of most messages. */
    int stationId() {
        return payloadBytes < 3 ? -1 : (int) bits(12, 12);
    }

    /** Place of the antenna in a message 1005 or 1006, earth-centred x, y, z (axis 0, 1, 2), metres. */
    double antennaM(int axis) {
        int first = 34 + axis * 40;
        long raw = bits(first, 38);
        return (raw << 26 >> 26) * ECEF_UNIT_M;
    }

    private long bits(int first, int count) {
        long value = 0;
        for (int i = first; i < first + count; i++) {
            value = value << 1 | (buffer.getByte(payloadAt + (i >> 3)) >> (7 - (i & 7)) & 1);
        }
        return value;
    }
}
