package io.roadgate.v2x.uper;

import io.roadgate.v2x.jer.JerReader;
import io.roadgate.v2x.jer.JerWriter;
import java.util.Arrays;

/**
 * A reusable character string of an alphabet: VisibleString, NumericString, PrintableString, BMPString, and an IA5String
 * that permits some characters only.
 *
 * <p>Errors: {@link #set} returns false and changes nothing when the text is too long or holds other characters; a code
 * that stands for no character is the fault CHARACTER.
 *
 * <p>Source: ITU-T X.691 (02/2021) clause 30.
 */
public final class RestrictedString implements WireValue, CharSequence {
    private static final int SMALL = 16;
    private static final int LEAST_COUNTED_BITS = 1;

    private final WireSize size;
    private final Alphabet alphabet;
    /** What binds beyond the root's sizes: all characters of the kind of string (X.691 clause 30.4). */
    private final Alphabet beyond;

    private char[] characters;
    private int length;

    /** An empty text with the size bounds and the alphabet of its type. */
    public RestrictedString(int lower, int upper, boolean isExtensible, Alphabet alphabet) {
        this(lower, upper, isExtensible, alphabet, alphabet);
    }

    /** The same with another alphabet for texts whose length only the extension marker of the size allows. */
    public RestrictedString(int lower, int upper, boolean isExtensible, Alphabet alphabet, Alphabet beyond) {
        size = new WireSize(lower, upper, isExtensible);
        this.alphabet = alphabet;
        this.beyond = beyond;
        characters = new char[Math.min(upper, SMALL)];
        clear();
    }

    @Override
    public int length() {
        return length;
    }

    /** A character; NUL outside the text. */
    @Override
    public char charAt(int index) {
        return index >= 0 && index < length ? characters[index] : 0;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().subSequence(start, end);
    }

    /** A new string; for tools and tests, as it allocates. */
    @Override
    public String toString() {
        return new String(characters, 0, length);
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
        Alphabet used = size.isBeyond(count) ? beyond : alphabet;
        for (int i = 0; i < count; i++) {
            if (!used.contains(text.charAt(i))) {
                return false;
            }
        }
        reserve(count);
        for (int i = 0; i < count; i++) {
            characters[i] = text.charAt(i);
        }
        length = count;
        return true;
    }

    /** Empty, or the first character of the alphabet all along where the type has one length only. */
    @Override
    public void clear() {
        length = 0;
        if (size.lower() == size.largest()) {
            reserve(size.lower());
            length = size.lower();
            Arrays.fill(characters, 0, length, alphabet.first());
        }
    }

    @Override
    public void release() {
        characters = new char[Math.min(size.upper(), SMALL)];
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
        boolean isBeyond = size.readIsBeyond(in);
        Alphabet used = isBeyond ? beyond : alphabet;
        readUpTo(in, size.read(in, isBeyond), used);
        while (in.hasMoreFragments() && !in.isFaulted()) {
            readUpTo(in, size.readMore(in, length), used);
        }
        if (used != alphabet && !size.isBeyond(length)) {
            // The length is one of the root's: the other alphabet was never meant for it.
            in.fault(UperFault.SIZE);
        }
    }

    private void readUpTo(BitReader in, int count, Alphabet used) {
        int bits = used.bits();
        if (bits < LEAST_COUNTED_BITS) {
            in.countEmptyElements(count - length);
        }
        if (in.isFaulted() || !in.require((long) (count - length) * bits)) {
            return;
        }
        int before = characters.length;
        reserve(count);
        in.countKept((characters.length - before) * Character.BYTES);
        for (int at = length; at < count; at++) {
            int c = used.charOf(in.readInt(bits));
            if (c < 0) {
                in.fault(UperFault.CHARACTER);
                return;
            }
            characters[at] = (char) c;
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
        Alphabet used = size.isBeyond(length) ? beyond : alphabet;
        int bits = used.bits();
        for (int at = from; at < to; at++) {
            out.writeLong(used.codeOf(characters[at]), bits);
        }
    }

    @Override
    public void writeJer(JerWriter out) {
        out.text(toString());
    }

    @Override
    public void readJer(JerReader in) {
        if (!set(in.readText())) {
            throw in.fault("text too long or with a character that its type does not have");
        }
    }
}
