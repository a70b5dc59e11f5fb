package io.roadgate.v2x.emit;

import io.roadgate.v2x.schema.NamedType;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.Selector;
import io.roadgate.v2x.schema.WireType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes the class of an open type with a table: which type it holds, and each type of the table, made on first use and
 * kept. What is not in the table is kept as octets.
 */
final class OpenTypeEmitter {
    /** A row of the table. */
    record Row(long key, String name, String typeName, ValueKind kind) {
        String java() {
            return JavaNames.field(name);
        }

        String use() {
            return JavaNames.prefixed("use", typeName);
        }

        String constant() {
            return JavaNames.constant(name);
        }

        String decode() {
            return kind.isPrimitive() ? java() + " = " + kind.read() + ";" : java() + "().decode(in);";
        }
    }

    private final JavaSource out = new JavaSource();
    private final JavaClass owner;
    private final List<Row> rows;

    OpenTypeEmitter(JavaClass owner, ValueKinds kinds) {
        this.owner = owner;
        rows = rows((WireType.OpenType) owner.type(), kinds);
    }

    /** The rows that have a type, in order. */
    static List<Row> rows(WireType.OpenType type, ValueKinds kinds) {
        List<Row> rows = new ArrayList<>();
        Set<String> names = new HashSet<>(Set.of("octets"));
        for (Selector.Row row : type.selector().rows()) {
            if (row.type() == null) {
                continue;
            }
            boolean hasOneKey = row.keys().size() == 1;
            if (!hasOneKey || !(row.key() instanceof BigInteger key) || key.bitLength() > 63) {
                throw new SchemaFault(row.at(), "a table whose keys are no INTEGERs of 64 bits has no Java class");
            }
            String plain = row.type() instanceof NamedType named
                    ? named.name() + JavaNames.words(named.arguments())
                    : "type" + key.toString().replace('-', 'n');
            String name = lowerFirst(plain);
            String more = names.add(name) ? "" : "-" + key.toString().replace('-', 'n');
            names.add(name + more);
            rows.add(new Row(key.longValueExact(), name + more, plain + more, kinds.of(row.type(), row.at())));
        }
        return rows;
    }

    /** {@code TestMsg} becomes {@code testMsg}, {@code CLPMM} becomes {@code clpmm}, {@code PAMData} {@code pamData}. */
    private static String lowerFirst(String name) {
        int capitals = 0;
        while (capitals < name.length() && Character.isUpperCase(name.charAt(capitals))) {
            capitals++;
        }
        boolean isWordBehind = capitals > 1 && capitals < name.length() && Character.isLowerCase(name.charAt(capitals));
        int lowered = Math.max(1, isWordBehind ? capitals - 1 : capitals);
        return name.substring(0, lowered).toLowerCase(java.util.Locale.ROOT) + name.substring(lowered);
    }

    JavaSource emit() {
        WireType.OpenType type = (WireType.OpenType) owner.type();
        ClassHead.doc(out, owner, "open type {@code &" + type.fieldName() + "} of class " + type.className());
        out.line("@SuppressWarnings(\"all\")");
        out.open("public final class " + owner.name());
        constants();
        accessors();
        state();
        wire();
        writeJer();
        readJer();
        return out.close();
    }

    private void constants() {
        out.line("/** Nothing is chosen. */").line("public static final int NO_TYPE = -1;");
        out.line("/** A type that is not in the table: its octets are kept. */");
        out.line("public static final int UNKNOWN_TYPE = -2;");
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            out.line("/** The type for the key " + row.key() + ". */");
            out.line("public static final int " + row.constant() + " = " + i + ";");
        }
        out.blank().line("private int type = NO_TYPE;");
        rows.forEach(row -> out.line("private " + row.kind().javaType() + " " + row.java() + ";"));
        out.line("private OpenOctets octets;").blank();
    }

    private void accessors() {
        out.doc("Which type it holds: one of the constants.");
        out.open("public int type()").line("return type;").close().blank();
        out.doc("The constant of the type for a key, {@link #UNKNOWN_TYPE} for one that the table does not have.");
        out.open("public static int typeOf(long key)");
        for (Row row : rows) {
            out.open("if (key == " + row.key() + "L)")
                    .line("return " + row.constant() + ";")
                    .close();
        }
        out.line("return UNKNOWN_TYPE;").close().blank();
        for (Row row : rows) {
            if (row.kind().isPrimitive()) {
                number(row);
            } else {
                String create = row.kind().create();
                object(row.java(), row.kind().javaType(), create, "The value for the key " + row.key() + ".");
                out.doc("Chooses this type, whose key is " + row.key() + ", and returns it, cleared, to be filled.");
                use(row.use(), row.kind().javaType(), row.java(), row.constant());
            }
        }
        String doc = "The octets, when the type is {@link #UNKNOWN_TYPE}.";
        object("octets", "OpenOctets", "new OpenOctets()", doc);
        out.doc("Chooses octets for a key that the table does not have, and returns them, cleared, to be filled.");
        use("useOctets", "OpenOctets", "octets", "UNKNOWN_TYPE");
    }

    private void number(Row row) {
        String java = row.kind().javaType();
        out.doc("The value for the key " + row.key() + ".");
        out.open("public " + java + " " + row.java() + "()").line("return " + row.java() + ";");
        out.close().blank();
        out.doc("Chooses this type, whose key is " + row.key() + ".");
        out.open("public " + owner.name() + " " + row.java() + "(" + java + " value)");
        out.line("type = " + row.constant() + ";").line(row.java() + " = value;");
        out.line("return this;").close().blank();
    }

    private void object(String name, String java, String create, String doc) {
        out.doc(doc);
        out.open("public " + java + " " + name + "()");
        out.open("if (" + name + " == null)").line(name + " = " + create + ";").close();
        out.line("return " + name + ";").close().blank();
    }

    private void use(String use, String java, String field, String constant) {
        out.open("public " + java + " " + use + "()");
        out.line("type = " + constant + ";").line(field + "().clear();");
        out.line("return " + field + ";").close().blank();
    }

    private void state() {
        out.doc("Chooses nothing.");
        out.open("public void clear()").line("type = NO_TYPE;").close().blank();
        out.doc("Chooses nothing, and gives away all memory.");
        out.open("public void release()").line("type = NO_TYPE;");
        for (Row row : rows) {
            if (!row.kind().isPrimitive()) {
                out.line(row.java() + " = null;");
            }
        }
        out.line("octets = null;").close().blank();
    }

    private void wire() {
        out.doc("Replaces the value by the next one in the input, whose type a key says.");
        out.open("public void decode(BitReader in, long key)").line("type = typeOf(key);");
        out.open("if (type == UNKNOWN_TYPE)").line("octets().decode(in);").line("return;");
        out.close().line("long outer = in.openType();").open("switch (type)");
        rows.forEach(row -> out.line("case " + row.constant() + " -> " + row.decode()));
        out.line("default -> {}")
                .close()
                .line("in.closeOpenType(outer);")
                .close()
                .blank();
        out.doc("Appends the value; the fault is CHOICE when it is not of the type that the key says.");
        out.open("public void encode(BitWriter out, long key)");
        out.open("if (type == NO_TYPE || (type >= 0 && type != typeOf(key)))");
        out.line("out.fault(UperFault.CHOICE);").line("return;").close();
        out.open("if (type == UNKNOWN_TYPE)").line("octets().encode(out);").line("return;");
        out.close().line("long start = out.openType();").open("switch (type)");
        rows.forEach(
                row -> out.line("case " + row.constant() + " -> " + row.kind().writeOf(row.java())));
        out.line("default -> {}")
                .close()
                .line("out.closeOpenType(start);")
                .close()
                .blank();
    }

    private void writeJer() {
        out.doc("Writes the value in JSON, octets as the member {@code $open} of an object.");
        out.open("public void writeJer(JerWriter out)").open("switch (type)");
        for (Row row : rows) {
            out.line("case " + row.constant() + " -> " + row.kind().writeJerOf(row.java()));
        }
        out.line("case UNKNOWN_TYPE -> octets().writeJer(out);");
        out.line("default -> out.nullValue();").close().close().blank();
    }

    private void readJer() {
        out.doc("Replaces the value by the next one in JSON, whose type a key says.");
        out.open("public void readJer(JerReader in, long key)")
                .line("type = typeOf(key);")
                .open("switch (type)");
        for (Row row : rows) {
            String read = row.kind().isPrimitive()
                    ? row.java() + " = " + row.kind().readJer() + ";"
                    : row.use() + "().readJer(in);";
            out.line("case " + row.constant() + " -> " + read);
        }
        out.line("default -> octets().readJer(in);").close().close();
    }
}
