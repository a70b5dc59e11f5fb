package io.roadgate.v2x.jer;

import java.io.StringWriter;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the parts of a message from JSON.
 *
 * <p>Errors: {@link JerFault} with line and column.
 *
 * <p>Source: {@code shared/v2x/README.md}, "Value conventions"; ITU-T X.697 (02/2021) for what it does not say.
 */
public final class JerReader {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonParser in;
    private JsonToken ahead;
    private int bitCount;

    /** Reads from a parser, which stays the caller's to close. */
    public JerReader(JsonParser in) {
        this.in = in;
    }

    private JsonToken next() {
        JsonToken token = ahead;
        ahead = null;
        try {
            return token != null ? token : in.nextToken();
        } catch (JacksonException e) {
            throw fault(e.getOriginalMessage());
        }
    }

    private JsonToken peek() {
        ahead = next();
        return ahead;
    }

    private void expect(JsonToken expected, String what) {
        JsonToken token = next();
        if (token != expected) {
            throw fault("expected " + what + ", found " + token);
        }
    }

    /** A fault at the place that has been reached. */
    public JerFault fault(String reason) {
        var at = in.currentTokenLocation();
        return new JerFault("line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + reason);
    }

    /** A fault for a member that the type does not have. */
    public JerFault unknownName(String name) {
        return fault("the type has no member '" + name + "'");
    }

    /** Enters an object. */
    public void beginObject() {
        expect(JsonToken.START_OBJECT, "an object");
    }

    /** The name of the next member, or null at the end of the object, which is then left. */
    public String nextName() {
        JsonToken token = next();
        if (token == JsonToken.END_OBJECT) {
            return null;
        }
        if (token != JsonToken.PROPERTY_NAME) {
            throw fault("expected a member, found " + token);
        }
        return in.currentName();
    }

    /** Enters an array. */
    public void beginArray() {
        expect(JsonToken.START_ARRAY, "an array");
    }

    /** Whether the array has another element; at its end it is left. */
    public boolean hasElement() {
        if (peek() != JsonToken.END_ARRAY) {
            return true;
        }
        next();
        return false;
    }

    /** INTEGER that fits an int. */
    public int readInt() {
        long value = readLong();
        if (value != (int) value) {
            throw fault(value + " is out of range");
        }
        return (int) value;
    }

    /** INTEGER. */
    public long readLong() {
        expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
        try {
            return in.getLongValue();
        } catch (JacksonException e) {
            throw fault(e.getOriginalMessage());
        }
    }

    /** BOOLEAN. */
    public boolean readBoolean() {
        JsonToken token = next();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw fault("expected true or false, found " + token);
        }
        return token == JsonToken.VALUE_TRUE;
    }

    /** NULL. */
    public void readNull() {
        expect(JsonToken.VALUE_NULL, "null");
    }

    /** A character string. */
    public String readText() {
        expect(JsonToken.VALUE_STRING, "a string");
        return in.getString();
    }

    /** OCTET STRING. */
    public byte[] readOctets() {
        String hex = readText();
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw fault("not a hex string: " + e.getMessage());
        }
    }

    /** ENUMERATED: the index of its name, or of an unknown addition behind all root names. */
    public int readEnumerated(String[] names, int rootCount, boolean isExtensible) {
        if (peek() == JsonToken.START_OBJECT) {
            beginObject();
            String name = nextName();
            if (!"$unknown".equals(name) || !isExtensible) {
                throw unknownName(name);
            }
            int addition = readInt();
            if (addition < names.length - rootCount || addition > Integer.MAX_VALUE - rootCount) {
                throw fault("$unknown counts additions behind the known ones, found " + addition);
            }
            if (nextName() != null) {
                throw fault("$unknown stands alone");
            }
            return rootCount + addition;
        }
        String name = readText();
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        throw fault("the enumeration has no '" + name + "'");
    }

    /** Takes the next value as it stands, to be read from the reader that is returned. */
    public JerReader hold() {
        StringWriter text = new StringWriter();
        next();
        try (JsonGenerator copy = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            copy.copyCurrentStructure(in);
        } catch (JacksonException e) {
            throw fault(e.getOriginalMessage());
        }
        return new JerReader(FACTORY.createParser(ObjectReadContext.empty(), text.toString()));
    }

    /** BIT STRING; its length is then {@link #bitCount()}. */
    public byte[] readBits() {
        byte[] octets = null;
        bitCount = -1;
        beginObject();
        for (String name = nextName(); name != null; name = nextName()) {
            switch (name) {
                case "value" -> octets = readOctets();
                case "length" -> bitCount = readInt();
                default -> throw unknownName(name);
            }
        }
        if (octets == null || bitCount < 0 || octets.length != (bitCount + 7L) / 8) {
            throw fault("value and length of the bit string do not fit each other");
        }
        return octets;
    }

    /** Number of bits of the string that was read last. */
    public int bitCount() {
        return bitCount;
    }

    /** BIT STRING of one length up to 64, in the low bits of a number, the first bit highest. */
    public long readBits(int count) {
        byte[] octets = readBits();
        if (bitCount != count) {
            throw fault("expected " + count + " bits, found " + bitCount);
        }
        long value = 0;
        for (int i = 0; i < octets.length; i++) {
            value |= (octets[i] & 0xFFL) << (56 - 8 * i);
        }
        return count == 0 ? 0 : value >>> (64 - count);
    }

    /** A member name that is a count from 0. */
    public int parseIndex(String name) {
        try {
            int index = Integer.parseInt(name);
            if (index >= 0 && index < 16_384) {
                return index;
            }
        } catch (NumberFormatException e) {
            throw fault("'" + name + "' is not a number");
        }
        throw fault("the index " + name + " is out of range");
    }
}
