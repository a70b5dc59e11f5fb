package io.roadgate.v2x.uper;

import io.roadgate.v2x.jer.JerReader;
import io.roadgate.v2x.jer.JerWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A reusable IA5String: characters of seven bits.
 *
 * <p>Errors: {@link #set} returns false and changes nothing when the text is too long or holds other characters.
 *
 * <p>Source: ITU-T X.691 (02/2021) clause 30, without a permitted alphabet.
 */
public final class Ia5String implements WireValue, CharSequence {
    private static final int SMALL = 16;
    private static final int CHARACTER_BITS = 7;
    /** This many characters are read and written at once. */
    private static final int CHUNK = 8;

    private final WireSize size;
    private byte[] characters;
    private int length;

    /** An empty text with the size bounds of its type. */
    public Ia5String(int lower, int upper, boolean isExtensible) {
        size = new WireSize(lower, upper, isExtensible);
        characters = new byte[Math.min(upper, SMALL)];
        clear();
    }

    @Override
    public int length() {
        return length;
    }

    /** A character; NUL outside the text. */
    @Override
    public char charAt(int index) {
        return index >= 0 && index < length ? (char) characters[index] : 0;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().subSequence(start, end);
    }

    /** A new string; for tools and tests, as it allocates. */
    @Override
    public String toString() {
        return new String(characters, 0, length, StandardCharsets.US_ASCII);
    }

    /** Whether it is this text. */
    public boolean contentEquals(CharSequence text) {
        boolean isEqual = text.length() == length;
        for (int i = 0; i < length && isEqual; i++) {
            isEqual = text.charAt(i) == characters[i];
        }
        return isEqual;
    }

    /** Replaces the text. */
    public boolean set(CharSequence text) {
        int count = text.length();
        if (count > size.largest()) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        reserve(count);
        for (int i = 0; i < count; i++) {
            characters[i] = (byte) text.charAt(i);
        }
        length = count;
        return true;
    }

    /** Empty, or NULs where the type has one length only. */
    @Override
    public void clear() {
        length = 0;
        if (size.lower() == size.largest()) {
            reserve(size.lower());
            length = size.lower();
            Arrays.fill(characters, 0, length, (byte) 0);
        }
    }

    @Override
    public void release() {
        characters = new byte[Math.min(size.upper(), SMALL)];
        clear();
    }

    private void reserve(int count) {
        if (count > characters.length) {
            characters = Arrays.copyOf(characters, Math.max(count, Math.min(size.upper(), 2 * characters.length)));
        }
    }

    @Override
    public void decode(BitReader in) {
        length = 0;
        readUpTo(in, size.read(in));
        while (in.hasMoreFragments() && !in.isFaulted()) {
            readUpTo(in, size.readMore(in, length));
        }
    }

    private void readUpTo(BitReader in, int count) {
        if (!in.require((long) (count - length) * CHARACTER_BITS)) {
            return;
        }
        int before = characters.length;
        reserve(count);
        in.countKept(characters.length - before);
        int at = length;
        for (; at + CHUNK <= count; at += CHUNK) {
            long chunk = in.readLong(CHUNK * CHARACTER_BITS);
            for (int i = 0; i < CHUNK; i++) {
                characters[at + i] = (byte) ((chunk >>> (CHARACTER_BITS * (CHUNK - 1 - i))) & 0x7F);
            }
        }
        for (; at < count; at++) {
            characters[at] = (byte) in.readLong(CHARACTER_BITS);
        }
        length = count;
    }

    @Override
    public void encode(BitWriter out) {
        boolean isMore = size.isFragmented(length);
        int done = size.write(out, length);
        write(out, 0, done);
        while (isMore && !out.isFaulted()) {
            int part = out.writeLength(length - done);
            write(out, done, done + part);
            done += part;
            isMore = BitWriter.isBlocks(part);
        }
    }

    private void write(BitWriter out, int from, int to) {
        int at = from;
        for (; at + CHUNK <= to; at += CHUNK) {
            long chunk = 0;
            for (int i = 0; i < CHUNK; i++) {
                chunk = (chunk << CHARACTER_BITS) | characters[at + i];
            }
            out.writeLong(chunk, CHUNK * CHARACTER_BITS);
        }
        for (; at < to; at++) {
            out.writeLong(characters[at], CHARACTER_BITS);
        }
    }

    @Override
    public void writeJer(JerWriter out) {
        out.text(toString());
    }

    @Override
    public void readJer(JerReader in) {
        if (!set(in.readText())) {
            throw in.fault("text too long or not IA5");
        }
    }
}
