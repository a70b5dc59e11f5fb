package io.roadgate.gateway.publish;

import org.agrona.DirectBuffer;

/**
 * Where one UTF-8 character ends.
 *
 * <p>Source: RFC 3629 section 4 (no overlong forms, no surrogates, nothing above U+10FFFF).
 */
final class Utf8 {
    private Utf8() {}

    /** Bytes of the character at an index, 1 to 4; 0 when there is none. */
    static int sequenceLength(DirectBuffer buffer, int index, int end) {
        int lead = buffer.getByte(index) & 0xFF;
        if (lead < 0x80) {
            return 1;
        }
        int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (length == 0 || index + length > end) {
            return 0;
        }
        int second = buffer.getByte(index + 1) & 0xFF;
        if (second < lowestSecond(lead) || second > highestSecond(lead)) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((buffer.getByte(index + i) & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    private static int lowestSecond(int lead) {
        return lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    }

    private static int highestSecond(int lead) {
        return lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    }
}
