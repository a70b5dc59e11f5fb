package io.roadgate.v2x.emit;

/** Writes the class of a SEQUENCE or SET: its state. Bits, JSON and accessors are written by classes of their own. */
final class SequenceEmitter {
    private final JavaSource out = new JavaSource();
    private final SequenceShape shape;

    private final ValueKinds kinds;

    SequenceEmitter(SequenceShape shape, ValueKinds kinds) {
        this.shape = shape;
        this.kinds = kinds;
    }

    JavaSource emit(String wire) {
        ClassHead.doc(out, shape.owner(), (shape.isExtensible() ? "extensible " : "") + wire);
        out.line("@SuppressWarnings(\"all\")");
        out.open("public final class " + shape.owner().name() + " implements WireValue");
        constants();
        fields();
        clear();
        release();
        new SequenceWireEmitter(out, shape).emit();
        new AccessorEmitter(out, shape.owner().name(), kinds).emit(shape);
        new SequenceJerEmitter(out, shape).emit();
        return out.close();
    }

    private void constants() {
        int bit = shape.optionals();
        boolean isAny = false;
        for (JavaMember member : shape.root()) {
            if (member.isOptional()) {
                presenceConstant(shape.presentType(), member.presence(), --bit);
                isAny = true;
            }
        }
        for (int i = 0; i < shape.additions().size(); i++) {
            JavaAddition addition = shape.additions().get(i);
            presenceConstant("long", addition.constant(), i);
            int inGroup = addition.optionals();
            for (JavaMember member : addition.members()) {
                if (addition.isGroup() && member.holder().equals(addition.groupHolder())) {
                    presenceConstant(SequenceShape.typeFor(addition.optionals()), member.presence(), --inGroup);
                }
            }
            isAny = true;
        }
        for (JavaMember member : shape.all()) {
            if (member.hasKnownDefault() && member.defaultValue().declaration() != null) {
                out.line("private static final " + member.defaultValue().declaration() + ";");
                isAny = true;
            }
        }
        if (isAny) {
            out.blank();
        }
    }

    private void presenceConstant(String type, String constant, int bit) {
        String one = type.equals("long") ? "1L" : "1";
        out.line("private static final " + type + " " + constant + " = " + one + " << " + bit + ";");
    }

    private void fields() {
        if (shape.optionals() > 0) {
            out.line("private " + shape.presentType() + " present;");
        }
        if (!shape.additions().isEmpty()) {
            out.line("private long added;");
        }
        for (JavaAddition group : shape.groups()) {
            out.line("private " + SequenceShape.typeFor(group.optionals()) + " " + group.groupHolder() + ";");
        }
        for (JavaMember member : shape.all()) {
            ValueKind kind = member.kind();
            boolean isMade = !kind.isPrimitive() && !member.isOptional();
            boolean isPreset = kind.isPrimitive() && member.hasKnownDefault();
            String initial = isMade ? " = " + kind.create() : isPreset ? " = " + member.absent() : "";
            out.line("private " + (isMade ? "final " : "") + kind.javaType() + " " + member.java() + initial + ";");
        }
        if (shape.isExtensible()) {
            out.line("private Additions additions;");
        }
        out.blank();
    }

    private void clear() {
        out.line("@Override").open("public void clear()");
        if (shape.optionals() > 0) {
            out.line("present = 0;");
        }
        if (!shape.additions().isEmpty()) {
            out.line("added = 0;");
        }
        shape.groups().forEach(group -> out.line(group.groupHolder() + " = 0;"));
        for (JavaMember member : shape.all()) {
            if (member.kind().isPrimitive()) {
                out.line(member.java() + " = " + member.absent() + ";");
            } else if (!member.isOptional()) {
                out.line(member.java() + ".clear();");
            }
        }
        if (shape.isExtensible()) {
            out.open("if (additions != null)").line("additions.clear();").close();
        }
        out.close().blank();
    }

    private void release() {
        out.line("@Override").open("public void release()").line("clear();");
        for (JavaMember member : shape.all()) {
            if (!member.kind().isPrimitive()) {
                out.line(member.java() + (member.isOptional() ? " = null;" : ".release();"));
            }
        }
        if (shape.isExtensible()) {
            out.line("additions = null;");
        }
        out.close().blank();
    }
}
