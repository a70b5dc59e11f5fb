package io.roadgate.v2x.schema;

import java.math.BigInteger;
import java.util.List;

/** A type as far as its encoding goes. */
public sealed interface WireType permits NamedType, WireType.Structural {
    /** Where it is written: for a reference, the place of the definition. */
    SourcePosition at();

    /** The structural type, with references followed. */
    default Structural structure() {
        WireType type = this;
        while (type instanceof NamedType named) {
            type = named.type();
        }
        return (Structural) type;
    }

    /** A type that is written out, or narrowed where it is used. */
    sealed interface Structural extends WireType {
        /** Where it comes from. */
        Origin origin();

        @Override
        default SourcePosition at() {
            return origin().at();
        }
    }

    /** A name with a number: a named number or a named bit, or an item of an enumeration. */
    record NamedNumber(SourcePosition at, String name, BigInteger number, String doc) {}

    /**
     * INTEGER (X.691 clause 13).
     *
     * @param names named numbers, which change nothing on the wire
     */
    record IntegerType(Origin origin, List<NamedNumber> names, Range range) implements Structural {}

    /** BOOLEAN (X.691 clause 12). */
    record BooleanType(Origin origin) implements Structural {}

    /** NULL (X.691 clause 24). */
    record NullType(Origin origin) implements Structural {}

    /** REAL (X.691 clause 15). */
    record RealType(Origin origin) implements Structural {}

    /**
     * OBJECT IDENTIFIER or RELATIVE-OID (X.691 clauses 25 and 26).
     *
     * @param isRelative whether it is a RELATIVE-OID
     */
    record ObjectIdentifierType(Origin origin, boolean isRelative) implements Structural {}

    /**
     * ENUMERATED (X.691 clause 14).
     *
     * @param root the items before the extension marker by rising number, so that the place in the list is the index
     * @param additions the items behind it in order; their index counts from 0 anew
     */
    record EnumeratedType(Origin origin, List<NamedNumber> root, boolean extensible, List<NamedNumber> additions)
            implements Structural {}

    /**
     * BIT STRING (X.691 clause 16). With named bits trailing zero bits mean nothing; an encoder here keeps them as given
     * as far as the size allows.
     *
     * @param names named bits
     * @param containing the type whose encoding the bits are, null when none is named; a note, it changes nothing
     */
    record BitStringType(Origin origin, List<NamedNumber> names, Range size, WireType containing)
            implements Structural {}

    /**
     * OCTET STRING (X.691 clause 17).
     *
     * @param containing the type whose encoding the octets are, null when none is named; a note, it changes nothing
     */
    record OctetStringType(Origin origin, Range size, WireType containing) implements Structural {}

    /**
     * A character string (X.691 clause 30): how its characters are written says {@link CharacterCode}.
     *
     * @param size in characters for the kinds with a fixed number of bits per character, {@link Range#ANY_SIZE} and
     *     counted in octets for the others
     * @param isAlphabetOpen whether the extension marker of the size lets in other characters too, because it stands behind
     *     both, as in {@code (SIZE (1..5) ^ FROM ("a".."d"), ...)}
     */
    record StringType(Origin origin, StringKind kind, CharacterCode code, Range size, boolean isAlphabetOpen)
            implements Structural {}

    /**
     * SEQUENCE or SET (X.691 clauses 19 and 21).
     *
     * @param isSet whether it is a SET, whose root members are sorted by tag here
     * @param root the members of the root in the order of their encoding, those behind a second extension marker included
     * @param additions the additions in order
     */
    record SequenceType(Origin origin, boolean isSet, List<Member> root, boolean extensible, List<Addition> additions)
            implements Structural {}

    /** SEQUENCE OF or SET OF (X.691 clauses 20 and 22). */
    record ListType(Origin origin, boolean isSet, Range size, WireType element) implements Structural {}

    /**
     * CHOICE (X.691 clause 23).
     *
     * @param root the alternatives before the extension marker in the order of their tags: the place is the index
     * @param additions the alternatives behind it in order; their index counts from 0 anew
     */
    record ChoiceType(Origin origin, List<Member> root, boolean extensible, List<Member> additions)
            implements Structural {}

    /**
     * An open type (X.691 clause 11.2): a length in octets and the complete encoding of some type.
     *
     * @param className the class whose field it is
     * @param fieldName the field, without its {@code &}
     * @param selector what says which type it is, null when nothing does
     */
    record OpenType(Origin origin, String className, String fieldName, Selector selector) implements Structural {}
}
