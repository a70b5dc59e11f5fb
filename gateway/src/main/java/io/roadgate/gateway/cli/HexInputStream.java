package io.roadgate.gateway.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes from hexadecimal text: two digits each, upper or lower case; blanks, line ends, colons and commas are skipped. */
final class HexInputStream extends FilterInputStream {
    private static final String SKIPPED = " \t\r\n:,";
    private static final int NOTHING = -1;

    private long position;

    HexInputStream(InputStream text) {
        super(text);
    }

    @Override
    public int read() throws IOException {
        int high = digit(true);
        return high == NOTHING ? NOTHING : high << 4 | digit(false);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int octet = read();
            if (octet == NOTHING) {
                return count == 0 && length > 0 ? NOTHING : count;
            }
            target[offset + count++] = (byte) octet;
        }
        return count;
    }

    private int digit(boolean mayEnd) throws IOException {
        int character = in.read();
        while (character >= 0 && SKIPPED.indexOf(character) >= 0) {
            position++;
            character = in.read();
        }
        if (character < 0 && mayEnd) {
            return NOTHING;
        }
        int digit = character < 0 ? NOTHING : Character.digit(character, 16);
        if (digit == NOTHING) {
            throw new IOException(
                    character < 0
                            ? "the hexadecimal text ends in the middle of a byte"
                            : "'" + (char) character + "' at character " + position + " is no hexadecimal digit");
        }
        position++;
        return digit;
    }
}
