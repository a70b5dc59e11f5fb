package io.roadgate.v2x.interpret;

import io.roadgate.v2x.schema.NullConstant;
import java.util.List;
import java.util.Map;

/** How a value is called in a fault. */
final class Shown {
    private static final int LONGEST = 40;

    private Shown() {}

    static String of(Object value) {
        if (value == null || value == NullConstant.NULL) {
            return "null";
        }
        if (value instanceof Map) {
            return "an object";
        }
        if (value instanceof List) {
            return "an array";
        }
        String text = value.toString();
        String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return value instanceof String ? '"' + start + '"' : start;
    }
}
