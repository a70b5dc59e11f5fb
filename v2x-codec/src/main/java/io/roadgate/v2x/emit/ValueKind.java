package io.roadgate.v2x.emit;

/**
 * How a type is held in Java and how it is read and written; an {@code @} in an expression stands for the value.
 *
 * @param isPrimitive whether it is held as a number or boolean; otherwise as an object that reads and writes itself
 * @param javaType the Java type
 * @param create the expression that makes an empty object
 * @param read the expression that reads a number from bits
 * @param write the statement that writes a number as bits
 * @param readJer the expression that reads a number from JSON
 * @param writeJer the statement that writes a number as JSON
 * @param wire the ASN.1 type and its bounds, for Javadoc
 */
record ValueKind(
        boolean isPrimitive,
        String javaType,
        String create,
        String read,
        String write,
        String readJer,
        String writeJer,
        String wire) {

    static ValueKind number(String javaType, String read, String write, String readJer, String writeJer, String wire) {
        return new ValueKind(true, javaType, "", read, write, readJer, writeJer, wire);
    }

    static ValueKind object(String javaType, String arguments, String wire) {
        return new ValueKind(
                false,
                javaType,
                "new " + javaType + "(" + arguments + ")",
                "",
                "@.encode(out)",
                "",
                "@.writeJer(out)",
                wire);
    }

    /** What a number is before it is set. */
    String zero() {
        return javaType.equals("boolean") ? "false" : "0";
    }

    String writeOf(String value) {
        return write.replace("@", value) + ";";
    }

    String writeJerOf(String value) {
        return writeJer.replace("@", value) + ";";
    }
}
