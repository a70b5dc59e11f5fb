package io.roadgate.v2x.asn1;

import java.util.List;

/** A type as a module writes it, before names and bounds are resolved. */
sealed interface Asn1Type {
    /** Where the type starts. */
    SourcePosition at();

    /** A name with a number: enumeration item, named bit, named number. */
    record NamedNumber(SourcePosition at, String name, Bound number, String doc) {}

    /** A field of a SEQUENCE or an alternative of a CHOICE. */
    record Field(SourcePosition at, String name, Asn1Type type, boolean optional, String doc) {}

    /** INTEGER; names do not change the encoding. */
    record IntegerType(SourcePosition at, List<NamedNumber> names, Constraint range) implements Asn1Type {}

    /** BOOLEAN. */
    record BooleanType(SourcePosition at) implements Asn1Type {}

    /** NULL. */
    record NullType(SourcePosition at) implements Asn1Type {}

    /** ENUMERATED. */
    record EnumeratedType(SourcePosition at, List<NamedNumber> root, boolean extensible, List<NamedNumber> additions)
            implements Asn1Type {}

    /** BIT STRING. */
    record BitStringType(SourcePosition at, List<NamedNumber> bits, Constraint size) implements Asn1Type {}

    /** OCTET STRING. */
    record OctetStringType(SourcePosition at, Constraint size) implements Asn1Type {}

    /** IA5String. */
    record Ia5StringType(SourcePosition at, Constraint size) implements Asn1Type {}

    /** SEQUENCE. */
    record SequenceType(SourcePosition at, List<Field> root, boolean extensible, List<Field> additions)
            implements Asn1Type {}

    /** SEQUENCE OF. */
    record SequenceOfType(SourcePosition at, Constraint size, Asn1Type element) implements Asn1Type {}

    /** CHOICE. */
    record ChoiceType(SourcePosition at, List<Field> root, boolean extensible, List<Field> additions)
            implements Asn1Type {}

    /** The name of a type that is defined elsewhere, perhaps narrowed. */
    record ReferenceType(SourcePosition at, String name, Constraint range) implements Asn1Type {}
}
