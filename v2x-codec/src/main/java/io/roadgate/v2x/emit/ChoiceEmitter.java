package io.roadgate.v2x.emit;

import io.roadgate.v2x.schema.Member;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.WireType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes the class of a CHOICE: which alternative it is, and the alternatives, made on first use and kept. */
final class ChoiceEmitter {
    private record Alternative(String name, String java, String constant, ValueKind kind, String doc) {
        String use() {
            return JavaNames.prefixed("use", name);
        }
    }

    private final JavaClass owner;
    private final ValueKinds kinds;

    ChoiceEmitter(JavaClass owner, ValueKinds kinds) {
        this.owner = owner;
        this.kinds = kinds;
    }

    JavaSource emit() {
        WireType.ChoiceType type = (WireType.ChoiceType) owner.type();
        List<Alternative> all = new ArrayList<>();
        Set<String> names = new HashSet<>(Set.of("NO_CHOICE", "UNKNOWN_CHOICE"));
        type.root().forEach(field -> all.add(alternative(field, names)));
        type.additions().forEach(field -> all.add(alternative(field, names)));
        int roots = type.root().size();
        JavaSource out = new JavaSource();
        ClassHead.doc(out, owner, (type.extensible() ? "extensible " : "") + "CHOICE");
        out.line("@SuppressWarnings(\"all\")");
        out.open("public final class " + owner.name() + " implements WireValue");
        constants(out, all, type.extensible());
        accessors(out, all, owner.name(), type.extensible());
        out.line("@Override")
                .open("public void clear()")
                .line("choice = NO_CHOICE;")
                .close()
                .blank();
        release(out, all, type.extensible());
        decode(out, all, roots, type.extensible());
        encode(out, all, roots, type.extensible());
        writeJer(out, all, type.extensible());
        readJer(out, all, type);
        return out.close();
    }

    private Alternative alternative(Member field, Set<String> names) {
        String constant = JavaNames.constant(field.name());
        String java = JavaNames.field(field.name());
        if (!names.add(constant) || !names.add(java)) {
            throw new SchemaFault(field.at(), "the name '" + field.name() + "' collides in Java");
        }
        if (field.type().structure() instanceof WireType.OpenType open && open.selector() != null) {
            throw new SchemaFault(field.at(), "an open type with a table inside a CHOICE has no Java class");
        }
        ValueKind kind = kinds.of(field.type(), field.at());
        return new Alternative(field.name(), java, constant, kind, FieldDocs.of(field, kind, null));
    }

    private static void constants(JavaSource out, List<Alternative> all, boolean isExtensible) {
        out.line("/** No alternative is chosen. */").line("public static final int NO_CHOICE = -1;");
        if (isExtensible) {
            out.line("/** An alternative that a newer release added. */");
            out.line("public static final int UNKNOWN_CHOICE = -2;");
        }
        for (int i = 0; i < all.size(); i++) {
            out.line("/** The alternative {@code " + all.get(i).name() + "}. */");
            out.line("public static final int " + all.get(i).constant() + " = " + i + ";");
        }
        out.blank().line("private int choice = NO_CHOICE;");
        for (Alternative each : all) {
            out.line("private " + each.kind().javaType() + " " + each.java() + ";");
        }
        if (isExtensible) {
            out.line("private UnknownAlternative unknown;");
        }
        out.blank();
    }

    private static void accessors(JavaSource out, List<Alternative> all, String owner, boolean isExtensible) {
        out.doc("Which alternative it is: one of the constants.");
        out.open("public int choice()").line("return choice;").close().blank();
        for (Alternative each : all) {
            String java = each.kind().javaType();
            if (each.kind().isPrimitive()) {
                out.doc(each.doc());
                out.open("public " + java + " " + each.java() + "()")
                        .line("return " + each.java() + ";")
                        .close()
                        .blank();
                out.doc("Chooses {@code " + each.name() + "}. " + each.doc());
                out.open("public " + owner + " " + each.java() + "(" + java + " value)");
                out.line("choice = " + each.constant() + ";").line(each.java() + " = value;");
                out.line("return this;").close().blank();
            } else {
                object(out, each.java(), java, each.kind().create(), each.doc());
                out.doc("Chooses {@code " + each.name() + "} and returns it, cleared, to be filled.");
                use(out, each.use(), java, each.java(), each.constant());
            }
        }
        if (isExtensible) {
            String doc = "The alternative that a newer release added, when the choice is {@link #UNKNOWN_CHOICE}.";
            object(out, "unknown", "UnknownAlternative", "new UnknownAlternative()", doc);
        }
    }

    private static void object(JavaSource out, String name, String java, String create, String doc) {
        out.doc(doc);
        out.open("public " + java + " " + name + "()");
        out.open("if (" + name + " == null)").line(name + " = " + create + ";").close();
        out.line("return " + name + ";").close().blank();
    }

    private static void use(JavaSource out, String use, String java, String field, String constant) {
        out.open("public " + java + " " + use + "()");
        out.line("choice = " + constant + ";").line(field + "().clear();");
        out.line("return " + field + ";").close().blank();
    }

    private static void release(JavaSource out, List<Alternative> all, boolean isExtensible) {
        out.line("@Override").open("public void release()").line("choice = NO_CHOICE;");
        all.stream().filter(each -> !each.kind().isPrimitive()).forEach(each -> out.line(each.java() + " = null;"));
        if (isExtensible) {
            out.line("unknown = null;");
        }
        out.close().blank();
    }

    private void decode(JavaSource out, List<Alternative> all, int roots, boolean isExtensible) {
        boolean isRecursive = TypeGraph.isRecursive(owner.type());
        out.line("@Override").open("public void decode(BitReader in)");
        if (isRecursive) {
            out.line("in.enterRecursion();").line("decodeChoice(in);").line("in.leaveRecursion();");
            out.close().blank();
            out.open("private void decodeChoice(BitReader in)");
        }
        if (isExtensible) {
            out.open("if (in.readBoolean())")
                    .line("decodeAddition(in);")
                    .line("return;")
                    .close();
        }
        out.line("choice = in.readChoice(" + roots + ", " + ValueKinds.bitsFor(roots) + ");");
        out.open("switch (choice)");
        for (int i = 0; i < roots; i++) {
            out.line("case " + all.get(i).constant() + " -> " + decodeOne(all.get(i)));
        }
        out.line("default -> {}").close().close().blank();
        if (isExtensible) {
            decodeAddition(out, all, roots);
        }
    }

    private static String decodeOne(Alternative each) {
        return each.kind().isPrimitive()
                ? each.java() + " = " + each.kind().read() + ";"
                : each.java() + "().decode(in);";
    }

    private static void decodeAddition(JavaSource out, List<Alternative> all, int roots) {
        out.open("private void decodeAddition(BitReader in)");
        out.line("int addition = in.readSmallNumber();");
        if (all.size() > roots) {
            out.open("if (addition < " + (all.size() - roots) + ")");
            out.line("choice = " + roots + " + addition;").line("long outer = in.openType();");
            out.open("switch (choice)");
            for (int i = roots; i < all.size(); i++) {
                out.line("case " + all.get(i).constant() + " -> " + decodeOne(all.get(i)));
            }
            out.line("default -> {}").close();
            out.line("in.closeOpenType(outer);").line("return;").close();
        }
        out.line("choice = UNKNOWN_CHOICE;").line("unknown().index(addition).decode(in);");
        out.close().blank();
    }

    private static void encode(JavaSource out, List<Alternative> all, int roots, boolean isExtensible) {
        out.line("@Override").open("public void encode(BitWriter out)");
        if (isExtensible) {
            out.open("if (choice == UNKNOWN_CHOICE || choice >= " + roots + ")");
            out.line("encodeAddition(out);").line("return;").close();
        }
        out.open("if (choice < 0)")
                .line("out.fault(UperFault.CHOICE);")
                .line("return;")
                .close();
        if (isExtensible) {
            out.line("out.writeBoolean(false);");
        }
        out.line("out.writeLong(choice, " + ValueKinds.bitsFor(roots) + ");");
        out.open("switch (choice)");
        for (int i = 0; i < roots; i++) {
            out.line("case " + all.get(i).constant() + " -> "
                    + all.get(i).kind().writeOf(all.get(i).java()));
        }
        out.line("default -> {}").close().close().blank();
        if (isExtensible) {
            encodeAddition(out, all, roots);
        }
    }

    private static void encodeAddition(JavaSource out, List<Alternative> all, int roots) {
        out.open("private void encodeAddition(BitWriter out)").line("out.writeBoolean(true);");
        out.open("if (choice == UNKNOWN_CHOICE)")
                .line("unknown().encode(out);")
                .line("return;")
                .close();
        if (all.size() > roots) {
            out.line("out.writeSmallNumber(choice - " + roots + ");").line("long start = out.openType();");
            out.open("switch (choice)");
            for (int i = roots; i < all.size(); i++) {
                out.line("case " + all.get(i).constant() + " -> "
                        + all.get(i).kind().writeOf(all.get(i).java()));
            }
            out.line("default -> {}").close().line("out.closeOpenType(start);");
        }
        out.close().blank();
    }

    private static void writeJer(JavaSource out, List<Alternative> all, boolean isExtensible) {
        out.line("@Override").open("public void writeJer(JerWriter out)");
        out.line("out.beginObject();").open("switch (choice)");
        for (Alternative each : all) {
            out.open("case " + each.constant() + " ->").line("out.name(\"" + each.name() + "\");");
            out.line(each.kind().writeJerOf(each.java())).close();
        }
        if (isExtensible) {
            out.line("case UNKNOWN_CHOICE -> unknown().writeJer(out);");
        }
        out.line("default -> {}").close().line("out.endObject();").close().blank();
    }

    private static void readJer(JavaSource out, List<Alternative> all, WireType.ChoiceType type) {
        out.line("@Override").open("public void readJer(JerReader in)");
        out.line("clear();").line("in.beginObject();").line("String key = in.nextName();");
        out.open("if (key == null)")
                .line("throw in.fault(\"no alternative is chosen\");")
                .close();
        out.open("switch (key)");
        for (Alternative each : all) {
            String read = each.kind().isPrimitive()
                    ? each.java() + "(" + each.kind().readJer() + ");"
                    : each.use() + "().readJer(in);";
            out.line("case \"" + each.name() + "\" -> " + read);
        }
        if (type.extensible()) {
            out.open("case \"$unknown\" ->")
                    .line("choice = UNKNOWN_CHOICE;")
                    .line("unknown().readJer(in, " + type.additions().size() + ");")
                    .close();
        }
        out.line("default -> throw in.unknownName(key);").close();
        out.open("if (in.nextName() != null)")
                .line("throw in.fault(\"more than one alternative\");")
                .close()
                .close();
    }
}
