package io.roadgate.v2x.jer;

import java.util.HexFormat;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the parts of a message as JSON.
 *
 * <p>Source: {@code shared/v2x/README.md}, "Value conventions"; ITU-T X.697 (02/2021) for what it does not say.
 */
public final class JerWriter {
    private static final HexFormat HEX = HexFormat.of();

    private final JsonGenerator out;

    /** Writes to a generator, which stays the caller's to close. */
    public JerWriter(JsonGenerator out) {
        this.out = out;
    }

    /** Opens an object. */
    public void beginObject() {
        out.writeStartObject();
    }

    /** Closes the innermost object. */
    public void endObject() {
        out.writeEndObject();
    }

    /** Opens an array. */
    public void beginArray() {
        out.writeStartArray();
    }

    /** Closes the innermost array. */
    public void endArray() {
        out.writeEndArray();
    }

    /** The name of the member that follows. */
    public void name(String name) {
        out.writeName(name);
    }

    /** INTEGER. */
    public void number(long value) {
        out.writeNumber(value);
    }

    /** BOOLEAN. */
    public void bool(boolean value) {
        out.writeBoolean(value);
    }

    /** NULL. */
    public void nullValue() {
        out.writeNull();
    }

    /** A character string. */
    public void text(String value) {
        out.writeString(value);
    }

    /** OCTET STRING. */
    public void octets(byte[] octets, int from, int count) {
        out.writeString(HEX.formatHex(octets, from, from + count));
    }

    /** ENUMERATED: its name, or, when it has none, the number of the unknown addition. */
    public void enumerated(String name, int addition) {
        if (name != null) {
            out.writeString(name);
            return;
        }
        beginObject();
        name("$unknown");
        number(addition);
        endObject();
    }

    /** BIT STRING of one length, held in the low bits of a number, the first bit highest. */
    public void bits(long value, int count) {
        byte[] octets = new byte[(count + 7) >>> 3];
        long left = count == 0 ? 0 : value << (64 - count);
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (left >>> (56 - 8 * i));
        }
        bits(octets, count);
    }

    /** BIT STRING. */
    public void bits(byte[] octets, int count) {
        beginObject();
        name("value");
        octets(octets, 0, (count + 7) >>> 3);
        name("length");
        number(count);
        endObject();
    }
}
