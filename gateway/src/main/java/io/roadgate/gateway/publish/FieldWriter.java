package io.roadgate.gateway.publish;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes the fields of one cloud message in order; the format is the implementation's.
 *
 * <p>Fields without {@code optional} in {@code cloud.proto} are left out when they are zero, as proto3 wants it. Names
 * follow the wire types of the schema.
 *
 * <p>Errors: none; the caller provides a buffer that holds the largest message, else the buffer's own bounds check
 * throws.
 *
 * <p>Thread: the publish agent. Nothing is allocated.
 */
interface FieldWriter {
    /** Begins the outermost message at an offset. */
    void begin(MutableDirectBuffer buffer, int offset);

    /** Ends the outermost message; returns its length in bytes. */
    int end();

    void uint32(Field field, long value);

    void sint32(Field field, int value);

    void sint64(Field field, long value);

    /** With explicit presence: zero is written. */
    void optionalSint64(Field field, long value);

    void fixed32(Field field, long value);

    void fixed64(Field field, long value);

    /** With explicit presence: NaN is left out, zero is written. */
    void optionalFloat(Field field, float value);

    /** Text of the schema's own: printable ASCII without quotes. */
    void name(Field field, byte[] ascii);

    /** Text from outside; a byte that is no UTF-8 becomes a question mark, so that the reader can still parse. */
    void text(Field field, DirectBuffer buffer, int offset, int length);

    void enumeration(Field field, int number, byte[] name);

    void beginMessage(Field field);

    void endMessage();

    void beginList(Field field);

    void beginElement(Field field);

    void endElement();

    void endList();
}
