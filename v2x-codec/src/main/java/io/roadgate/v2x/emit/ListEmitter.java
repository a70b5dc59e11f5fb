package io.roadgate.v2x.emit;

import io.roadgate.v2x.schema.Range;
import io.roadgate.v2x.schema.WireType;
import java.math.BigInteger;

/** Writes the class of a SEQUENCE OF or SET OF: elements that are made once and kept. */
final class ListEmitter {
    private static final BigInteger LARGEST_FIELD = BigInteger.valueOf(65_535);
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final int FIRST_ROOM = 4;

    private final JavaSource out = new JavaSource();
    private final JavaClass owner;
    private final WireType.ListType type;
    private final ValueKind kind;

    ListEmitter(JavaClass owner, ValueKinds kinds) {
        this.owner = owner;
        type = (WireType.ListType) owner.type();
        kind = kinds.of(type.element(), owner.at());
    }

    JavaSource emit() {
        Range size = type.size();
        boolean isBounded = size.upper() != null && !size.extensible();
        String arguments = ValueKinds.sizeArguments(size, owner.at());
        int most = isBounded ? size.upper().intValueExact() : LARGEST_ARRAY;
        ClassHead.doc(out, owner, (type.isSet() ? "SET OF with " : "SEQUENCE OF with ") + size + " elements");
        out.line("@SuppressWarnings(\"all\")");
        out.open("public final class " + owner.name() + " implements WireValue");
        out.line("/** The most elements that a list may have. */");
        out.line("public static final int MAX_COUNT = " + most + ";").blank();
        boolean isField = isBounded && size.upper().compareTo(LARGEST_FIELD) <= 0;
        if (!isField) {
            out.line("private static final WireSize SIZE = new WireSize(" + arguments + ");");
            out.blank();
        }
        int room = Math.min(most, FIRST_ROOM);
        out.line("private " + kind.javaType() + "[] elements = new " + kind.javaType() + "[" + room + "];");
        out.line("private int count;").line("private int made;").blank();
        accessors(out, kind, room);
        if (isField) {
            fieldWire(size.lower() + ", " + size.upper() + ", " + size.bits());
        } else {
            fragmentedWire();
        }
        jer(out, kind);
        return out.close();
    }

    /** A list whose length is a number in a range. */
    private void fieldWire(String bounds) {
        out.line("@Override").open("public void decode(BitReader in)");
        out.line("int size = in.readSize(" + bounds + ");");
        countEmpty("size");
        out.line("count = 0;");
        out.open("while (count < size && !in.isFaulted())");
        decodeElement();
        out.close().close().blank();
        out.line("@Override").open("public void encode(BitWriter out)");
        out.line("out.writeSize(count, " + bounds + ");");
        out.open("for (int i = 0; i < count && !out.isFaulted(); i++)");
        out.line(kind.writeOf("elements[i]")).close().close().blank();
    }

    /** A list that may be so long that its length comes in parts. */
    private void fragmentedWire() {
        out.line("@Override").open("public void decode(BitReader in)");
        out.line("int size = SIZE.read(in);").line("boolean more = in.hasMoreFragments();");
        countEmpty("size");
        out.line("count = 0;");
        out.open("while (!in.isFaulted() && (count < size || more))");
        out.open("if (count < size)");
        decodeElement();
        out.closeOpen("else");
        out.line("size = SIZE.readMore(in, size);").line("more = in.hasMoreFragments();");
        countEmpty("size - count");
        out.close().close().close().blank();
        out.line("@Override").open("public void encode(BitWriter out)");
        out.line("boolean more = SIZE.isFragmented(count);").line("int end = SIZE.write(out, count);");
        out.line("int i = 0;");
        out.open("while (!out.isFaulted() && (i < end || more))");
        out.open("if (i < end)").line(kind.writeOf("elements[i++]"));
        out.closeOpen("else").line("int part = out.writeLength(count - i);");
        out.line("end = i + part;").line("more = BitWriter.isBlocks(part);");
        out.close().close().close().blank();
    }

    /** Elements without bits could be claimed by the million in a few octets. */
    private void countEmpty(String count) {
        if (TypeGraph.canBeEmpty(type.element())) {
            out.line("in.countEmptyElements(" + count + ");");
        }
    }

    private void decodeElement() {
        out.open("if (count == made)").line("in.countNewElement();").close();
        if (kind.isPrimitive()) {
            out.line("reserve(count);").line("elements[count++] = " + kind.read() + ";");
        } else {
            out.line("reserve(count++).decode(in);");
        }
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
        out.line("elements = Arrays.copyOf(elements, (int) Math.min(MAX_COUNT, 2L * index));")
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
