package io.roadgate.v2x.asn1;

import io.roadgate.v2x.asn1.Asn1Module.TypeAssignment;
import io.roadgate.v2x.asn1.Asn1Type.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes the class of a SEQUENCE; its accessors and its JSON are written by classes of their own. */
final class SequenceEmitter {
    private static final int MOST_FIELDS = 63;

    private final ValueKinds kinds;
    private final FieldDocs docs;

    SequenceEmitter(ValueKinds kinds, FieldDocs docs) {
        this.kinds = kinds;
        this.docs = docs;
    }

    JavaSource emit(TypeAssignment assignment, Asn1Type.SequenceType type) {
        SequenceShape shape = shape(type);
        String java = JavaNames.type(assignment.name(), assignment.at());
        JavaSource out = new JavaSource();
        ClassHead.doc(out, assignment, (type.extensible() ? "extensible " : "") + "SEQUENCE");
        out.line("@SuppressWarnings(\"all\")");
        out.open("public final class " + java + " implements WireValue");
        fields(out, shape);
        clear(out, shape);
        release(out, shape);
        decode(out, shape);
        encode(out, shape);
        new AccessorEmitter(out, java).emit(shape);
        new SequenceJerEmitter(out).emit(shape);
        return out.close();
    }

    private SequenceShape shape(Asn1Type.SequenceType type) {
        Set<String> names = new HashSet<>();
        int optionals = (int) type.root().stream().filter(Field::optional).count();
        int mandatory = type.root().size() - optionals;
        if (optionals > MOST_FIELDS
                || mandatory > MOST_FIELDS
                || type.additions().size() > MOST_FIELDS) {
            throw new Asn1Fault(type.at(), "more than 63 mandatory fields, OPTIONAL fields or additions");
        }
        List<Member> root = new ArrayList<>();
        type.root().forEach(field -> root.add(member(field, field.optional(), false, names)));
        List<Member> additions = new ArrayList<>();
        type.additions().forEach(field -> additions.add(member(field, true, true, names)));
        return new SequenceShape(root, additions, type.extensible(), optionals);
    }

    private Member member(Field field, boolean isOptional, boolean isAddition, Set<String> names) {
        ValueKind kind = kinds.of(field.type());
        String presence = isOptional ? "HAS_" + JavaNames.constant(field.name()) : null;
        Member member = new Member(field, kind, presence, isAddition, docs.of(field, kind));
        List<String> own = isOptional
                ? List.of(member.java(), member.has(), member.use(), member.clear(), presence)
                : List.of(member.java());
        for (String name : own) {
            if (!names.add(name)) {
                throw new Asn1Fault(field.at(), "the name '" + field.name() + "' collides in Java as " + name);
            }
        }
        return member;
    }

    private static void fields(JavaSource out, SequenceShape shape) {
        String presentType = shape.presentType();
        int optional = 0;
        for (Member member : shape.root()) {
            if (member.isOptional()) {
                presenceConstant(out, presentType, member, shape.optionals() - 1 - optional++);
            }
        }
        for (int i = 0; i < shape.additions().size(); i++) {
            presenceConstant(out, "long", shape.additions().get(i), i);
        }
        if (optional + shape.additions().size() > 0) {
            out.blank();
        }
        if (shape.optionals() > 0) {
            out.line("private " + presentType + " present;");
        }
        if (!shape.additions().isEmpty()) {
            out.line("private long added;");
        }
        for (Member member : shape.all()) {
            ValueKind kind = member.kind();
            boolean isMade = !kind.isPrimitive() && !member.isOptional();
            out.line("private " + (isMade ? "final " : "") + kind.javaType() + " " + member.java()
                    + (isMade ? " = " + kind.create() : "") + ";");
        }
        if (shape.isExtensible()) {
            out.line("private Additions additions;");
        }
        out.blank();
    }

    private static void presenceConstant(JavaSource out, String type, Member member, int bit) {
        String one = type.equals("long") ? "1L" : "1";
        out.line("private static final " + type + " " + member.presence() + " = " + one + " << " + bit + ";");
    }

    private static void clear(JavaSource out, SequenceShape shape) {
        out.line("@Override").open("public void clear()");
        if (shape.optionals() > 0) {
            out.line("present = 0;");
        }
        if (!shape.additions().isEmpty()) {
            out.line("added = 0;");
        }
        for (Member member : shape.all()) {
            if (member.kind().isPrimitive()) {
                out.line(member.java() + " = " + member.kind().zero() + ";");
            } else if (!member.isOptional()) {
                out.line(member.java() + ".clear();");
            }
        }
        if (shape.isExtensible()) {
            out.open("if (additions != null)").line("additions.clear();").close();
        }
        out.close().blank();
    }

    private static void release(JavaSource out, SequenceShape shape) {
        out.line("@Override").open("public void release()").line("clear();");
        for (Member member : shape.all()) {
            if (!member.kind().isPrimitive()) {
                out.line(member.java() + (member.isOptional() ? " = null;" : ".release();"));
            }
        }
        if (shape.isExtensible()) {
            out.line("additions = null;");
        }
        out.close().blank();
    }

    private static void decode(JavaSource out, SequenceShape shape) {
        out.line("@Override").open("public void decode(BitReader in)");
        if (shape.isExtensible()) {
            out.line("boolean extended = in.readBoolean();");
        }
        if (shape.optionals() > 0) {
            String read = shape.presentType().equals("long") ? "in.readLong(" : "in.readInt(";
            out.line("present = " + read + shape.optionals() + ");");
        }
        for (Member member : shape.root()) {
            decodeMember(out, member);
        }
        if (shape.isExtensible()) {
            decodeAdditionsCall(out, shape);
        }
        out.close().blank();
        if (shape.isExtensible()) {
            decodeAdditions(out, shape);
        }
    }

    private static void decodeMember(JavaSource out, Member member) {
        if (!member.kind().isPrimitive()) {
            if (member.isOptional()) {
                out.open("if (" + member.has() + "())")
                        .line(member.object() + ".decode(in);")
                        .close();
            } else {
                out.line(member.java() + ".decode(in);");
            }
        } else if (member.isOptional()) {
            out.line(member.java() + " = " + member.has() + "() ? "
                    + member.kind().read() + " : " + member.kind().zero() + ";");
        } else {
            out.line(member.java() + " = " + member.kind().read() + ";");
        }
    }

    private static void decodeAdditionsCall(JavaSource out, SequenceShape shape) {
        if (!shape.additions().isEmpty()) {
            out.line("added = 0;");
            for (Member member : shape.additions()) {
                if (member.kind().isPrimitive()) {
                    out.line(member.java() + " = " + member.kind().zero() + ";");
                }
            }
        }
        out.open("if (extended)").line("decodeAdditions(in);");
        out.closeOpen("else if (additions != null)").line("additions.clear();").close();
    }

    private static void decodeAdditions(JavaSource out, SequenceShape shape) {
        out.open("private void decodeAdditions(BitReader in)");
        out.line("Additions received = unknownAdditions();").line("received.readBitmap(in);");
        for (int i = 0; i < shape.additions().size(); i++) {
            Member member = shape.additions().get(i);
            out.open("if (received.isReceived(" + i + "))");
            out.line("added |= " + member.presence() + ";").line("long outer = in.openType();");
            String read = member.java() + " = " + member.kind().read() + ";";
            out.line(member.kind().isPrimitive() ? read : member.object() + ".decode(in);");
            out.line("in.closeOpenType(outer);").close();
        }
        out.line("received.readUnknown(in);").close().blank();
    }

    private static void encode(JavaSource out, SequenceShape shape) {
        String added = shape.additions().isEmpty() ? "0" : "added";
        out.line("@Override").open("public void encode(BitWriter out)");
        if (shape.isExtensible()) {
            String known = shape.additions().isEmpty() ? "" : "added != 0 || ";
            out.line("boolean extended = " + known + "(additions != null && additions.isNeeded(" + added + "));");
            out.line("out.writeBoolean(extended);");
        }
        if (shape.optionals() > 0) {
            out.line("out.writeLong(present, " + shape.optionals() + ");");
        }
        for (Member member : shape.root()) {
            String write = member.kind().writeOf(member.java());
            if (member.isOptional()) {
                out.open("if (" + member.has() + "())").line(write).close();
            } else {
                out.line(write);
            }
        }
        if (shape.isExtensible()) {
            out.open("if (extended)").line("encodeAdditions(out);").close();
        }
        out.close().blank();
        if (shape.isExtensible()) {
            encodeAdditions(out, shape, added);
        }
    }

    private static void encodeAdditions(JavaSource out, SequenceShape shape, String added) {
        out.open("private void encodeAdditions(BitWriter out)");
        out.line("Additions kept = unknownAdditions();").line("kept.writeBitmap(out, " + added + ");");
        for (Member member : shape.additions()) {
            out.open("if (" + member.has() + "())").line("long start = out.openType();");
            out.line(member.kind().writeOf(member.java()))
                    .line("out.closeOpenType(start);")
                    .close();
        }
        out.line("kept.writeUnknown(out);").close().blank();
    }
}
