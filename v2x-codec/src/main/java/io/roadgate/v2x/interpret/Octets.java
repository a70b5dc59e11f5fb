package io.roadgate.v2x.interpret;

import java.util.HexFormat;

/** Octets as hexadecimal digits, lower case. */
final class Octets {
    private static final HexFormat HEX = HexFormat.of();

    private Octets() {}

    static String hex(byte[] octets) {
        return HEX.formatHex(octets);
    }

    /** Null if the text is not pairs of digits. */
    static byte[] ofHex(String text) {
        if (text.length() % 2 != 0) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return null;
            }
        }
        return HEX.parseHex(text);
    }
}
