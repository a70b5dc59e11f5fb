package io.roadgate.v2x.asn1;

import io.roadgate.v2x.asn1.Asn1Module.TypeAssignment;
import io.roadgate.v2x.asn1.Asn1Type.Field;

/** Puts together the Javadoc of a field: what the modules say of it and of its type, and its bounds. */
final class FieldDocs {
    private final ModuleSet set;

    FieldDocs(ModuleSet set) {
        this.set = set;
    }

    /** One line: the field's own comment, the comment of a plain type, the wire type. */
    String of(Field field, ValueKind kind) {
        String own = JavaSource.sentence(field.doc());
        String ofType = "";
        if (field.type() instanceof Asn1Type.ReferenceType reference) {
            TypeAssignment type = set.assignment(reference.name());
            boolean isPlain = kind.isPrimitive() || kind.create().contains("String");
            ofType = isPlain || own.isEmpty() ? JavaSource.sentence(type.doc()) : "";
        }
        String said = (own + " " + ofType).strip();
        String start = said.isEmpty() ? "The field {@code " + field.name() + "}." : said;
        return start + " Wire: " + kind.wire() + ".";
    }
}
