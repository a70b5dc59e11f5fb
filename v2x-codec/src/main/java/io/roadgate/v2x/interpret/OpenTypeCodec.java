package io.roadgate.v2x.interpret;

import io.roadgate.v2x.schema.Selector;
import io.roadgate.v2x.uper.UperFault;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** An open type (X.691 clause 11.2), selected by a member that was read before or not at all. */
final class OpenTypeCodec extends ValueCodec {
    static final String OPEN = "$open";

    private final List<Selector.Path> paths;
    private final Map<List<Object>, ValueCodec> byKeys = new HashMap<>();

    /** For one that nothing selects there are no paths. */
    OpenTypeCodec(List<Selector.Path> paths) {
        this.paths = paths;
    }

    void add(List<Object> keys, ValueCodec codec) {
        byKeys.put(keys, codec);
    }

    private ValueCodec selected(IntFunction<Map<?, ?>> enclosing) {
        List<Object> keys = new ArrayList<>(paths.size());
        for (Selector.Path path : paths) {
            Object key = key(path, enclosing.apply(path.levelsUp()));
            if (key == null) {
                return null;
            }
            keys.add(key);
        }
        return byKeys.get(keys);
    }

    private static Object key(Selector.Path path, Map<?, ?> start) {
        Object value = start;
        for (String name : path.names()) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        // With units wanted a key can be wrapped.
        if (value instanceof Map<?, ?> map && map.containsKey(UnitTable.RAW)) {
            value = map.get(UnitTable.RAW);
        }
        return value instanceof Long number ? BigInteger.valueOf(number) : value;
    }

    @Override
    Object read(Decoding from) {
        ValueCodec known = selected(from::enclosing);
        if (known == null) {
            Map<String, Object> unknown = new LinkedHashMap<>();
            unknown.put(OPEN, readOctets(from));
            return unknown;
        }
        return read(from, known);
    }

    /** The octets of an unknown type: at least one. */
    static String readOctets(Decoding from) {
        byte[] octets = BigNumbers.readOctets(from.bits);
        if (octets.length == 0) {
            from.bits.fault(UperFault.SIZE);
        }
        return Octets.hex(octets);
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
        ValueCodec known = selected(to::enclosing);
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

    /** The octets of an unknown type: as they came, even if they are none, which no encoder should send. */
    static void writeOctets(Encoding to, Object hex) {
        byte[] octets = to.octets(hex);
        BigNumbers.writeOctets(to, LengthPlan.ANY, octets, "octets");
    }

    @Override
    boolean isSimple() {
        return false;
    }
}
