package io.roadgate.v2x.schema;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How a character of a known-multiplier string becomes bits (X.691 clauses 30.5.2 to 30.5.4).
 *
 * @param bits the bits of one character; 8 per octet for the other kinds of string
 * @param alphabet the permitted characters by rising code point, null when every number of so many bits is one
 * @param isIndexed whether the bits are the place in the alphabet; otherwise they are the code point itself
 */
public record CharacterCode(int bits, List<Integer> alphabet, boolean isIndexed) {
    /** Octets, for strings whose characters have no fixed number of bits. */
    public static final CharacterCode OCTETS = new CharacterCode(8, null, false);

    /** The code of an alphabet, sorted and without gaps in what is permitted. */
    public static CharacterCode of(List<Integer> sortedAlphabet) {
        int bits = 32 - Integer.numberOfLeadingZeros(sortedAlphabet.size() - 1);
        int largest = sortedAlphabet.get(sortedAlphabet.size() - 1);
        boolean isIndexed = largest > (1L << bits) - 1;
        return new CharacterCode(bits, List.copyOf(sortedAlphabet), isIndexed);
    }

    /**
     * The code of all characters of a kind: also that of a string whose size is outside the root of an extensible size,
     * whatever the alphabet of the root is (X.691 clause 30.4).
     */
    public static CharacterCode whole(StringKind kind) {
        if (!kind.isKnownMultiplier()) {
            return OCTETS;
        }
        if (kind == StringKind.BMP || kind == StringKind.UNIVERSAL) {
            return new CharacterCode(kind == StringKind.BMP ? 16 : 32, null, false);
        }
        return of(IntStream.range(0, 128).filter(kind::contains).boxed().toList());
    }
}
