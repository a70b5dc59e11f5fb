package io.roadgate.v2x.interpret;

import io.roadgate.v2x.schema.WireType;
import io.roadgate.v2x.uper.BitReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ENUMERATED (X.691 clause 14). */
final class EnumeratedCodec extends ValueCodec {
    private static final String UNKNOWN = "$unknown";

    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final int rootCount;
    private final int bits;
    private final boolean extensible;

    EnumeratedCodec(WireType.EnumeratedType type) {
        type.root().forEach(item -> names.add(item.name()));
        type.additions().forEach(item -> names.add(item.name()));
        for (int i = 0; i < names.size(); i++) {
            indexes.put(names.get(i), i);
        }
        rootCount = type.root().size();
        bits = 32 - Integer.numberOfLeadingZeros(rootCount - 1);
        extensible = type.extensible();
    }

    @Override
    Object read(Decoding from) {
        BitReader in = from.bits;
        int index = extensible ? in.readExtensibleEnum(rootCount, bits) : in.readEnum(rootCount, bits);
        if (index < names.size()) {
            return names.get(index);
        }
        Map<String, Object> unknown = new LinkedHashMap<>();
        unknown.put(UNKNOWN, (long) index - rootCount);
        return unknown;
    }

    @Override
    void write(Encoding to, Object value) {
        int index = index(to, value);
        if (extensible) {
            to.bits.writeExtensibleEnum(index, rootCount, bits);
        } else {
            to.bits.writeEnum(index, rootCount, bits);
        }
    }

    private int index(Encoding to, Object value) {
        if (value instanceof Map<?, ?> map && map.size() == 1 && map.containsKey(UNKNOWN) && extensible) {
            return rootCount + to.count(map.get(UNKNOWN));
        }
        Integer index = indexes.get(to.string(value));
        if (index == null) {
            throw to.fault("the enumeration has no item " + Shown.of(value));
        }
        return index;
    }

    @Override
    boolean canBeEmpty() {
        return bits == 0 && !extensible;
    }
}
