package io.roadgate.v2x.emit;

import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.WireType;
import io.roadgate.v2x.schema.WireType.NamedNumber;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes the classes that only give names to numbers: enumerations, named bits, named numbers. */
final class ConstantsEmitter {
    private final JavaClass owner;

    ConstantsEmitter(JavaClass owner) {
        this.owner = owner;
    }

    JavaSource enumerated(WireType.EnumeratedType type) {
        List<NamedNumber> ordered = new ArrayList<>(type.root());
        ordered.addAll(type.additions());
        JavaSource out = head(type.extensible() ? "extensible ENUMERATED" : "ENUMERATED");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < ordered.size(); i++) {
            constant(out, ordered.get(i), i, names);
        }
        out.line("/** How many values have a name. */");
        out.line("public static final int COUNT = " + ordered.size() + ";");
        out.blank().line("private static final String[] NAMES = {");
        ordered.forEach(item -> out.line("    \"" + item.name() + "\","));
        out.line("};").blank();
        constructor(out);
        out.doc("The standard's name of a value, or null for one that this release does not know.");
        out.open("public static String nameOf(int value)");
        out.line("return value >= 0 && value < NAMES.length ? NAMES[value] : null;");
        out.close().blank();
        out.doc("The value whose name, or whose number of an unknown addition, comes next in JSON.");
        out.open("public static int readJer(JerReader in)");
        out.line("return in.readEnumerated(NAMES, " + type.root().size() + ", " + type.extensible() + ");");
        return out.close().close();
    }

    JavaSource namedNumbers(WireType.IntegerType type) {
        JavaSource out = head("INTEGER " + type.range());
        Set<String> names = new HashSet<>();
        for (NamedNumber number : type.names()) {
            if (number.number().bitLength() > 63) {
                throw new SchemaFault(number.at(), "numbers beyond 64 bits signed have no Java type");
            }
            constant(out, number, number.number().longValueExact(), names);
        }
        constructor(out);
        return out.close();
    }

    JavaSource namedBits(WireType.BitStringType type) {
        JavaSource out = head("BIT STRING of " + type.size() + " bits; the constants are bit numbers, 0 is first");
        Set<String> names = new HashSet<>();
        for (NamedNumber bit : type.names()) {
            constant(out, bit, bit.number().intValueExact(), names);
        }
        int width = ValueKinds.fixedWidth(type.size());
        if (width > 0) {
            out.line("/** How many bits the string has. */");
            out.line("public static final int WIDTH = " + width + ";").blank();
        }
        constructor(out);
        if (width > 0) {
            bitMethods(out, width > 31 ? "long" : "int", width);
        }
        return out.close();
    }

    private static void bitMethods(JavaSource out, String java, int width) {
        String one = java.equals("long") ? "1L" : "1";
        out.doc("Whether a bit is set in the value of such a field.");
        out.open("public static boolean isSet(" + java + " bits, int bit)");
        out.line("return bit >= 0 && bit < WIDTH && ((bits >>> (" + (width - 1) + " - bit)) & 1) != 0;");
        out.close().blank();
        out.doc("The value with one more bit set; bits that the type does not have change nothing.");
        out.open("public static " + java + " with(" + java + " bits, int bit)");
        out.line("return bit >= 0 && bit < WIDTH ? bits | (" + one + " << (" + (width - 1) + " - bit)) : bits;");
        out.close();
    }

    private JavaSource head(String wire) {
        JavaSource out = new JavaSource();
        ClassHead.doc(out, owner, wire);
        out.line("@SuppressWarnings(\"all\")");
        return out.open("public final class " + owner.name());
    }

    private void constructor(JavaSource out) {
        out.line("private " + owner.name() + "() {}").blank();
    }

    private static void constant(JavaSource out, NamedNumber item, long number, Set<String> names) {
        String java = JavaNames.constant(item.name());
        if (!names.add(java) || java.equals("NAMES") || java.equals("COUNT") || java.equals("WIDTH")) {
            throw new SchemaFault(item.at(), "the name '" + item.name() + "' collides in Java as " + java);
        }
        String said = JavaSource.sentence(item.doc());
        out.doc(said.isEmpty() ? "{@code " + item.name() + "}." : said);
        String suffix = number == (int) number ? "" : "L";
        out.line("public static final " + (suffix.isEmpty() ? "int " : "long ") + java + " = " + number + suffix + ";");
    }
}
