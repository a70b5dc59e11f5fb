package io.roadgate.sim.device;

import java.nio.charset.StandardCharsets;

/** Text form of CAN frames as serial adapters speak it: {@code t}, three digits of id, length, data, carriage return. */
final class Slcan {
    private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

    private Slcan() {}

    /** A standard data frame. */
    static String line(int id, byte[] data) {
        StringBuilder text = new StringBuilder(6 + 2 * data.length);
        text.append('t')
                .append(DIGITS[(id >> 8) & 7])
                .append(DIGITS[(id >> 4) & 15])
                .append(DIGITS[id & 15]);
        text.append(DIGITS[data.length]);
        for (byte octet : data) {
            text.append(DIGITS[(octet >> 4) & 15]).append(DIGITS[octet & 15]);
        }
        return text.append('\r').toString();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
