package io.roadgate.gateway.service;

import io.roadgate.gateway.record.CommandKind;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Reads {@code Command} of {@code cloud.proto}, in protobuf or in JSON, without allocating.
 *
 * <p>JSON is the proto3 mapping: one flat object, names in lowerCamelCase, numbers bare or in quotation marks, and for
 * {@code kind} also its label. It begins with a brace, with which no protobuf of this message can begin. Fields that
 * nobody knows are passed over.
 *
 * <p>Errors: false for anything else; nothing throws, and nothing is taken of a bad payload.
 */
final class OrderReader {
    private static final String[] NAMES = {
        "",
        "commandId",
        "kind",
        "issuedAtNs",
        "ttlS",
        "lanes",
        "speedCmps",
        "intersectionId",
        "plan",
        "vehicleId",
        "cancels"
    };
    private static final CommandKind[] KINDS = CommandKind.values();
    private static final int KIND = 2;
    private static final int MOST_DIGITS = 20;
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int LONGEST_SHIFT = 63;
    private static final int LANES = 5;

    private DirectBuffer buffer;
    private int at;
    private int end;
    private boolean isGood;
    private int textAt;
    private int textLength;

    boolean read(DirectBuffer source, int offset, int length, Order into) {
        buffer = source;
        at = offset;
        end = offset + length;
        isGood = length > 0;
        into.clear();
        skipSpace();
        if (at < end && buffer.getByte(at) == '{') {
            readJson(into);
        } else {
            at = offset;
            readProtobuf(into);
        }
        if (!isGood) {
            into.clear();
        }
        return isGood;
    }

    private void readProtobuf(Order into) {
        while (isGood && at < end) {
            long tag = varint();
            int field = (int) (tag >>> 3);
            int type = (int) (tag & 7);
            if (field <= 0) {
                isGood = false;
            } else if (type == VARINT) {
                isGood &= into.set(field, varint());
            } else if (type == FIXED64 && end - at >= Long.BYTES) {
                isGood &= into.set(field, buffer.getLong(at, ByteOrder.LITTLE_ENDIAN));
                at += Long.BYTES;
            } else if (type == FIXED32 && end - at >= Integer.BYTES) {
                at += Integer.BYTES;
            } else if (type == BYTES) {
                readBytes(field, into);
            } else {
                isGood = false;
            }
        }
    }

    private void readBytes(int field, Order into) {
        long length = varint();
        if (length < 0 || length > end - at) {
            isGood = false;
            return;
        }
        int last = at + (int) length;
        if (field == LANES) {
            while (isGood && at < last) {
                isGood &= into.addLane(varint());
            }
            isGood &= at == last;
        }
        at = last;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift <= LONGEST_SHIFT; shift += 7) {
            if (at >= end) {
                break;
            }
            byte part = buffer.getByte(at++);
            value |= ((long) (part & 0x7F)) << shift;
            if (part >= 0) {
                return value;
            }
        }
        isGood = false;
        return 0;
    }

    private void readJson(Order into) {
        expect('{');
        if (!take('}')) {
            do {
                readText();
                int field = fieldOf();
                expect(':');
                if (field == LANES) {
                    readLanes(into);
                } else if (field == KIND) {
                    readKind(into);
                } else if (field > 0) {
                    isGood &= into.set(field, number());
                } else {
                    skipScalar();
                }
            } while (isGood && take(','));
            expect('}');
        }
        skipSpace();
        isGood &= at == end;
    }

    private int fieldOf() {
        for (int field = 1; field < NAMES.length; field++) {
            if (isText(NAMES[field])) {
                return field;
            }
        }
        return 0;
    }

    private void readLanes(Order into) {
        expect('[');
        if (take(']')) {
            return;
        }
        do {
            isGood &= into.addLane(number());
        } while (isGood && take(','));
        expect(']');
    }

    private void readKind(Order into) {
        skipSpace();
        if (at >= end || buffer.getByte(at) != '"') {
            isGood &= into.set(KIND, number());
            return;
        }
        readText();
        for (CommandKind kind : KINDS) {
            if (isText(kind.label())) {
                into.kind = kind;
            }
        }
    }

    /** A whole number, bare or in quotation marks; up to 64 bits without sign. */
    private long number() {
        boolean isQuoted = take('"');
        skipSpace();
        long value = 0;
        int digits = 0;
        while (at < end && digits <= MOST_DIGITS && buffer.getByte(at) >= '0' && buffer.getByte(at) <= '9') {
            value = value * 10 + buffer.getByte(at++) - '0';
            digits++;
        }
        isGood &= digits > 0 && digits <= MOST_DIGITS;
        if (isQuoted) {
            expect('"');
        }
        return value;
    }

    private void skipScalar() {
        skipSpace();
        if (at < end && buffer.getByte(at) == '"') {
            readText();
            return;
        }
        int from = at;
        while (at < end && isScalar(buffer.getByte(at))) {
            at++;
        }
        isGood &= at > from;
    }

    private static boolean isScalar(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= '0' && octet <= '9')
                || octet == '-'
                || octet == '+'
                || octet == '.'
                || octet == 'E';
    }

    private void readText() {
        expect('"');
        textAt = at;
        while (at < end && buffer.getByte(at) != '"') {
            at += buffer.getByte(at) == '\\' ? 2 : 1;
        }
        textLength = Math.min(at, end) - textAt;
        expect('"');
    }

    private boolean isText(String name) {
        if (!isGood || textLength != name.length()) {
            return false;
        }
        for (int i = 0; i < textLength; i++) {
            if (buffer.getByte(textAt + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void expect(char octet) {
        isGood &= take(octet);
    }

    private boolean take(char octet) {
        skipSpace();
        if (isGood && at < end && buffer.getByte(at) == octet) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < end && isSpace(buffer.getByte(at))) {
            at++;
        }
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\n' || octet == '\r';
    }
}
