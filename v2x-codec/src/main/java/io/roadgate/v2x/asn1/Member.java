package io.roadgate.v2x.asn1;

import io.roadgate.v2x.asn1.Asn1Type.Field;

/**
 * A field of a SEQUENCE with everything that is needed to write its Java.
 *
 * @param presence the constant that marks it present, null for a mandatory field
 * @param isAddition whether it stands behind the extension marker
 */
record Member(Field field, ValueKind kind, String presence, boolean isAddition, String doc) {
    String java() {
        return JavaNames.field(field.name());
    }

    boolean isOptional() {
        return presence != null;
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

    /** The variable that holds its presence bit. */
    String presenceHolder() {
        return isAddition ? "added" : "present";
    }

    /** The object itself: optional ones are made on first use. */
    String object() {
        return isOptional() ? java() + "()" : java();
    }
}
