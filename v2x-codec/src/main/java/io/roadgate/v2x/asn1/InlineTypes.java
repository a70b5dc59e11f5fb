package io.roadgate.v2x.asn1;

import io.roadgate.v2x.asn1.Asn1Module.TypeAssignment;
import io.roadgate.v2x.asn1.Asn1Type.Field;
import java.util.List;

/**
 * Gives each type that is written inline and needs a class of its own a name: {@code Outer-field}.
 *
 * <p>After it every SEQUENCE, SEQUENCE OF, CHOICE and every list of names stands in a definition.
 */
final class InlineTypes {
    /** Takes a definition; new ones must not replace others. */
    interface Definitions {
        void define(TypeAssignment type, boolean isNew);
    }

    private final Definitions definitions;

    InlineTypes(Definitions definitions) {
        this.definitions = definitions;
    }

    void lift(TypeAssignment outer) {
        definitions.define(
                new TypeAssignment(outer.at(), outer.module(), outer.name(), inside(outer), outer.doc()), false);
    }

    private Asn1Type inside(TypeAssignment outer) {
        Asn1Type type = outer.type();
        if (type instanceof Asn1Type.SequenceType sequence) {
            return new Asn1Type.SequenceType(
                    type.at(),
                    fields(outer, sequence.root()),
                    sequence.extensible(),
                    fields(outer, sequence.additions()));
        }
        if (type instanceof Asn1Type.ChoiceType choice) {
            return new Asn1Type.ChoiceType(
                    type.at(), fields(outer, choice.root()), choice.extensible(), fields(outer, choice.additions()));
        }
        if (type instanceof Asn1Type.SequenceOfType list) {
            Field element = new Field(list.element().at(), "element", list.element(), false, "");
            return new Asn1Type.SequenceOfType(
                    type.at(), list.size(), field(outer, element).type());
        }
        return type;
    }

    private List<Field> fields(TypeAssignment outer, List<Field> fields) {
        return fields.stream().map(field -> field(outer, field)).toList();
    }

    private Field field(TypeAssignment outer, Field field) {
        if (!needsClass(field.type())) {
            return field;
        }
        String name = outer.name() + "-" + field.name();
        TypeAssignment inner = new TypeAssignment(field.at(), outer.module(), name, field.type(), field.doc());
        definitions.define(inner, true);
        lift(inner);
        Asn1Type reference = new Asn1Type.ReferenceType(field.at(), name, null);
        return new Field(field.at(), field.name(), reference, field.optional(), field.doc());
    }

    private static boolean needsClass(Asn1Type type) {
        return type instanceof Asn1Type.SequenceType
                || type instanceof Asn1Type.ChoiceType
                || type instanceof Asn1Type.SequenceOfType
                || type instanceof Asn1Type.EnumeratedType
                || (type instanceof Asn1Type.IntegerType integer
                        && !integer.names().isEmpty())
                || (type instanceof Asn1Type.BitStringType bits && !bits.bits().isEmpty());
    }
}
