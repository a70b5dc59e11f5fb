package io.roadgate.v2x.uper;

/**
 * The codes of what can be wrong with an encoding or with a value that is to be encoded.
 *
 * <p>Source: ITU-T X.691 (02/2021); the refusal of trailing octets and of padding bits that are not zero is ours.
 */
public final class UperFault {
    /** No fault. */
    public static final int NONE = 0;
    /** The octets end before the value does. */
    public static final int TRUNCATED = 1;
    /** Octets follow the message. */
    public static final int TRAILING = 2;
    /** A number is outside its range. */
    public static final int RANGE = 3;
    /** A list or string is shorter or longer than its type allows. */
    public static final int SIZE = 4;
    /** An enumeration index that the type does not have. */
    public static final int ENUM = 5;
    /** A choice index that the type does not have; on encode, no alternative is chosen. */
    public static final int CHOICE = 6;
    /** The bits between the end of the message and the end of its last octet are not zero. */
    public static final int PADDING = 7;
    /** A length in fragments says a number of blocks that is not 1 to 4. */
    public static final int FRAGMENTED = 8;
    /** The buffer is too short for the encoding. */
    public static final int CAPACITY = 9;
    /** Offset and length do not lie within the buffer. */
    public static final int BOUNDS = 10;
    /** A character that its type does not have, or octets that are no UTF-8. */
    public static final int CHARACTER = 11;
    /** A type that contains itself does so too deep. */
    public static final int DEPTH = 12;

    private static final String[] NAMES = {
        "none",
        "truncated",
        "trailing",
        "range",
        "size",
        "enum",
        "choice",
        "padding",
        "fragmented",
        "capacity",
        "bounds",
        "character",
        "depth"
    };

    private UperFault() {}

    /** The number of codes: they are 0 to this less one, so that counters can be an array. */
    public static int count() {
        return NAMES.length;
    }

    /** A word for a code, for logs and counters; "unknown" for any other number. */
    public static String nameOf(int fault) {
        return fault >= 0 && fault < NAMES.length ? NAMES[fault] : "unknown";
    }
}
