package io.roadgate.v2x.interpret;

import io.roadgate.v2x.uper.BitReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** CHOICE (X.691 clause 23). */
final class ChoiceCodec extends ValueCodec {
    private static final String UNKNOWN = "$unknown";
    private static final String INDEX = "index";
    private static final String OPEN = "open";

    private final List<String> names = new ArrayList<>();
    private final List<ValueCodec> codecs = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final int rootCount;
    private final int bits;
    private final boolean extensible;

    ChoiceCodec(int rootCount, boolean extensible) {
        this.rootCount = rootCount;
        this.extensible = extensible;
        bits = 32 - Integer.numberOfLeadingZeros(rootCount - 1);
    }

    void add(String name, ValueCodec codec) {
        indexes.put(name, names.size());
        names.add(name);
        codecs.add(codec);
    }

    @Override
    Object read(Decoding from) {
        BitReader in = from.bits;
        Map<String, Object> value = new LinkedHashMap<>(2);
        from.enter(value);
        if (extensible && in.readBoolean()) {
            addition(from, in.readSmallNumber(), value);
        } else {
            int index = in.readChoice(rootCount, bits);
            if (!in.isFaulted()) {
                value.put(names.get(index), codecs.get(index).read(from));
            }
        }
        from.leave();
        return value;
    }

    private void addition(Decoding from, int index, Map<String, Object> into) {
        if (index < names.size() - rootCount) {
            into.put(names.get(rootCount + index), OpenTypeCodec.read(from, codecs.get(rootCount + index)));
            return;
        }
        Map<String, Object> unknown = new LinkedHashMap<>();
        unknown.put(INDEX, (long) index);
        unknown.put(OPEN, OpenTypeCodec.readOctets(from));
        into.put(UNKNOWN, unknown);
    }

    @Override
    void write(Encoding to, Object value) {
        Map<?, ?> chosen = to.object(value);
        if (chosen.size() != 1) {
            throw to.fault("expected one alternative, found " + chosen.size());
        }
        String name = (String) chosen.keySet().iterator().next();
        Object inner = chosen.get(name);
        if (name.equals(UNKNOWN) && extensible) {
            unknown(to, inner);
            return;
        }
        Integer index = indexes.get(name);
        if (index == null) {
            throw to.fault("there is no alternative " + Shown.of(name));
        }
        to.enter(chosen);
        to.step(name);
        if (extensible) {
            to.bits.writeBoolean(index >= rootCount);
        }
        if (index < rootCount) {
            to.bits.writeLong(index, bits);
            codecs.get(index).write(to, inner);
        } else {
            to.bits.writeSmallNumber(index - rootCount);
            OpenTypeCodec.write(to, codecs.get(index), inner);
        }
        to.stepBack();
        to.leave();
    }

    private void unknown(Encoding to, Object value) {
        to.step(UNKNOWN);
        Map<?, ?> parts = to.object(value);
        if (parts.size() != 2 || !parts.containsKey(INDEX) || !parts.containsKey(OPEN)) {
            throw to.fault("expected the members index and open, and no others");
        }
        to.bits.writeBoolean(true);
        to.bits.writeSmallNumber(to.upTo(Integer.MAX_VALUE, parts.get(INDEX)));
        OpenTypeCodec.writeOctets(to, parts.get(OPEN));
        to.stepBack();
    }

    @Override
    boolean canBeEmpty() {
        return !extensible && rootCount == 1 && codecs.get(0).canBeEmpty();
    }

    @Override
    boolean isSimple() {
        return false;
    }
}
