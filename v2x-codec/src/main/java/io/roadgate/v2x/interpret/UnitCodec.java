package io.roadgate.v2x.interpret;

import java.util.Map;

/** A type of which the physical meaning is known: on wish its value is shown beside the number on the wire. */
final class UnitCodec extends ValueCodec {
    private final ValueCodec codec;
    private final UnitTable.Unit unit;

    UnitCodec(ValueCodec codec, UnitTable.Unit unit) {
        this.codec = codec;
        this.unit = unit;
    }

    @Override
    Object read(Decoding from) {
        Object value = codec.read(from);
        boolean isNumber = value instanceof Number;
        return from.withUnits() && isNumber ? unit.shown((Number) value) : value;
    }

    @Override
    void write(Encoding to, Object value) {
        boolean isShown = value instanceof Map<?, ?> map && map.containsKey(UnitTable.RAW);
        if (isShown) {
            throw to.fault("a value with its unit cannot be encoded: give the number on the wire alone");
        }
        codec.write(to, value);
    }

    @Override
    boolean canBeEmpty() {
        return codec.canBeEmpty();
    }

    @Override
    boolean isSame(Object a, Object b) {
        return codec.isSame(a, b);
    }

    @Override
    boolean isSimple() {
        return codec.isSimple();
    }
}
