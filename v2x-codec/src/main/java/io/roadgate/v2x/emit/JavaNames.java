package io.roadgate.v2x.emit;

import java.util.Set;

/** Turns names of the standard into names that Java allows, changing as little as possible. */
final class JavaNames {
    private static final Set<String> RESERVED = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "final",
            "finally",
            "float",
            "for",
            "goto",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "short",
            "static",
            "strictfp",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "transient",
            "try",
            "void",
            "volatile",
            "while",
            "true",
            "false",
            "null",
            "var",
            "yield",
            "record",
            "clear",
            "release",
            "decode",
            "encode",
            "writeJer",
            "readJer",
            "choice",
            "present",
            "added",
            "additions",
            "unknownAdditions",
            "unknownAlternative",
            "in",
            "out",
            "hashCode",
            "toString",
            "getClass",
            "notify",
            "notifyAll",
            "wait",
            "equals",
            "clone",
            "finalize",
            "value",
            "extended",
            "seen",
            "key",
            "received",
            "kept",
            "outer",
            "start",
            "unknown",
            "held",
            "known",
            "wirePresent",
            "knownAdditions");

    /** Names that generated code needs for something else. */
    static final Set<String> TAKEN_TYPES = Set.of(
            "Additions",
            "Alphabet",
            "BitReader",
            "BitString",
            "BitWriter",
            "Ia5String",
            "JerReader",
            "JerWriter",
            "NullValue",
            "OctetString",
            "OpenOctets",
            "RestrictedString",
            "Utf8String",
            "UnknownAlternative",
            "WireSize",
            "WireValue",
            "UperFault",
            "String",
            "Object",
            "Override",
            "SuppressWarnings",
            "Arrays",
            "Objects",
            "Math");

    private JavaNames() {}

    /** {@code Position-LL-24B} becomes {@code PositionLL24B}. */
    static String type(String name) {
        return upperFirst(joined(name));
    }

    /** {@code {Reg-MapData}} becomes {@code -Reg-MapData}: the words of actual parameters as part of a name. */
    static String words(String arguments) {
        StringBuilder words = new StringBuilder();
        for (String word : arguments.split("[^A-Za-z0-9]+", -1)) {
            words.append(word.isEmpty() ? "" : "-" + word);
        }
        return words.toString();
    }

    /** {@code inLinks-ex} becomes {@code inLinksEx}; a word that Java or our classes use gets an underscore behind it. */
    static String field(String name) {
        String java = joined(name);
        return RESERVED.contains(java) ? java + "_" : java;
    }

    /** For names built with a prefix: {@code has} and {@code inLinks-ex} become {@code hasInLinksEx}. */
    static String prefixed(String prefix, String name) {
        return prefix + upperFirst(joined(name));
    }

    /** {@code elev-500-00} becomes {@code ELEV_500_00}, {@code forwardGears} becomes {@code FORWARD_GEARS}. */
    static String constant(String name) {
        StringBuilder java = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean startsWord = i > 0 && Character.isUpperCase(c) && Character.isLowerCase(name.charAt(i - 1));
            if (startsWord) {
                java.append('_');
            }
            java.append(c == '-' ? '_' : Character.toUpperCase(c));
        }
        return java.toString();
    }

    private static String joined(String name) {
        StringBuilder java = new StringBuilder();
        for (String part : name.split("-", -1)) {
            java.append(java.length() == 0 ? part : upperFirst(part));
        }
        return java.toString();
    }

    private static String upperFirst(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
