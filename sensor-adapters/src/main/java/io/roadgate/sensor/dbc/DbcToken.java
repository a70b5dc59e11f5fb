package io.roadgate.sensor.dbc;

import java.util.Set;

/**
 * One token of a DBC file.
 *
 * @param kind of token.
 * @param text as written; a string without its quotes and escapes.
 * @param line where it begins, 1...
 * @param startsLine whether nothing but blanks stands before it in its line.
 */
record DbcToken(Kind kind, String text, int line, boolean startsLine) {
    /** Kinds of tokens. */
    enum Kind {
        WORD,
        NUMBER,
        STRING,
        SYMBOL,
        END
    }

    /** Words that begin a section. */
    static final Set<String> KEYWORDS = Set.of(
            "VERSION",
            "NS_",
            "BS_",
            "BU_",
            "VAL_TABLE_",
            "BO_",
            "SG_",
            "BO_TX_BU_",
            "EV_",
            "ENVVAR_DATA_",
            "SGTYPE_",
            "CM_",
            "BA_DEF_",
            "BA_DEF_DEF_",
            "BA_",
            "VAL_",
            "CAT_DEF_",
            "CAT_",
            "FILTER",
            "SIGTYPE_VALTYPE_",
            "SIG_TYPE_REF_",
            "SIG_GROUP_",
            "SIG_VALTYPE_",
            "SG_MUL_VAL_",
            "BA_DEF_REL_",
            "BA_DEF_DEF_REL_",
            "BA_REL_",
            "EV_DATA_",
            "NS_DESC_",
            "BA_DEF_SGTYPE_",
            "BA_SGTYPE_",
            "SGTYPE_VAL_",
            "BU_SG_REL_",
            "BU_EV_REL_",
            "BU_BO_REL_");

    /** Whether a section begins here, seen from inside another one. */
    boolean beginsSection() {
        return kind == Kind.END || (kind == Kind.WORD && startsLine && KEYWORDS.contains(text));
    }

    boolean is(String symbolOrWord) {
        return kind != Kind.STRING && text.equals(symbolOrWord);
    }

    /** For a fault: what stands here. */
    String described() {
        return switch (kind) {
            case END -> "the end of the file";
            case STRING -> "the text \"" + (text.length() > 30 ? text.substring(0, 30) + "..." : text) + "\"";
            default -> "'" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "'";
        };
    }
}
