package io.roadgate.v2x.asn1;

/** Writes how a SEQUENCE goes to JSON and comes from it. */
final class SequenceJerEmitter {
    private final JavaSource out;

    SequenceJerEmitter(JavaSource out) {
        this.out = out;
    }

    void emit(SequenceShape shape) {
        write(shape);
        read(shape);
    }

    private void write(SequenceShape shape) {
        out.line("@Override").open("public void writeJer(JerWriter out)").line("out.beginObject();");
        for (Member member : shape.all()) {
            if (member.isOptional()) {
                out.open("if (" + member.has() + "())");
            }
            out.line("out.name(\"" + member.field().name() + "\");");
            out.line(member.kind().writeJerOf(member.java()));
            if (member.isOptional()) {
                out.close();
            }
        }
        if (shape.isExtensible()) {
            out.open("if (additions != null)").line("additions.writeJer(out);").close();
        }
        out.line("out.endObject();").close().blank();
    }

    private void read(SequenceShape shape) {
        out.line("@Override").open("public void readJer(JerReader in)");
        out.line("clear();").line("long seen = 0;").line("in.beginObject();");
        out.open("for (String key = in.nextName(); key != null; key = in.nextName())");
        out.open("switch (key)");
        int mandatory = 0;
        for (Member member : shape.all()) {
            if (member.isOptional()) {
                out.line("case \"" + member.field().name() + "\" -> " + readMember(member));
            } else {
                out.open("case \"" + member.field().name() + "\" ->");
                out.line(readMember(member))
                        .line("seen |= 1L << " + mandatory++ + ";")
                        .close();
            }
        }
        if (shape.isExtensible()) {
            out.line("case \"$ext\" -> unknownAdditions().readJer(in);");
        }
        out.line("default -> throw in.unknownName(key);").close().close();
        out.open("if (seen != (1L << " + mandatory + ") - 1)");
        out.line("throw in.fault(\"a mandatory member is missing\");").close().close();
    }

    private static String readMember(Member member) {
        if (member.kind().isPrimitive()) {
            return member.java() + "(" + member.kind().readJer() + ");";
        }
        return (member.isOptional() ? member.use() + "()" : member.java()) + ".readJer(in);";
    }
}
