package io.roadgate.v2x.emit;

import java.util.ArrayList;
import java.util.List;

/** Writes how a SEQUENCE or SET goes to JSON and comes from it. */
final class SequenceJerEmitter {
    private final JavaSource out;
    private final SequenceShape shape;

    SequenceJerEmitter(JavaSource out, SequenceShape shape) {
        this.out = out;
        this.shape = shape;
    }

    void emit() {
        write();
        read();
    }

    private void write() {
        out.line("@Override").open("public void writeJer(JerWriter out)").line("out.beginObject();");
        for (JavaMember member : shape.all()) {
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

    private void read() {
        List<JavaMember> mandatory = new ArrayList<>();
        List<JavaMember> held = new ArrayList<>();
        for (JavaMember member : shape.all()) {
            if (!member.field().canBeAbsent() && (!member.isOptional() || isInGroup(member))) {
                mandatory.add(member);
            }
            if (member.key() != null) {
                held.add(member);
            }
        }
        out.line("@Override").open("public void readJer(JerReader in)");
        out.line("clear();").line("long seen = 0;");
        held.forEach(member -> out.line("JerReader " + member.held() + " = null;"));
        out.line("in.beginObject();");
        out.open("for (String key = in.nextName(); key != null; key = in.nextName())");
        out.open("switch (key)");
        for (JavaMember member : shape.all()) {
            readMember(member, mandatory.indexOf(member));
        }
        if (shape.isExtensible()) {
            out.line("case \"$ext\" -> unknownAdditions().readJer(in);");
            out.line("case \"$extLength\" -> unknownAdditions().readJerLength(in);");
        }
        out.line("default -> throw in.unknownName(key);").close().close();
        checkMandatory(mandatory);
        for (JavaMember member : held) {
            String target = member.isOptional() ? member.use() + "()" : member.java();
            String read = target + ".readJer(" + member.held() + ", " + member.key() + ");";
            if (member.isOptional()) {
                out.open("if (" + member.held() + " != null)").line(read).close();
            } else {
                out.line(read);
            }
        }
        out.close();
    }

    private boolean isInGroup(JavaMember member) {
        return shape.groups().stream().anyMatch(group -> group.members().contains(member));
    }

    private void readMember(JavaMember member, int mandatoryIndex) {
        String name = "case \"" + member.field().name() + "\" ->";
        if (mandatoryIndex < 0) {
            out.line(name + " " + readOne(member));
        } else {
            out.open(name);
            out.line(readOne(member))
                    .line("seen |= 1L << " + mandatoryIndex + ";")
                    .close();
        }
    }

    private static String readOne(JavaMember member) {
        if (member.key() != null) {
            // The field that says its type may come behind it.
            return member.held() + " = in.hold();";
        }
        if (member.kind().isPrimitive()) {
            return member.java() + "(" + member.kind().readJer() + ");";
        }
        return (member.isOptional() ? member.use() + "()" : member.java()) + ".readJer(in);";
    }

    private void checkMandatory(List<JavaMember> mandatory) {
        long ofRoot = mask(mandatory, shape.root());
        check("(seen & " + hex(ofRoot) + ") != " + hex(ofRoot), ofRoot);
        for (JavaAddition group : shape.groups()) {
            long ofGroup = mask(mandatory, group.members());
            check(
                    "(added & " + group.constant() + ") != 0 && (seen & " + hex(ofGroup) + ") != " + hex(ofGroup),
                    ofGroup);
        }
    }

    private static long mask(List<JavaMember> mandatory, List<JavaMember> members) {
        long mask = 0;
        for (JavaMember member : members) {
            mask |= mandatory.contains(member) ? 1L << mandatory.indexOf(member) : 0;
        }
        return mask;
    }

    private static String hex(long mask) {
        return "0x" + Long.toHexString(mask) + "L";
    }

    private void check(String isMissing, long mask) {
        if (mask != 0) {
            out.open("if (" + isMissing + ")").line("throw in.fault(\"a mandatory member is missing\");");
            out.close();
        }
    }
}
