package io.roadgate.v2x.asn1;

import io.roadgate.v2x.asn1.Asn1Module.TypeAssignment;
import java.math.BigInteger;

/** Writes the class of a SEQUENCE OF: elements that are made once and kept. */
final class ListEmitter {
    private static final BigInteger LARGEST_FIELD = BigInteger.valueOf(65_535);
    private static final int LARGEST_LENGTH = 16_383;
    private static final int FIRST_ROOM = 4;

    private final ValueKinds kinds;
    private final ModuleSet set;

    ListEmitter(ModuleSet set, ValueKinds kinds) {
        this.set = set;
        this.kinds = kinds;
    }

    JavaSource emit(TypeAssignment assignment, Asn1Type.SequenceOfType type) {
        Interval size = set.size(type.size());
        ValueKind kind = kinds.of(type.element());
        String java = JavaNames.type(assignment.name(), assignment.at());
        boolean isBounded = size.upper() != null && !size.extensible();
        int most = isBounded ? size.upper().intValueExact() : LARGEST_LENGTH;
        JavaSource out = new JavaSource();
        ClassHead.doc(out, assignment, "SEQUENCE OF with " + size + " elements");
        out.line("@SuppressWarnings(\"all\")");
        out.open("public final class " + java + " implements WireValue");
        out.line("/** The most elements that a list may have. */");
        out.line("public static final int MAX_COUNT = " + most + ";").blank();
        boolean isField = isBounded && size.upper().compareTo(LARGEST_FIELD) <= 0;
        if (!isField) {
            out.line("private static final WireSize SIZE = new WireSize(" + ValueKinds.sizeArguments(size) + ");");
            out.blank();
        }
        int room = Math.min(most, FIRST_ROOM);
        out.line("private " + kind.javaType() + "[] elements = new " + kind.javaType() + "[" + room + "];");
        out.line("private int count;").line("private int made;").blank();
        accessors(out, kind, room);
        wire(out, kind, isField ? fieldBounds(size) : null);
        jer(out, kind);
        return out.close();
    }

    private static String fieldBounds(Interval size) {
        return size.lower() + ", " + size.upper() + ", " + size.bits();
    }

    private static void accessors(JavaSource out, ValueKind kind, int room) {
        out.doc("Number of elements.");
        out.open("public int count()").line("return count;").close().blank();
        out.doc("An element; index from 0 to below the count.");
        out.open("public " + kind.javaType() + " get(int index)");
        out.line("return elements[Objects.checkIndex(index, count)];").close().blank();
        if (kind.isPrimitive()) {
            out.doc("Appends an element; false when the list is full.");
            out.open("public boolean add(" + kind.javaType() + " value)");
            out.open("if (count == MAX_COUNT)").line("return false;").close();
            out.line("reserve(count);")
                    .line("elements[count++] = value;")
                    .line("return true;")
                    .close()
                    .blank();
        } else {
            out.doc("Appends an element and returns it, cleared, to be filled; null when the list is full.");
            out.open("public " + kind.javaType() + " add()");
            out.open("if (count == MAX_COUNT)").line("return null;").close();
            out.line(kind.javaType() + " element = reserve(count++);").line("element.clear();");
            out.line("return element;").close().blank();
        }
        out.line("@Override")
                .open("public void clear()")
                .line("count = 0;")
                .close()
                .blank();
        out.line("@Override").open("public void release()");
        out.line("elements = new " + kind.javaType() + "[" + room + "];");
        out.line("count = 0;").line("made = 0;").close().blank();
        out.open("private " + (kind.isPrimitive() ? "void" : kind.javaType()) + " reserve(int index)");
        out.open("if (index == elements.length)");
        out.line("elements = Arrays.copyOf(elements, Math.min(MAX_COUNT, 2 * index));")
                .close();
        if (kind.isPrimitive()) {
            out.line("made = Math.max(made, index + 1);");
        } else {
            out.open("if (index == made)");
            out.line("elements[index] = " + kind.create() + ";").line("made++;").close();
            out.line("return elements[index];");
        }
        out.close().blank();
    }

    private static void wire(JavaSource out, ValueKind kind, String bounds) {
        out.line("@Override").open("public void decode(BitReader in)");
        out.line("int size = " + (bounds == null ? "SIZE.read(in)" : "in.readSize(" + bounds + ")") + ";");
        out.line("count = 0;");
        out.open("while (count < size && !in.isFaulted())");
        out.open("if (count == made)").line("in.countNewElement();").close();
        if (kind.isPrimitive()) {
            out.line("reserve(count);").line("elements[count++] = " + kind.read() + ";");
        } else {
            out.line("reserve(count++).decode(in);");
        }
        out.close().close().blank();
        out.line("@Override").open("public void encode(BitWriter out)");
        out.line(bounds == null ? "SIZE.write(out, count);" : "out.writeSize(count, " + bounds + ");");
        out.open("for (int i = 0; i < count && !out.isFaulted(); i++)");
        out.line(kind.writeOf("elements[i]")).close().close().blank();
    }

    private static void jer(JavaSource out, ValueKind kind) {
        out.line("@Override").open("public void writeJer(JerWriter out)");
        out.line("out.beginArray();").open("for (int i = 0; i < count; i++)");
        out.line(kind.writeJerOf("elements[i]"))
                .close()
                .line("out.endArray();")
                .close()
                .blank();
        out.line("@Override").open("public void readJer(JerReader in)");
        out.line("clear();").line("in.beginArray();").open("while (in.hasElement())");
        out.open("if (count == MAX_COUNT)")
                .line("throw in.fault(\"too many elements\");")
                .close();
        out.line(kind.isPrimitive() ? "add(" + kind.readJer() + ");" : "add().readJer(in);");
        out.close().close();
    }
}
