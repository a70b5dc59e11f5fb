package io.roadgate.v2x.emit;

import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.SourcePosition;
import io.roadgate.v2x.schema.StringKind;
import io.roadgate.v2x.schema.WireType;
import java.util.List;

/** How character strings are held: by their alphabet, or as UTF-8. */
final class StringKinds {
    private static final int ALL_OF_IA5 = 128;
    private static final int LARGEST_CHAR = 0xFFFF;

    private StringKinds() {}

    static ValueKind of(WireType.StringType type, SourcePosition at) {
        String name = type.kind().asn1();
        if (type.kind() == StringKind.UTF8) {
            return ValueKind.object("Utf8String", "", name);
        }
        if (!type.kind().isKnownMultiplier()) {
            throw new SchemaFault(at, name + " has no Java class; read such modules at run time");
        }
        if (type.isAlphabetOpen()) {
            throw new SchemaFault(at, "an alphabet before an extension marker has no Java class; read it at run time");
        }
        String size = ValueKinds.sizeArguments(type.size(), at);
        List<Integer> alphabet = type.code().alphabet();
        String wire = name + " of " + type.size() + " characters";
        if (type.kind() == StringKind.IA5 && (alphabet == null || alphabet.size() == ALL_OF_IA5)) {
            return ValueKind.object("Ia5String", size, wire);
        }
        String permitted = alphabet(type, at);
        String all = "Alphabet." + type.kind().name();
        boolean needsBoth = type.size().extensible() && !permitted.equals(all);
        return ValueKind.object("RestrictedString", size + ", " + permitted + (needsBoth ? ", " + all : ""), wire);
    }

    private static String alphabet(WireType.StringType type, SourcePosition at) {
        List<Integer> alphabet = type.code().alphabet();
        if (alphabet == null && type.kind() == StringKind.BMP) {
            return "Alphabet.BMP";
        }
        if (alphabet == null || alphabet.get(alphabet.size() - 1) > LARGEST_CHAR) {
            throw new SchemaFault(at, "characters beyond U+FFFF have no Java class; read such modules at run time");
        }
        int first = alphabet.get(0);
        int last = alphabet.get(alphabet.size() - 1);
        StringKind kind = type.kind();
        if (kind == StringKind.NUMERIC || kind == StringKind.PRINTABLE) {
            boolean isWhole = alphabet.size() == countOf(kind);
            return isWhole ? "Alphabet." + kind.name() : listed(alphabet, first, last);
        }
        return listed(alphabet, first, last);
    }

    private static int countOf(StringKind kind) {
        int count = 0;
        for (int c = 0; c < ALL_OF_IA5; c++) {
            count += kind.contains(c) ? 1 : 0;
        }
        return count;
    }

    private static String listed(List<Integer> alphabet, int first, int last) {
        if (alphabet.size() == last - first + 1) {
            boolean isVisible = first == ' ' && last == '~';
            return isVisible ? "Alphabet.VISIBLE" : "Alphabet.range(" + first + ", " + last + ")";
        }
        StringBuilder characters = new StringBuilder();
        alphabet.forEach(c -> characters.append((char) c.intValue()));
        return "new Alphabet(" + JavaSource.quoted(characters.toString()) + ")";
    }
}
