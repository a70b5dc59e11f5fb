package io.roadgate.v2x.notation;

import io.roadgate.v2x.schema.SourcePosition;

/** A lexical item of a module text (X.680 clause 12); of strings the text is what stands between the quotes. */
record Token(Kind kind, String text, SourcePosition at) {
    /** What a token can be. */
    enum Kind {
        /** Starts with a capital: a type, a module, a class or a keyword. */
        TYPE_WORD,
        /** Starts with a small letter: a member, a value, an enumeration item. */
        VALUE_WORD,
        /** A field of a class, without its {@code &}, that is a type or a set. */
        TYPE_FIELD,
        /** A field of a class, without its {@code &}, that is a value or an object. */
        VALUE_FIELD,
        WHOLE_NUMBER,
        REAL_NUMBER,
        CHARACTERS,
        HEX_DIGITS,
        BINARY_DIGITS,
        SIGN,
        END
    }

    boolean is(String expected) {
        boolean isWord = kind == Kind.TYPE_WORD || kind == Kind.VALUE_WORD || kind == Kind.SIGN;
        return isWord && text.equals(expected);
    }

    /** What to call this token in a fault. */
    String shown() {
        return kind == Kind.END ? "the end of the text" : "'" + source() + "'";
    }

    /** As it stands in the module. */
    String source() {
        return switch (kind) {
            case TYPE_FIELD, VALUE_FIELD -> "&" + text;
            case CHARACTERS -> '"' + text.replace("\"", "\"\"") + '"';
            case HEX_DIGITS -> "'" + text + "'H";
            case BINARY_DIGITS -> "'" + text + "'B";
            default -> text;
        };
    }
}
