package io.roadgate.v2x.asn1;

/** A word, number or sign of a module text. */
record Token(Kind kind, String text, SourcePosition at) {
    /** What a token can be. */
    enum Kind {
        /** Starts with a capital: a type, a module or a keyword. */
        TYPE_WORD,
        /** Starts with a small letter: a field, a value, an enumeration item. */
        VALUE_WORD,
        NUMBER,
        SIGN,
        END
    }

    boolean is(String expected) {
        return kind != Kind.END && text.equals(expected);
    }

    /** What to call this token in a fault. */
    String shown() {
        return kind == Kind.END ? "the end of the file" : "'" + text + "'";
    }
}
