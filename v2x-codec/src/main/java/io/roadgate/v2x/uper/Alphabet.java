package io.roadgate.v2x.uper;

import java.util.Arrays;

/**
 * The characters that a known-multiplier string may hold, and the bits that stand for each.
 *
 * <p>Shape: each character takes as few bits as tell them apart. When their own numbers fit those bits they are written
 * as they are, otherwise as their place in the alphabet.
 *
 * <p>Source: ITU-T X.691 (02/2021) clauses 30.5.2 to 30.5.4, unaligned variant.
 */
public final class Alphabet {
    /** IA5String: all of ITU-T T.50. */
    public static final Alphabet IA5 = range(0, 127);
    /** VisibleString. */
    public static final Alphabet VISIBLE = range(' ', '~');
    /** NumericString. */
    public static final Alphabet NUMERIC = new Alphabet(" 0123456789");
    /** PrintableString. */
    public static final Alphabet PRINTABLE =
            new Alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-./:=?");
    /** BMPString; the halves of surrogate pairs are no characters. */
    public static final Alphabet BMP = range(0, 0xFFFF);

    private static final int BITS_OF_CHAR = 16;

    /** The characters in rising order; null when they are all numbers from the first to the last. */
    private final char[] characters;

    private final int first;
    private final int last;
    private final int bits;
    private final boolean isIndexed;

    /** The alphabet of the characters of a text, in any order. */
    public Alphabet(String permitted) {
        this(sorted(permitted));
    }

    private Alphabet(char[] sorted) {
        characters = sorted;
        first = sorted[0];
        last = sorted[sorted.length - 1];
        bits = bitsFor(sorted.length);
        isIndexed = bits < BITS_OF_CHAR && last >> bits != 0;
    }

    private Alphabet(int first, int last) {
        characters = null;
        this.first = first;
        this.last = last;
        bits = bitsFor(last - first + 1);
        isIndexed = bits < BITS_OF_CHAR && last >> bits != 0;
    }

    /** The alphabet of all characters from one to another, both included. */
    public static Alphabet range(int first, int last) {
        return new Alphabet(first, last);
    }

    private static char[] sorted(String permitted) {
        StringBuilder sorted = new StringBuilder();
        permitted.chars().sorted().distinct().forEach(c -> sorted.append((char) c));
        if (sorted.length() == 0) {
            throw new IllegalArgumentException("an alphabet has at least one character");
        }
        return sorted.toString().toCharArray();
    }

    private static int bitsFor(int count) {
        return 32 - Integer.numberOfLeadingZeros(count - 1);
    }

    /** Bits of each character: 0 when there is only one. */
    public int bits() {
        return bits;
    }

    /** The first character, which stands where nothing was set. */
    char first() {
        return (char) first;
    }

    /** Whether a character is in it. */
    public boolean contains(char c) {
        return codeOf(c) >= 0;
    }

    /** The number that stands for a character, -1 for one that is not in it. */
    int codeOf(char c) {
        if (characters == null) {
            boolean isOutside = c < first || c > last || Character.isSurrogate(c);
            return isOutside ? -1 : isIndexed ? c - first : c;
        }
        int index = Arrays.binarySearch(characters, c);
        return index < 0 ? -1 : isIndexed ? index : c;
    }

    /** The character that a number stands for, -1 for one that stands for none. */
    int charOf(int code) {
        if (!isIndexed) {
            return codeOf((char) code) < 0 ? -1 : code;
        }
        if (characters == null) {
            return code <= last - first ? first + code : -1;
        }
        return code < characters.length ? characters[code] : -1;
    }
}
