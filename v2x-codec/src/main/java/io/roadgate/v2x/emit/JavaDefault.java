package io.roadgate.v2x.emit;

import io.roadgate.v2x.schema.Member;
import io.roadgate.v2x.schema.WireType;
import java.math.BigInteger;
import java.util.Map;

/**
 * The value of a field when it is absent.
 *
 * @param shown as it stands in JSON, for Javadoc
 * @param literal the Java expression of a number or boolean, or of the constant of a string; null when the value is of a
 *     type that the class does not make by itself
 * @param declaration the Java type and value of that constant, null for a number
 */
record JavaDefault(String shown, String literal, String declaration) {
    /** The default of a field, null if it has none. */
    static JavaDefault of(Member field, ValueKind kind) {
        if (field.presence() != Member.Presence.DEFAULT) {
            return null;
        }
        Object value = field.defaultValue();
        String shown = String.valueOf(value);
        if (kind.isPrimitive()) {
            return new JavaDefault(shown, number(value, field.type().structure(), kind), null);
        }
        String constant = JavaNames.constant(field.name()) + "_DEFAULT";
        return switch (kind.javaType()) {
            case "Ia5String", "RestrictedString", "Utf8String" ->
                new JavaDefault(shown, constant, "String " + constant + " = " + JavaSource.quoted(shown));
            case "OctetString" -> new JavaDefault(shown, constant, "byte[] " + constant + " = " + octets(shown));
            default -> new JavaDefault(shown, null, null);
        };
    }

    private static String number(Object value, WireType.Structural type, ValueKind kind) {
        if (type instanceof WireType.EnumeratedType items) {
            return Integer.toString(indexOf(items, (String) value));
        }
        String suffix = kind.javaType().equals("long") ? "L" : "";
        if (value instanceof Map<?, ?> bits) {
            int length = ((BigInteger) bits.get("length")).intValue();
            BigInteger octets = new BigInteger("0" + bits.get("value"), 16);
            return octets.shiftRight((8 - length % 8) % 8).longValue() + suffix;
        }
        return value + suffix;
    }

    private static int indexOf(WireType.EnumeratedType items, String name) {
        for (int i = 0; i < items.root().size(); i++) {
            if (items.root().get(i).name().equals(name)) {
                return i;
            }
        }
        for (int i = 0; i < items.additions().size(); i++) {
            if (items.additions().get(i).name().equals(name)) {
                return items.root().size() + i;
            }
        }
        throw new IllegalArgumentException("no item " + name);
    }

    private static String octets(String hex) {
        StringBuilder list = new StringBuilder("{");
        for (int at = 0; at < hex.length(); at += 2) {
            list.append(at == 0 ? "" : ", ").append("(byte) 0x").append(hex, at, at + 2);
        }
        return list.append("}").toString();
    }
}
