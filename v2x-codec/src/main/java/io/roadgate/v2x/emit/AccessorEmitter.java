package io.roadgate.v2x.emit;

import io.roadgate.v2x.schema.WireType;
import java.util.List;
import java.util.Optional;

/** Writes the accessors of a SEQUENCE: fluent setters, and has, use and clear of optional fields. */
final class AccessorEmitter {
    private final JavaSource out;
    private final String owner;
    private final ValueKinds kinds;
    private List<JavaAddition> groups;

    AccessorEmitter(JavaSource out, String owner, ValueKinds kinds) {
        this.kinds = kinds;
        this.out = out;
        this.owner = owner;
    }

    void emit(SequenceShape shape) {
        groups = shape.groups();
        for (JavaMember member : shape.all()) {
            if (member.kind().isPrimitive()) {
                number(member);
            } else {
                object(member);
            }
            if (member.key() != null) {
                choices(member);
            }
            if (member.isOptional()) {
                presence(member);
            }
        }
        if (shape.isExtensible()) {
            out.doc("Extension additions of a newer release, kept so that decode and encode preserve them.");
            out.open("public Additions unknownAdditions()");
            out.open("if (additions == null)");
            out.line("additions = new Additions(" + shape.additions().size() + ");")
                    .close();
            out.line("return additions;").close().blank();
        }
    }

    private void number(JavaMember member) {
        String java = member.kind().javaType();
        boolean isZero = member.isOptional() && !member.hasKnownDefault();
        out.doc(member.doc() + (isZero ? " Optional: " + member.kind().zero() + " when absent." : ""));
        out.open("public " + java + " " + member.java() + "()")
                .line("return " + member.java() + ";")
                .close()
                .blank();
        out.doc("Sets {@link #" + member.java() + "()}" + (member.isOptional() ? " and marks it present." : "."));
        out.open("public " + owner + " " + member.java() + "(" + java + " value)");
        markPresent(member);
        out.line(member.java() + " = value;").line("return this;").close().blank();
    }

    private void markPresent(JavaMember member) {
        if (member.isOptional()) {
            out.line(member.holder() + " |= " + member.presence() + ";");
            if (!member.mark().isEmpty()) {
                out.line(member.mark());
            }
        }
    }

    private void object(JavaMember member) {
        String java = member.kind().javaType();
        boolean isLoose = member.isOptional() && !member.hasKnownDefault();
        out.doc(member.doc() + (isLoose ? " Optional: of use only if {@link #" + member.has() + "()}." : ""));
        out.open("public " + java + " " + member.java() + "()");
        if (member.isOptional()) {
            out.open("if (" + member.java() + " == null)");
            out.line(member.java() + " = " + member.kind().create() + ";").close();
        }
        if (member.hasKnownDefault()) {
            out.open("if (!" + member.has() + "())");
            out.line(member.java() + ".set(" + member.defaultValue().literal() + ");")
                    .close();
        }
        out.line("return " + member.java() + ";").close().blank();
        if (member.isOptional()) {
            out.doc("Marks {@link #" + member.java() + "()} present and returns it, cleared, to be filled.");
            out.open("public " + java + " " + member.use() + "()");
            markPresent(member);
            out.line(member.object() + ".clear();")
                    .line("return " + member.java() + ";")
                    .close()
                    .blank();
        }
    }

    /** Chooses a type of an open field's table together with its key. */
    private void choices(JavaMember member) {
        WireType.OpenType open = (WireType.OpenType) member.field().type().structure();
        for (OpenTypeEmitter.Row row : OpenTypeEmitter.rows(open, kinds)) {
            if (row.kind().isPrimitive()) {
                continue;
            }
            out.doc("Sets {@link #" + member.key() + "()} to " + row.key() + " and returns the "
                    + row.kind().javaType() + " in {@link #" + member.java() + "()}, cleared, to be filled.");
            String name = JavaNames.prefixed(member.use(), row.typeName());
            out.open("public " + row.kind().javaType() + " " + name + "()");
            out.line(member.key() + "(" + row.key() + ");");
            String object = member.isOptional() ? member.use() + "()" : member.java();
            out.line("return " + object + "." + row.use() + "();").close().blank();
        }
    }

    private void presence(JavaMember member) {
        String holder = member.holder();
        out.doc("Whether {@link #" + member.java() + "()} is present.");
        out.open("public boolean " + member.has() + "()");
        out.line("return (" + holder + " & " + member.presence() + ") != 0;")
                .close()
                .blank();
        boolean isOfGroup =
                member.presence().startsWith("HAS_GROUP_") && !member.field().canBeAbsent();
        out.doc("Marks {@link #" + member.java() + "()} absent"
                + (isOfGroup ? ", with all of its addition group." : "."));
        out.open("public " + owner + " " + member.clear() + "()");
        out.line(holder + " &= ~" + member.presence() + ";");
        if (isOfGroup) {
            groupOf(member).ifPresent(each -> out.line(each + " = 0;"));
        }
        if (member.kind().isPrimitive()) {
            out.line(member.java() + " = " + member.absent() + ";");
        }
        out.line("return this;").close().blank();
    }

    /** The variable with the presence bits of the group that a member belongs to. */
    private Optional<String> groupOf(JavaMember member) {
        return groups.stream()
                .filter(group -> group.members().contains(member))
                .map(JavaAddition::groupHolder)
                .findFirst();
    }
}
