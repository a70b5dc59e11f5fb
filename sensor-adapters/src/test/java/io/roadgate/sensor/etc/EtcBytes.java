package io.roadgate.sensor.etc;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Makes ETC frames from annotated hexadecimal text; shares no code with the framings. */
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

    /** Adds a frame of the 2019 dialect. */
    EtcBytes lengthFrame(int sequence, String... fields) {
        return lengthFrame(sequence, 0, 0, fields);
    }

    /** The same with a length and a CRC that are off by so much. */
    EtcBytes lengthFrame(int sequence, int lengthError, int crcError, String... fields) {
        byte[] data = HexFormat.of().parseHex(String.join("", fields).replace(" ", ""));
        byte[] checked = HexFormat.of()
                .parseHex(String.format("00%02x%08x", sequence, data.length + lengthError)
                        + HexFormat.of().formatHex(data));
        int crc = 0xFFFF;
        for (byte octet : checked) {
            crc ^= octet & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0x8408;
            }
        }
        raw("ffff");
        out.writeBytes(checked);
        return raw(String.format("%04x", crc ^ 0xFFFF ^ crcError));
    }

    /** Adds a frame of the reader channel; its length leaves out so many bytes. */
    EtcBytes readerFrame(int rsctl, int uncounted, String... fields) {
        byte[] data = HexFormat.of().parseHex(String.join("", fields).replace(" ", ""));
        byte[] checked = HexFormat.of()
                .parseHex(String.format("%02x%04x", rsctl, data.length - uncounted)
                        + HexFormat.of().formatHex(data));
        raw("55aa");
        out.writeBytes(checked);
        int bcc = 0;
        for (byte octet : checked) {
            bcc ^= octet & 0xFF;
        }
        return raw(String.format("%02x", bcc));
    }

    /** Adds a frame of any dialect. */
    EtcBytes of(EtcDialect dialect, int control, String... fields) {
        return switch (dialect) {
            case BCC -> frame(control, fields);
            case LENGTH_CRC -> lengthFrame(control, fields);
            case READER -> readerFrame(control, 0, fields);
        };
    }

    EtcBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
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
