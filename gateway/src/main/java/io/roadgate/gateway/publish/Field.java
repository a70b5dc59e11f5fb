package io.roadgate.gateway.publish;

import java.nio.charset.StandardCharsets;

/** One field of a cloud message: its number in {@code cloud.proto} and its name in proto3 JSON. */
final class Field {
    private final int number;
    private final byte[] jsonKey;

    /** A field with its number and its lowerCamelCase name. */
    Field(int number, String jsonName) {
        this.number = number;
        this.jsonKey = ("\"" + jsonName + "\":").getBytes(StandardCharsets.US_ASCII);
    }

    int number() {
        return number;
    }

    /** The name in quotes and a colon, ready to be copied. */
    byte[] jsonKey() {
        return jsonKey;
    }
}
