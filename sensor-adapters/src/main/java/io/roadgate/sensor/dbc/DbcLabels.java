package io.roadgate.sensor.dbc;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** Names of raw values (VAL_), found by binary search. */
final class DbcLabels {
    static final DbcLabels NONE = new DbcLabels(new long[0], new String[0]);

    private final long[] values;
    private final String[] names;

    private DbcLabels(long[] values, String[] names) {
        this.values = values;
        this.names = names;
    }

    /** Values that the signal cannot have are left out. */
    static DbcLabels of(Map<BigInteger, String> named, boolean isSigned) {
        TreeMap<Long, String> sorted = new TreeMap<>();
        named.forEach((value, name) -> {
            boolean isPossible = isSigned ? value.bitLength() < Long.SIZE : value.signum() >= 0;
            if (isPossible && value.bitLength() <= Long.SIZE) {
                sorted.put(value.longValue(), name);
            }
        });
        return new DbcLabels(
                sorted.keySet().stream().mapToLong(Long::longValue).toArray(),
                sorted.values().toArray(new String[0]));
    }

    /** Place of a raw value's name, or -1. */
    int find(long raw) {
        int low = 0;
        int high = values.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (values[middle] < raw) {
                low = middle + 1;
            } else if (values[middle] > raw) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -1;
    }

    int count() {
        return values.length;
    }

    long value(int index) {
        return values[index];
    }

    String name(int index) {
        return names[index];
    }
}
