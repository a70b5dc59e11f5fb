package io.roadgate.gateway.publish;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Protobuf's wire format over a buffer.
 *
 * <p>A nested message gets one byte for its length; if it grows past 127 bytes it is moved, so that the bytes are the
 * same as those of the generated classes.
 *
 * <p>Source: protobuf encoding guide (varint, zigzag, I32, I64, LEN).
 */
final class ProtobufWriter implements FieldWriter {
    private static final int VARINT = 0;
    private static final int I64 = 1;
    private static final int LEN = 2;
    private static final int I32 = 5;
    private static final int DEPTH = 8;

    private final int[] contentStart = new int[DEPTH];
    private MutableDirectBuffer out;
    private int start;
    private int position;
    private int depth;

    @Override
    public void begin(MutableDirectBuffer buffer, int offset) {
        out = buffer;
        start = offset;
        position = offset;
        depth = 0;
    }

    @Override
    public int end() {
        return position - start;
    }

    @Override
    public void uint32(Field field, long value) {
        if (value != 0) {
            tag(field, VARINT);
            varint(value);
        }
    }

    @Override
    public void sint32(Field field, int value) {
        if (value != 0) {
            tag(field, VARINT);
            varint(((value << 1) ^ (value >> 31)) & 0xFFFF_FFFFL);
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
        tag(field, VARINT);
        varint((value << 1) ^ (value >> 63));
    }

    @Override
    public void fixed32(Field field, long value) {
        if (value != 0) {
            tag(field, I32);
            putInt((int) value);
        }
    }

    @Override
    public void fixed64(Field field, long value) {
        if (value != 0) {
            tag(field, I64);
            out.putLong(position, value, ByteOrder.LITTLE_ENDIAN);
            position += Long.BYTES;
        }
    }

    @Override
    public void optionalFloat(Field field, float value) {
        if (!Float.isNaN(value)) {
            tag(field, I32);
            putInt(Float.floatToRawIntBits(value));
        }
    }

    @Override
    public void name(Field field, byte[] ascii) {
        if (ascii.length > 0) {
            tag(field, LEN);
            varint(ascii.length);
            out.putBytes(position, ascii);
            position += ascii.length;
        }
    }

    @Override
    public void text(Field field, DirectBuffer buffer, int offset, int length) {
        if (length > 0) {
            tag(field, LEN);
            varint(length);
            int end = offset + length;
            for (int i = offset; i < end; ) {
                int sequence = Utf8.sequenceLength(buffer, i, end);
                if (sequence == 0) {
                    out.putByte(position++, (byte) '?');
                    i++;
                } else {
                    out.putBytes(position, buffer, i, sequence);
                    position += sequence;
                    i += sequence;
                }
            }
        }
    }

    @Override
    public void enumeration(Field field, int number, byte[] name) {
        uint32(field, number);
    }

    @Override
    public void beginMessage(Field field) {
        tag(field, LEN);
        position++;
        contentStart[depth++] = position;
    }

    @Override
    public void endMessage() {
        int content = contentStart[--depth];
        int length = position - content;
        int lengthBytes = varintLength(length);
        if (lengthBytes > 1) {
            out.putBytes(content - 1 + lengthBytes, out, content, length);
        }
        position = content - 1;
        varint(length);
        position += length;
    }

    @Override
    public void beginList(Field field) {
        // A repeated field is its elements, nothing around them.
    }

    @Override
    public void beginElement(Field field) {
        beginMessage(field);
    }

    @Override
    public void endElement() {
        endMessage();
    }

    @Override
    public void endList() {
        // See beginList.
    }

    private void tag(Field field, int wireType) {
        varint(((long) field.number() << 3) | wireType);
    }

    private void putInt(int value) {
        out.putInt(position, value, ByteOrder.LITTLE_ENDIAN);
        position += Integer.BYTES;
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.putByte(position++, (byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.putByte(position++, (byte) rest);
    }

    private static int varintLength(int value) {
        int length = 1;
        for (int rest = value >>> 7; rest != 0; rest >>>= 7) {
            length++;
        }
        return length;
    }
}
