package io.roadgate.sensor.dbc;

import io.roadgate.sensor.dbc.MappedField.Slot;
import io.roadgate.sensor.frame.CanFrame;
import java.util.Arrays;
import org.agrona.collections.Long2LongHashMap;

/** The objects of one list while it comes in: a row of values for each, NaN = not told. */
final class ObjectRows {
    private static final int SLOTS = Slot.COUNT;
    private static final int NONE = -1;

    private final double[] values = new double[DbcMapping.OBJECTS_MOST * SLOTS];
    private final long[] ids = new long[DbcMapping.OBJECTS_MOST];
    private final boolean[] hasPlace = new boolean[DbcMapping.OBJECTS_MOST];
    private final long[] touchedAtNs = new long[DbcMapping.OBJECTS_MOST];
    private final Long2LongHashMap rowOfId = new Long2LongHashMap(DbcMapping.OBJECTS_MOST * 2, 0.6f, NONE, true);
    private int count;

    void clear() {
        count = 0;
        rowOfId.clear();
    }

    int count() {
        return count;
    }

    /** The object's row, a new one if need be; -1 = there is no room for one more. */
    int rowOf(long id) {
        int row = (int) rowOfId.get(id);
        if (row != NONE || count == DbcMapping.OBJECTS_MOST) {
            return row;
        }
        row = count++;
        rowOfId.put(id, row);
        ids[row] = id;
        forget(row);
        return row;
    }

    /** Whether the object is there and its place is known. */
    boolean isPlaced(long id) {
        int row = (int) rowOfId.get(id);
        return row != NONE && hasPlace[row];
    }

    void forget(int row) {
        hasPlace[row] = false;
        Arrays.fill(values, row * SLOTS, (row + 1) * SLOTS, Double.NaN);
    }

    /** Takes what a frame says. */
    void take(int row, ObjectPart part, CanFrame frame, long receivedAtNs) {
        for (FieldSource field : part.fields()) {
            double value = field.value(frame);
            if (!Double.isNaN(value)) {
                values[row * SLOTS + field.slot()] = value;
            }
        }
        hasPlace[row] |= part.isPlace();
        touchedAtNs[row] = receivedAtNs;
    }

    boolean hasPlace(int row) {
        return hasPlace[row];
    }

    long id(int row) {
        return ids[row];
    }

    long touchedAtNs(int row) {
        return touchedAtNs[row];
    }

    double get(int row, Slot slot) {
        return values[row * SLOTS + slot.ordinal()];
    }
}
