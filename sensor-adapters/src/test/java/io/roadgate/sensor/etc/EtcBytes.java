package io.roadgate.sensor.etc;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Makes ETC frames of the BCC dialect from annotated hexadecimal text. */
final class EtcBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Adds a frame; blanks in the text are for the reader. */
    EtcBytes frame(int rsctl, String... fields) {
        return stuffed(body(rsctl, fields), true, 0);
    }

    /** Adds a frame whose check character is wrong. */
    EtcBytes wrongCheck(int rsctl, String... fields) {
        return stuffed(body(rsctl, fields), true, 0x55);
    }

    /** Adds a frame whose end delimiter got lost. */
    EtcBytes withoutEnd(int rsctl, String... fields) {
        return stuffed(body(rsctl, fields), false, 0);
    }

    EtcBytes raw(String hex) {
        out.writeBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private static byte[] body(int rsctl, String... fields) {
        String hex = String.format("%02x", rsctl) + String.join("", fields).replace(" ", "");
        return HexFormat.of().parseHex(hex);
    }

    private EtcBytes stuffed(byte[] body, boolean hasEnd, int spoil) {
        int check = spoil;
        for (byte octet : body) {
            check ^= octet & 0xFF;
        }
        raw("ffff");
        for (byte octet : body) {
            put(octet & 0xFF);
        }
        put(check);
        return hasEnd ? raw("ff") : this;
    }

    private void put(int octet) {
        if (octet >= 0xFE) {
            out.write(0xFE);
            out.write(octet & 1);
        } else {
            out.write(octet);
        }
    }
}
