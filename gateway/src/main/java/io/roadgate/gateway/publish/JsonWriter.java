package io.roadgate.gateway.publish;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Proto3 JSON over a buffer: lowerCamelCase names, 64-bit integers as strings, enum names, unknown floats left out.
 *
 * <p>Source: proto3 JSON mapping of the protobuf language guide; RFC 8259 section 7 for text.
 */
final class JsonWriter implements FieldWriter {
    private static final byte[] INFINITY = "\"Infinity\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MINUS_INFINITY = "\"-Infinity\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTROL = "\\u00".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private MutableDirectBuffer out;
    private int start;
    private int position;

    @Override
    public void begin(MutableDirectBuffer buffer, int offset) {
        out = buffer;
        start = offset;
        position = offset;
        put('{');
    }

    @Override
    public int end() {
        put('}');
        return position - start;
    }

    @Override
    public void uint32(Field field, long value) {
        if (value != 0) {
            key(field);
            position += out.putNaturalLongAscii(position, value);
        }
    }

    @Override
    public void sint32(Field field, int value) {
        if (value != 0) {
            key(field);
            position += out.putIntAscii(position, value);
        }
    }

    @Override
    public void sint64(Field field, long value) {
        if (value != 0) {
            optionalSint64(field, value);
        }
    }

    @Override
    public void optionalSint64(Field field, long value) {
        key(field);
        put('"');
        position += out.putLongAscii(position, value);
        put('"');
    }

    @Override
    public void fixed32(Field field, long value) {
        uint32(field, value & 0xFFFF_FFFFL);
    }

    @Override
    public void fixed64(Field field, long value) {
        if (value != 0) {
            key(field);
            put('"');
            unsigned(value);
            put('"');
        }
    }

    @Override
    public void optionalFloat(Field field, float value) {
        if (Float.isNaN(value)) {
            return;
        }
        key(field);
        if (Float.isInfinite(value)) {
            put(value > 0 ? INFINITY : MINUS_INFINITY);
        } else {
            position += FloatDigits.write(value, out, position);
        }
    }

    @Override
    public void name(Field field, byte[] ascii) {
        if (ascii.length > 0) {
            key(field);
            put('"');
            put(ascii);
            put('"');
        }
    }

    @Override
    public void text(Field field, DirectBuffer buffer, int offset, int length) {
        if (length == 0) {
            return;
        }
        key(field);
        put('"');
        int end = offset + length;
        for (int i = offset; i < end; ) {
            int sequence = Utf8.sequenceLength(buffer, i, end);
            if (sequence > 1) {
                out.putBytes(position, buffer, i, sequence);
                position += sequence;
                i += sequence;
            } else {
                escaped(sequence == 0 ? '?' : buffer.getByte(i));
                i++;
            }
        }
        put('"');
    }

    @Override
    public void enumeration(Field field, int number, byte[] name) {
        if (number != 0) {
            name(field, name);
        }
    }

    @Override
    public void beginMessage(Field field) {
        key(field);
        put('{');
    }

    @Override
    public void endMessage() {
        put('}');
    }

    @Override
    public void beginList(Field field) {
        key(field);
        put('[');
    }

    @Override
    public void beginElement(Field field) {
        separate();
        put('{');
    }

    @Override
    public void endElement() {
        put('}');
    }

    @Override
    public void endList() {
        put(']');
    }

    private void key(Field field) {
        separate();
        put(field.jsonKey());
    }

    private void separate() {
        byte last = out.getByte(position - 1);
        if (last != '{' && last != '[') {
            put(',');
        }
    }

    private void escaped(int character) {
        if (character == '"' || character == '\\') {
            put('\\');
            put(character);
        } else if (character < ' ') {
            put(CONTROL);
            put(HEX[character >> 4]);
            put(HEX[character & 0xF]);
        } else {
            put(character);
        }
    }

    private void unsigned(long value) {
        if (value >= 0) {
            position += out.putNaturalLongAscii(position, value);
        } else {
            position += out.putNaturalLongAscii(position, Long.divideUnsigned(value, 10));
            put('0' + (int) Long.remainderUnsigned(value, 10));
        }
    }

    private void put(int character) {
        out.putByte(position++, (byte) character);
    }

    private void put(byte[] bytes) {
        out.putBytes(position, bytes);
        position += bytes.length;
    }
}
