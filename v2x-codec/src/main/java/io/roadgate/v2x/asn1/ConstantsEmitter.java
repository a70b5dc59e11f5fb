package io.roadgate.v2x.asn1;

import io.roadgate.v2x.asn1.Asn1Module.TypeAssignment;
import io.roadgate.v2x.asn1.Asn1Type.NamedNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes the classes that only give names to numbers: enumerations, named bits, named numbers. */
final class ConstantsEmitter {
    private final ModuleSet set;

    ConstantsEmitter(ModuleSet set) {
        this.set = set;
    }

    JavaSource enumerated(TypeAssignment assignment, Asn1Type.EnumeratedType type) {
        List<NamedNumber> ordered = new ArrayList<>(type.root());
        if (ordered.stream().anyMatch(item -> item.number() != null)) {
            if (ordered.stream().anyMatch(item -> item.number() == null)) {
                throw new Asn1Fault(type.at(), "either all or none of the root items carry a number");
            }
            ordered.sort(Comparator.comparing(item -> item.number().number()));
        }
        ordered.addAll(type.additions());
        JavaSource out = head(assignment, type.extensible() ? "extensible ENUMERATED" : "ENUMERATED");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < ordered.size(); i++) {
            constant(out, ordered.get(i), i, names);
        }
        out.line("/** How many values have a name. */");
        out.line("public static final int COUNT = " + ordered.size() + ";");
        out.blank().line("static final String[] NAMES = {");
        ordered.forEach(item -> out.line("    \"" + item.name() + "\","));
        out.line("};").blank();
        constructor(out, assignment);
        out.doc("The standard's name of a value, or null for one that this release does not know.");
        out.open("public static String nameOf(int value)");
        out.line("return value >= 0 && value < NAMES.length ? NAMES[value] : null;");
        return out.close().close();
    }

    JavaSource namedNumbers(TypeAssignment assignment, Asn1Type.IntegerType type) {
        JavaSource out = head(assignment, "INTEGER " + set.range(type));
        Set<String> names = new HashSet<>();
        for (NamedNumber number : type.names()) {
            constant(out, number, number.number().number().longValueExact(), names);
        }
        constructor(out, assignment);
        return out.close();
    }

    JavaSource namedBits(TypeAssignment assignment, Asn1Type.BitStringType type) {
        Interval size = set.size(type.size());
        JavaSource out = head(assignment, "BIT STRING of " + size + " bits; the constants are bit numbers, 0 is first");
        Set<String> names = new HashSet<>();
        for (NamedNumber bit : type.bits()) {
            constant(out, bit, bit.number().number().intValueExact(), names);
        }
        int width = ValueKinds.fixedWidth(size);
        if (width > 0) {
            out.line("/** How many bits the string has. */");
            out.line("public static final int WIDTH = " + width + ";").blank();
        }
        constructor(out, assignment);
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

    private static JavaSource head(TypeAssignment assignment, String wire) {
        JavaSource out = new JavaSource();
        ClassHead.doc(out, assignment, wire);
        out.line("@SuppressWarnings(\"all\")");
        return out.open("public final class " + JavaNames.type(assignment.name(), assignment.at()));
    }

    private static void constructor(JavaSource out, TypeAssignment assignment) {
        out.line("private " + JavaNames.type(assignment.name(), assignment.at()) + "() {}")
                .blank();
    }

    private static void constant(JavaSource out, NamedNumber item, long number, Set<String> names) {
        String java = JavaNames.constant(item.name());
        if (!names.add(java) || java.equals("NAMES") || java.equals("COUNT") || java.equals("WIDTH")) {
            throw new Asn1Fault(item.at(), "the name '" + item.name() + "' collides in Java as " + java);
        }
        String said = JavaSource.sentence(item.doc());
        out.doc(said.isEmpty() ? "{@code " + item.name() + "}." : said);
        String suffix = number == (int) number ? "" : "L";
        out.line("public static final " + (suffix.isEmpty() ? "int " : "long ") + java + " = " + number + suffix + ";");
    }
}
