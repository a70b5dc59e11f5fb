package io.roadgate.v2x.emit;

import io.roadgate.v2x.schema.Member;

/**
 * A field of a SEQUENCE with everything that is needed to write its Java.
 *
 * @param presence the constant that marks it present, null for a mandatory field
 * @param holder the variable that the constant belongs to
 * @param mark the statement that also marks its addition group present, empty if there is none
 * @param defaultValue what it is when absent, null if nothing
 * @param key for an open type with a table the field that says which type it is, otherwise null
 */
record JavaMember(
        Member field,
        ValueKind kind,
        String presence,
        String holder,
        String mark,
        JavaDefault defaultValue,
        String key,
        String doc) {
    String java() {
        return JavaNames.field(field.name());
    }

    boolean isOptional() {
        return presence != null;
    }

    /** Whether it is absent on the wire when it has its default value. */
    boolean hasKnownDefault() {
        return defaultValue != null && defaultValue.literal() != null;
    }

    String has() {
        return JavaNames.prefixed("has", field.name());
    }

    String use() {
        return JavaNames.prefixed("use", field.name());
    }

    String clear() {
        return JavaNames.prefixed("clear", field.name());
    }

    /** What a number is when it is absent or not set. */
    String absent() {
        return hasKnownDefault() ? defaultValue.literal() : kind.zero();
    }

    /** Whether it has its default value. */
    String isDefault() {
        return kind.isPrimitive()
                ? java() + " == " + defaultValue.literal()
                : object() + ".contentEquals(" + defaultValue.literal() + ")";
    }

    /** The object itself: optional ones are made on first use. */
    String object() {
        return isOptional() ? java() + "()" : java();
    }

    private String keyArgument() {
        return key == null ? "" : ", " + key;
    }

    String decode() {
        return kind.isPrimitive() ? java() + " = " + kind.read() + ";" : object() + ".decode(in" + keyArgument() + ");";
    }

    String encode() {
        return key == null ? kind.writeOf(java()) : java() + ".encode(out, " + key + ");";
    }

    /** Where the JSON of an open type waits until the field that says its type is known. */
    String held() {
        return java() + "Held";
    }
}
