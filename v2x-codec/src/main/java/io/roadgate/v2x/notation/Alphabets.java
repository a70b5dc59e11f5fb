package io.roadgate.v2x.notation;

import io.roadgate.v2x.schema.CharacterCode;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.SourcePosition;
import io.roadgate.v2x.schema.StringKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Permitted alphabets.
 *
 * <p>Source: ITU-T X.691 (02/2021) clauses 30.3 and 30.5.
 */
final class Alphabets {
    private static final BigInteger MOST_CHARACTERS = BigInteger.valueOf(0x11_0000);

    private Alphabets() {}

    /** All characters of a kind. */
    static NumberSet of(StringKind kind) {
        return switch (kind) {
            case BMP -> NumberSet.of(0, 0xFFFF);
            case UNIVERSAL -> NumberSet.of(0, 0xFFFF_FFFFL);
            default -> {
                NumberSet all = new NumberSet(List.of());
                for (int c = 0; c < 128; c++) {
                    all = kind.contains(c) ? all.union(NumberSet.of(c, c)) : all;
                }
                yield all;
            }
        };
    }

    static CharacterCode code(StringKind kind, NumberSet alphabet, SourcePosition at) {
        if (!kind.isKnownMultiplier() || alphabet.equals(of(kind))) {
            return CharacterCode.whole(kind);
        }
        List<Integer> characters = new ArrayList<>();
        for (NumberSet.Interval interval : alphabet.intervals()) {
            if (interval.upper().compareTo(MOST_CHARACTERS) >= 0) {
                throw new SchemaFault(at, "an alphabet beyond the characters of ISO 10646 is not supported");
            }
            for (int c = interval.lower().intValue(); c <= interval.upper().intValue(); c++) {
                characters.add(c);
            }
        }
        if (characters.isEmpty()) {
            throw new SchemaFault(at, "no character fulfils this constraint");
        }
        return CharacterCode.of(characters);
    }
}
