package io.roadgate.sim.device;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;

/** Writes the fields of ETC frames one after the other: big-endian numbers, BCD digits, GBK text. */
final class Octets {
    private static final Charset GBK = Charset.forName("GBK");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Octets number(int lengthBytes, long value) {
        for (int shift = (lengthBytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.write((int) (value >> shift));
        }
        return this;
    }

    /** Digits, decimal or hexadecimal, two to a byte. */
    Octets digits(String text) {
        for (int i = 0; i < text.length(); i += 2) {
            out.write(Integer.parseInt(text, i, i + 2, 16));
        }
        return this;
    }

    /** Text padded with zeros to its field. */
    Octets text(int lengthBytes, String text) {
        byte[] encoded = text.getBytes(GBK);
        if (encoded.length > lengthBytes) {
            throw new IllegalArgumentException(text + " does not fit " + lengthBytes + " bytes");
        }
        out.writeBytes(encoded);
        return zeros(lengthBytes - encoded.length);
    }

    Octets zeros(int count) {
        for (int i = 0; i < count; i++) {
            out.write(0);
        }
        return this;
    }

    Octets bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
