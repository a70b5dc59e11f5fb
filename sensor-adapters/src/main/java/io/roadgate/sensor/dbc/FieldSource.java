package io.roadgate.sensor.dbc;

import io.roadgate.sensor.frame.CanFrame;
import java.util.Arrays;

/**
 * Where a field's value comes from: a constant, a signal with factor and offset, or a signal through a table. Allocates
 * nothing when read.
 */
final class FieldSource {
    private final int slot;
    private final DbcSignal signal;
    private final double scale;
    private final double offset;
    private final long[] keys;
    private final double[] values;
    private final double otherwise;

    private FieldSource(
            int slot, DbcSignal signal, double scale, double offset, long[] keys, double[] values, double otherwise) {
        this.slot = slot;
        this.signal = signal;
        this.scale = scale;
        this.offset = offset;
        this.keys = keys;
        this.values = values;
        this.otherwise = otherwise;
    }

    static FieldSource constant(MappedField field, double value) {
        return new FieldSource(field.slot().ordinal(), null, 0, value * field.factor(), null, null, Double.NaN);
    }

    static FieldSource scaled(MappedField field, DbcSignal signal, double scale, double offset) {
        return new FieldSource(
                field.slot().ordinal(),
                signal,
                scale * field.factor(),
                offset * field.factor(),
                null,
                null,
                Double.NaN);
    }

    /** Raw values in ascending order and what each stands for; all others stand for {@code otherwise}. */
    static FieldSource table(MappedField field, DbcSignal signal, long[] keys, double[] values, double otherwise) {
        double[] scaled =
                Arrays.stream(values).map(value -> value * field.factor()).toArray();
        return new FieldSource(field.slot().ordinal(), signal, 1, 0, keys, scaled, otherwise * field.factor());
    }

    /** Number of the {@link MappedField.Slot}. */
    int slot() {
        return slot;
    }

    boolean isConstant() {
        return signal == null;
    }

    /** The value; NaN = the frame does not hold it. */
    double value(CanFrame frame) {
        if (signal == null) {
            return offset;
        }
        if (!signal.isPresent(frame)) {
            return Double.NaN;
        }
        long raw = signal.raw(frame);
        if (keys == null) {
            return signal.value(raw) * scale + offset;
        }
        int index = Arrays.binarySearch(keys, raw);
        return index < 0 ? otherwise : values[index];
    }
}
