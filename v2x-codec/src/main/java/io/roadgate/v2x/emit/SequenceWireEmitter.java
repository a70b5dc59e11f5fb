package io.roadgate.v2x.emit;

/** Writes how a SEQUENCE or SET is read from bits and written as bits. */
final class SequenceWireEmitter {
    private final JavaSource out;
    private final SequenceShape shape;
    private final boolean isRecursive;

    SequenceWireEmitter(JavaSource out, SequenceShape shape) {
        this.out = out;
        this.shape = shape;
        isRecursive = TypeGraph.isRecursive(shape.owner().type());
    }

    void emit() {
        decode();
        if (shape.isExtensible()) {
            decodeAdditions();
            shape.groups().forEach(this::decodeGroup);
        }
        encode();
        if (shape.isExtensible()) {
            encodeAdditions();
            shape.groups().forEach(this::encodeGroup);
        }
        sent();
    }

    private void decode() {
        out.line("@Override").open("public void decode(BitReader in)");
        if (isRecursive) {
            out.line("in.enterRecursion();");
        }
        if (shape.isExtensible()) {
            out.line("boolean extended = in.readBoolean();");
        }
        if (shape.optionals() > 0) {
            out.line("present = " + readBits(shape.presentType(), shape.optionals()) + ";");
        }
        shape.root().forEach(this::decodeMember);
        if (shape.isExtensible()) {
            decodeAdditionsCall();
        }
        if (isRecursive) {
            out.line("in.leaveRecursion();");
        }
        out.close().blank();
    }

    private static String readBits(String type, int bits) {
        return (type.equals("long") ? "in.readLong(" : "in.readInt(") + bits + ")";
    }

    private void decodeMember(JavaMember member) {
        if (!member.isOptional()) {
            out.line(member.decode());
        } else if (member.kind().isPrimitive()) {
            String read = member.kind().read();
            out.line(member.java() + " = " + member.has() + "() ? " + read + " : " + member.absent() + ";");
        } else {
            out.open("if (" + member.has() + "())").line(member.decode()).close();
        }
    }

    private void decodeAdditionsCall() {
        if (!shape.additions().isEmpty()) {
            out.line("added = 0;");
            shape.groups().forEach(group -> out.line(group.groupHolder() + " = 0;"));
            shape.added().stream()
                    .filter(member -> member.kind().isPrimitive())
                    .forEach(member -> out.line(member.java() + " = " + member.absent() + ";"));
        }
        out.open("if (extended)").line("decodeAdditions(in);");
        out.closeOpen("else if (additions != null)").line("additions.clear();").close();
    }

    private void decodeAdditions() {
        out.open("private void decodeAdditions(BitReader in)");
        out.line("Additions received = unknownAdditions();").line("received.readBitmap(in);");
        for (int i = 0; i < shape.additions().size(); i++) {
            JavaAddition addition = shape.additions().get(i);
            out.open("if (received.isReceived(" + i + "))");
            out.line("long outer = in.openType();");
            if (addition.isGroup()) {
                out.line(method("decode", addition) + "(in);");
            } else {
                out.line("added |= " + addition.constant() + ";")
                        .line(addition.members().get(0).decode());
            }
            out.line("in.closeOpenType(outer);").close();
        }
        out.line("received.readUnknown(in);").close().blank();
    }

    private static String method(String verb, JavaAddition group) {
        return JavaNames.prefixed(verb, group.groupHolder());
    }

    private void decodeGroup(JavaAddition group) {
        out.open("private void " + method("decode", group) + "(BitReader in)");
        if (!group.isOnlyOptional()) {
            out.line("added |= " + group.constant() + ";");
        }
        if (group.optionals() > 0) {
            String type = SequenceShape.typeFor(group.optionals());
            out.line(group.groupHolder() + " = " + readBits(type, group.optionals()) + ";");
        }
        for (JavaMember member : group.members()) {
            if (member.holder().equals(group.groupHolder())) {
                decodeMember(member);
            } else {
                out.line(member.decode());
            }
        }
        out.close().blank();
    }

    private void encode() {
        out.line("@Override").open("public void encode(BitWriter out)");
        if (shape.isExtensible()) {
            String isKnown = shape.additions().isEmpty() ? "" : "known != 0 || ";
            if (!shape.additions().isEmpty()) {
                out.line("long known = " + shape.knownAdditions() + ";");
            }
            String known = shape.additions().isEmpty() ? "0" : "known";
            out.line("boolean extended = " + isKnown + "(additions != null && additions.isNeeded(" + known + "));");
            out.line("out.writeBoolean(extended);");
        }
        if (shape.hasDefaults()) {
            out.line(shape.presentType() + " sent = presentSent();");
        }
        if (shape.optionals() > 0) {
            out.line("out.writeLong(" + (shape.hasDefaults() ? "sent" : "present") + ", " + shape.optionals() + ");");
        }
        shape.root().forEach(member -> encodeMember(member, "sent"));
        if (shape.isExtensible()) {
            String known = shape.additions().isEmpty() ? "" : ", known";
            out.open("if (extended)").line("encodeAdditions(out" + known + ");").close();
        }
        out.close().blank();
    }

    private void encodeMember(JavaMember member, String sent) {
        if (!member.isOptional()) {
            out.line(member.encode());
            return;
        }
        String isSent =
                member.hasKnownDefault() ? "(" + sent + " & " + member.presence() + ") != 0" : member.has() + "()";
        out.open("if (" + isSent + ")").line(member.encode()).close();
    }

    private void encodeAdditions() {
        boolean isAny = !shape.additions().isEmpty();
        out.open("private void encodeAdditions(BitWriter out" + (isAny ? ", long known" : "") + ")");
        out.line("Additions kept = unknownAdditions();");
        out.line("kept.writeBitmap(out, " + (isAny ? "known" : "0") + ");");
        for (JavaAddition addition : shape.additions()) {
            out.open("if ((known & " + addition.constant() + ") != 0)").line("long start = out.openType();");
            out.line(
                    addition.isGroup()
                            ? method("encode", addition) + "(out);"
                            : addition.members().get(0).encode());
            out.line("out.closeOpenType(start);").close();
        }
        out.line("kept.writeUnknown(out);").close().blank();
    }

    private void encodeGroup(JavaAddition group) {
        out.open("private void " + method("encode", group) + "(BitWriter out)");
        if (group.hasDefaults()) {
            out.line(SequenceShape.typeFor(group.optionals()) + " sent = " + group.sent() + ";");
        }
        if (group.optionals() > 0) {
            String bits = group.hasDefaults() ? "sent" : group.groupHolder();
            out.line("out.writeLong(" + bits + ", " + group.optionals() + ");");
        }
        for (JavaMember member : group.members()) {
            if (member.holder().equals(group.groupHolder())) {
                encodeMember(member, "sent");
            } else {
                out.line(member.encode());
            }
        }
        out.close().blank();
    }

    /** The presence bits as they go out: what has its default value does not (X.691 clause 19.5). */
    private void sent() {
        if (shape.hasDefaults()) {
            out.open("private " + shape.presentType() + " presentSent()");
            out.line(shape.presentType() + " sent = present;");
            shape.root().forEach(member -> dropDefault(member, "present", "sent"));
            out.line("return sent;").close().blank();
        }
        for (JavaAddition group : shape.groups()) {
            if (group.hasDefaults()) {
                String type = SequenceShape.typeFor(group.optionals());
                out.open("private " + type + " " + group.sent()).line(type + " sent = " + group.groupHolder() + ";");
                group.members().forEach(member -> dropDefault(member, group.groupHolder(), "sent"));
                out.line("return sent;").close().blank();
            }
        }
        if (shape.computesAdditions()) {
            out.open("private long knownAdditions()").line("long known = added;");
            for (JavaAddition addition : shape.additions()) {
                if (!addition.isGroup()) {
                    dropDefault(addition.members().get(0), "added", "known");
                } else if (addition.isOnlyOptional()) {
                    out.open("if (" + addition.sent() + " != 0)");
                    out.line("known |= " + addition.constant() + ";").close();
                }
            }
            out.line("return known;").close().blank();
        }
    }

    private void dropDefault(JavaMember member, String holder, String sent) {
        if (member.hasKnownDefault()) {
            out.open("if ((" + holder + " & " + member.presence() + ") != 0 && " + member.isDefault() + ")");
            out.line(sent + " &= ~" + member.presence() + ";").close();
        }
    }
}
