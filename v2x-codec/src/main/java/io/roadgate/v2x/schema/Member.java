package io.roadgate.v2x.schema;

/**
 * A member of a SEQUENCE or SET, or an alternative of a CHOICE.
 *
 * @param doc the comment at it, empty if there is none
 * @param presence whether it can be absent
 * @param defaultValue what it is when absent, null unless the presence is DEFAULT. Shape: BigInteger, Boolean,
 *     String, {@link NullConstant}, List of such, or Map from name to such, as the value would stand in JSON by the
 *     conventions of {@code shared/v2x/README.md}; a REAL is a Double or a String as in X.697
 */
public record Member(
        SourcePosition at, String name, WireType type, Presence presence, Object defaultValue, String doc) {
    /** Whether a member can be absent. */
    public enum Presence {
        /** It is always there. */
        MANDATORY,
        /** A bit says whether it is there. */
        OPTIONAL,
        /** A bit says whether it is there; if not, it has its default value. */
        DEFAULT
    }

    /** Whether a bit says if it is there. */
    public boolean canBeAbsent() {
        return presence != Presence.MANDATORY;
    }
}
