package io.roadgate.v2x.asn1;

/** Writes the accessors of a SEQUENCE: fluent setters, and has, use and clear of optional fields. */
final class AccessorEmitter {
    private final JavaSource out;
    private final String owner;

    AccessorEmitter(JavaSource out, String owner) {
        this.out = out;
        this.owner = owner;
    }

    void emit(SequenceShape shape) {
        for (Member member : shape.all()) {
            if (member.kind().isPrimitive()) {
                number(member);
            } else {
                object(member);
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

    private void number(Member member) {
        String java = member.kind().javaType();
        out.doc(member.doc()
                + (member.isOptional() ? " Optional: " + member.kind().zero() + " when absent." : ""));
        out.open("public " + java + " " + member.java() + "()")
                .line("return " + member.java() + ";")
                .close()
                .blank();
        out.doc("Sets {@link #" + member.java() + "()}" + (member.isOptional() ? " and marks it present." : "."));
        out.open("public " + owner + " " + member.java() + "(" + java + " value)");
        if (member.isOptional()) {
            out.line(member.presenceHolder() + " |= " + member.presence() + ";");
        }
        out.line(member.java() + " = value;").line("return this;").close().blank();
    }

    private void object(Member member) {
        String java = member.kind().javaType();
        out.doc(member.doc()
                + (member.isOptional() ? " Optional: of use only if {@link #" + member.has() + "()}." : ""));
        out.open("public " + java + " " + member.java() + "()");
        if (member.isOptional()) {
            out.open("if (" + member.java() + " == null)");
            out.line(member.java() + " = " + member.kind().create() + ";").close();
        }
        out.line("return " + member.java() + ";").close().blank();
        if (member.isOptional()) {
            out.doc("Marks {@link #" + member.java() + "()} present and returns it, cleared, to be filled.");
            out.open("public " + java + " " + member.use() + "()");
            out.line(member.presenceHolder() + " |= " + member.presence() + ";");
            out.line(member.object() + ".clear();")
                    .line("return " + member.java() + ";")
                    .close()
                    .blank();
        }
    }

    private void presence(Member member) {
        String holder = member.presenceHolder();
        out.doc("Whether {@link #" + member.java() + "()} is present.");
        out.open("public boolean " + member.has() + "()");
        out.line("return (" + holder + " & " + member.presence() + ") != 0;")
                .close()
                .blank();
        out.doc("Marks {@link #" + member.java() + "()} absent.");
        out.open("public " + owner + " " + member.clear() + "()");
        out.line(holder + " &= ~" + member.presence() + ";");
        if (member.kind().isPrimitive()) {
            out.line(member.java() + " = " + member.kind().zero() + ";");
        }
        out.line("return this;").close().blank();
    }
}
