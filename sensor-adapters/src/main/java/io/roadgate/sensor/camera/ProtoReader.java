package io.roadgate.sensor.camera;

/**
 * Reads protobuf's wire format in place.
 *
 * <p>Generated classes allocate an object per message and field; a camera sends thousands of objects a second. This
 * reader knows tags, varints, fixed fields and lengths, and nothing of a schema.
 *
 * <p>Errors: on anything malformed {@link #isBroken()} turns true and stays so, and every further read gives 0.
 *
 * <p>Source: Protocol Buffers documentation, "Encoding" (base-128 varints, wire types 0, 1, 2, 5).
 */
final class ProtoReader {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private static final int LONGEST_VARINT = 10;
    private static final int HIGHEST_FIELD = (1 << 29) - 1;

    private byte[] source;
    private int at;
    private int end;
    private boolean isBroken;
    private int field;
    private int wireType;

    void wrap(byte[] bytes, int from, int to) {
        source = bytes;
        at = from;
        end = to;
        isBroken = false;
    }

    boolean isBroken() {
        return isBroken;
    }

    /** Moves to the next field; false at the end or when broken. */
    boolean next() {
        if (isBroken || at >= end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) tag & 7;
        boolean isTag = tag >>> 32 == 0 && field > 0 && field <= HIGHEST_FIELD;
        if (!isTag) {
            isBroken = true;
        }
        return !isBroken;
    }

    /** Whether bytes are left, for values packed one behind the other. */
    boolean hasMore() {
        return !isBroken && at < end;
    }

    int field() {
        return field;
    }

    int wireType() {
        return wireType;
    }

    /** Whether the field has the wire type that the schema gives it; if not, the message is broken. */
    boolean expect(int expected) {
        isBroken |= wireType != expected;
        return !isBroken;
    }

    long varint() {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT && at < end; i++) {
            byte octet = source[at++];
            value |= (long) (octet & 0x7F) << (7 * i);
            if (octet >= 0) {
                return value;
            }
        }
        isBroken = true;
        return 0;
    }

    long fixed64() {
        long low = fixed32() & 0xFFFF_FFFFL;
        return low | (long) fixed32() << 32;
    }

    int fixed32() {
        if (end - at < Integer.BYTES) {
            isBroken = true;
            return 0;
        }
        int value = (source[at] & 0xFF)
                | (source[at + 1] & 0xFF) << 8
                | (source[at + 2] & 0xFF) << 16
                | (source[at + 3] & 0xFF) << 24;
        at += Integer.BYTES;
        return value;
    }

    /** Reads a length and steps over that many bytes; {@link #at()} less the length is where they began. */
    int bytes() {
        long length = varint();
        if (length < 0 || length > end - at) {
            isBroken = true;
            return 0;
        }
        at += (int) length;
        return (int) length;
    }

    int at() {
        return at;
    }

    /** Steps over a field that the schema does not name. */
    void skip() {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED64 -> fixed64();
            case BYTES -> bytes();
            case FIXED32 -> fixed32();
            default -> isBroken = true;
        }
    }

    /** Whether bytes are well-formed UTF-8, as a protobuf string must be. */
    static boolean isUtf8(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        while (at < end) {
            int lead = bytes[at] & 0xFF;
            int trailing = trailing(lead);
            if (trailing < 0 || at + trailing >= end) {
                return false;
            }
            int point = trailing == 0 ? lead : lead & (0x3F >> trailing);
            for (int i = 1; i <= trailing; i++) {
                if ((bytes[at + i] & 0xC0) != 0x80) {
                    return false;
                }
                point = point << 6 | (bytes[at + i] & 0x3F);
            }
            if (isForbidden(point, trailing)) {
                return false;
            }
            at += trailing + 1;
        }
        return true;
    }

    private static int trailing(int lead) {
        if (lead < 0x80) {
            return 0;
        }
        if (lead < 0xC2) {
            return -1;
        }
        if (lead < 0xE0) {
            return 1;
        }
        if (lead < 0xF0) {
            return 2;
        }
        return lead < 0xF5 ? 3 : -1;
    }

    /** Overlong forms, surrogates and what lies beyond Unicode. */
    private static boolean isForbidden(int point, int trailing) {
        return switch (trailing) {
            case 2 -> point < 0x800 || (point >= 0xD800 && point <= 0xDFFF);
            case 3 -> point < 0x10000 || point > 0x10FFFF;
            default -> false;
        };
    }
}
