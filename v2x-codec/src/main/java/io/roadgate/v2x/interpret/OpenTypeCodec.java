package io.roadgate.v2x.interpret;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An open type (X.691 clause 11.2), selected by a member that was read before or not at all. */
final class OpenTypeCodec extends ValueCodec {
    static final String OPEN = "$open";

    private final int levelsUp;
    private final List<String> path;
    private final Map<Object, ValueCodec> byKey = new HashMap<>();

    /** For one that nothing selects the path is empty. */
    OpenTypeCodec(int levelsUp, List<String> path) {
        this.levelsUp = levelsUp;
        this.path = path;
    }

    void add(Object key, ValueCodec codec) {
        byKey.put(key, codec);
    }

    private ValueCodec selected(Map<?, ?> start) {
        Object value = path.isEmpty() ? null : start;
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        // With units wanted a key can be wrapped.
        if (value instanceof Map<?, ?> map && map.containsKey(UnitTable.RAW)) {
            value = map.get(UnitTable.RAW);
        }
        return value == null ? null : byKey.get(value instanceof Long number ? BigInteger.valueOf(number) : value);
    }

    @Override
    Object read(Decoding from) {
        ValueCodec known = selected(from.enclosing(levelsUp));
        if (known == null) {
            Map<String, Object> unknown = new LinkedHashMap<>();
            unknown.put(OPEN, Octets.hex(BigNumbers.readOctets(from.bits)));
            return unknown;
        }
        return read(from, known);
    }

    /** A known type in an open type. */
    static Object read(Decoding from, ValueCodec codec) {
        long outer = from.bits.openType();
        Object value = from.bits.isFaulted() ? null : codec.read(from);
        from.bits.closeOpenType(outer);
        return value;
    }

    @Override
    void write(Encoding to, Object value) {
        if (value instanceof Map<?, ?> map && map.size() == 1 && map.containsKey(OPEN)) {
            writeOctets(to, map.get(OPEN));
            return;
        }
        ValueCodec known = selected(to.enclosing(levelsUp));
        if (known == null) {
            throw to.fault("the type is not known here: expected {\"$open\": octets}");
        }
        write(to, known, value);
    }

    static void write(Encoding to, ValueCodec codec, Object value) {
        long start = to.bits.openType();
        codec.write(to, value);
        to.bits.closeOpenType(start);
    }

    /** The octets of an unknown type. */
    static void writeOctets(Encoding to, Object hex) {
        byte[] octets = to.octets(hex);
        if (octets.length == 0) {
            throw to.fault("an open type has at least one octet");
        }
        BigNumbers.writeOctets(to, LengthPlan.ANY, octets, "octets");
    }

    @Override
    boolean isSimple() {
        return false;
    }
}
