package io.roadgate.sensor.etc;

import org.agrona.DirectBuffer;

/**
 * CRC-16/X-25: polynomial 1021 reflected, start FFFF, result inverted; of "123456789" it is 906E.
 *
 * <p>Source: etc-rsu.md, section 2b.
 */
final class EtcCrc {
    private static final int POLYNOMIAL = 0x8408;
    private static final int ALL_ONES = 0xFFFF;
    private static final int[] TABLE = table();

    private EtcCrc() {}

    private static int[] table() {
        int[] table = new int[256];
        for (int octet = 0; octet < table.length; octet++) {
            int value = octet;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                value = (value & 1) != 0 ? value >> 1 ^ POLYNOMIAL : value >> 1;
            }
            table[octet] = value;
        }
        return table;
    }

    /** The check of the bytes from here to before there. */
    static int of(DirectBuffer buffer, int from, int to) {
        int value = ALL_ONES;
        for (int at = from; at < to; at++) {
            value = value >> 8 ^ TABLE[(value ^ buffer.getByte(at)) & 0xFF];
        }
        return value ^ ALL_ONES;
    }
}
