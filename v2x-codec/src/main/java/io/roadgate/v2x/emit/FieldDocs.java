package io.roadgate.v2x.emit;

import io.roadgate.v2x.schema.Member;
import io.roadgate.v2x.schema.NamedType;
import io.roadgate.v2x.schema.WireType;

/** Puts together the Javadoc of a field: what the modules say of it and of its type, and its bounds. */
final class FieldDocs {
    private FieldDocs() {}

    /** One line: the field's own comment, the comment of a plain type, the wire type, the default. */
    static String of(Member field, ValueKind kind, JavaDefault absent) {
        String own = JavaSource.sentence(field.doc());
        NamedType named = nameOf(field.type());
        boolean isPlain = kind.isPrimitive() || kind.create().contains("String");
        String ofType = named != null && (isPlain || own.isEmpty()) ? JavaSource.sentence(named.doc()) : "";
        String said = (own + " " + ofType).strip();
        String start = said.isEmpty() ? "The field {@code " + field.name() + "}." : said;
        String otherwise = absent == null ? "" : " Default: " + shown(absent) + ".";
        return start + " Wire: " + kind.wire() + "." + otherwise;
    }

    private static String shown(JavaDefault absent) {
        return absent.literal() == null ? "as its module says" : "{@code " + JavaSource.escaped(absent.shown()) + "}";
    }

    /** The definition whose comment tells of a type; null when it is written in place. */
    private static NamedType nameOf(WireType type) {
        return type instanceof NamedType named
                ? named
                : ((WireType.Structural) type).origin().derivedFrom();
    }
}
