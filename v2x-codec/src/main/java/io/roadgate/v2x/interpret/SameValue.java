package io.roadgate.v2x.interpret;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;

/** Whether two values of a simple type are the same, however they are written. */
final class SameValue {
    private SameValue() {}

    static boolean test(Object a, Object b) {
        if (a instanceof Number first && b instanceof Number second) {
            return number(first).equals(number(second));
        }
        if (a instanceof String first && b instanceof String second) {
            return first.equals(second);
        }
        if (a instanceof Map<?, ?> first && b instanceof Map<?, ?> second) {
            return bits(first).equals(bits(second));
        }
        return a.equals(b);
    }

    private static Object number(Number number) {
        return number instanceof BigInteger || number instanceof Long ? new BigInteger(number.toString()) : number;
    }

    private static String bits(Map<?, ?> parts) {
        return String.valueOf(parts.get("value")).toLowerCase(Locale.ROOT) + "/" + parts.get("length");
    }
}
