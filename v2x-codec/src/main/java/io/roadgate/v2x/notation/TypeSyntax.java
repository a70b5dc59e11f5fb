package io.roadgate.v2x.notation;

import io.roadgate.v2x.schema.SourcePosition;
import io.roadgate.v2x.schema.StringKind;
import java.util.List;

/** A type as a module writes it. */
sealed interface TypeSyntax {
    /** Where the type starts. */
    SourcePosition at();

    /** The types without parts. */
    enum PlainKind {
        BOOLEAN(1),
        INTEGER(2),
        BIT_STRING(3),
        OCTET_STRING(4),
        NULL(5),
        OBJECT_IDENTIFIER(6),
        REAL(9),
        RELATIVE_OID(13);

        final int tag;

        PlainKind(int tag) {
            this.tag = tag;
        }
    }

    /** The types with named parts. */
    enum Construct {
        SEQUENCE,
        SET,
        CHOICE
    }

    /** A name with a number: named number, named bit, or enumeration item, whose number can be null. */
    record NamedItem(SourcePosition at, String name, ValueSyntax number, String doc) {}

    /** A type without parts, with its named numbers or bits. */
    record Plain(SourcePosition at, PlainKind kind, List<NamedItem> names) implements TypeSyntax {}

    /** A character string. */
    record Text(SourcePosition at, StringKind kind) implements TypeSyntax {}

    /** ENUMERATED. */
    record Enumerated(SourcePosition at, List<NamedItem> root, boolean extensible, List<NamedItem> additions)
            implements TypeSyntax {}

    /** What stands between the braces of a SEQUENCE, SET or CHOICE. */
    sealed interface Component {
        SourcePosition at();
    }

    /** A member; {@code defaultValue} is null unless there is one. */
    record Field(
            SourcePosition at, String name, TypeSyntax type, boolean optional, ValueSyntax defaultValue, String doc)
            implements Component {}

    /** The members of another type. */
    record ComponentsOf(SourcePosition at, TypeSyntax type) implements Component {}

    /** Members in double brackets. */
    record Group(SourcePosition at, List<Component> members) implements Component {}

    /** SEQUENCE, SET or CHOICE: up to the first extension marker, behind it, and behind the second one. */
    record Members(
            SourcePosition at,
            Construct construct,
            List<Component> root,
            boolean extensible,
            List<Component> additions,
            List<Component> lastRoot)
            implements TypeSyntax {}

    /** SEQUENCE OF or SET OF. */
    record ListOf(SourcePosition at, boolean isSet, TypeSyntax element) implements TypeSyntax {}

    /**
     * The name of a type, value set or class that is defined elsewhere.
     *
     * @param module null when none is named
     * @param actuals the actual parameters, null when there are none
     */
    record Reference(SourcePosition at, String module, String name, List<List<Token>> actuals) implements TypeSyntax {}

    /** A field of a class, as {@code CLASS.&object.&field}. */
    record ClassField(SourcePosition at, Reference ofClass, List<Token> path) implements TypeSyntax {}

    /** The type of an alternative. */
    record Selection(SourcePosition at, String alternative, TypeSyntax choice) implements TypeSyntax {}

    /** A type with a tag; the class is 0 to 3 as in X.680 clause 8.6. */
    record Tagged(SourcePosition at, int tagClass, ValueSyntax number, TypeSyntax type) implements TypeSyntax {}

    /** A type with a constraint behind it. */
    record Constrained(SourcePosition at, TypeSyntax type, ConstraintSyntax constraint) implements TypeSyntax {}
}
