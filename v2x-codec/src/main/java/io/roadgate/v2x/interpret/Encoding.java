package io.roadgate.v2x.interpret;

import io.roadgate.v2x.uper.BitWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an encoding has at hand: the bits, the values around the one that is written, and the way to it. */
final class Encoding {
    private static final int DEEPEST = 64;

    final BitWriter bits = new BitWriter();
    private final List<Map<?, ?>> enclosing = new ArrayList<>();
    private final List<Object> path = new ArrayList<>();
    private int depth;

    void start() {
        enclosing.clear();
        path.clear();
        depth = 0;
    }

    void enter(Map<?, ?> value) {
        enclosing.add(value);
    }

    void leave() {
        enclosing.remove(enclosing.size() - 1);
    }

    Map<?, ?> enclosing(int levelsUp) {
        int at = enclosing.size() - 1 - levelsUp;
        return at < 0 ? null : enclosing.get(at);
    }

    /** Enters a member by its name, or an element by its place. */
    void step(Object nameOrPlace) {
        path.add(nameOrPlace);
    }

    void stepBack() {
        path.remove(path.size() - 1);
    }

    void enterRecursion() {
        if (++depth > DEEPEST) {
            throw fault("the value contains itself more than " + DEEPEST + " times");
        }
    }

    void leaveRecursion() {
        depth--;
    }

    /** A fault of the value that has been reached. */
    ValueFault fault(String reason) {
        StringBuilder where = new StringBuilder();
        for (Object step : path) {
            if (step instanceof Integer) {
                where.append('[').append(step).append(']');
            } else {
                where.append(where.isEmpty() ? "" : ".").append(step);
            }
        }
        return new ValueFault(where.isEmpty() ? reason : where + ": " + reason, ValueFault.NO_BIT);
    }

    Map<?, ?> object(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw fault("expected an object, found " + Shown.of(value));
    }

    String string(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw fault("expected a string, found " + Shown.of(value));
    }

    byte[] octets(Object value) {
        String hex = string(value);
        byte[] octets = Octets.ofHex(hex);
        if (octets == null) {
            throw fault("expected pairs of hexadecimal digits, found " + Shown.of(hex));
        }
        return octets;
    }

    BigInteger whole(Object value) {
        if (value instanceof Long number) {
            return BigInteger.valueOf(number);
        }
        if (value instanceof BigInteger number) {
            return number;
        }
        throw fault("expected a whole number, found " + Shown.of(value));
    }

    /** A count, an index or a length. */
    int count(Object value) {
        BigInteger number = whole(value);
        if (number.signum() < 0 || number.bitLength() > 30) {
            throw fault("the number " + number + " is out of range");
        }
        return number.intValue();
    }
}
