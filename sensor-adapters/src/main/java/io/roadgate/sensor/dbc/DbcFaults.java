package io.roadgate.sensor.dbc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with one file, in the order of its lines. */
final class DbcFaults {
    private static final int SHOWN = 100;

    private final String file;
    private final List<DbcFault> faults = new ArrayList<>();

    DbcFaults(String file) {
        this.file = file;
    }

    void add(int line, String expected) {
        DbcFault fault = new DbcFault(file, line, expected);
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    /** The first hundred: a file that is no DBC at all has one in every line. */
    List<DbcFault> all() {
        List<DbcFault> sorted = new ArrayList<>(
                faults.stream().sorted(Comparator.comparingInt(DbcFault::line)).toList());
        if (sorted.size() > SHOWN) {
            int more = sorted.size() - SHOWN;
            int lastLine = sorted.get(SHOWN - 1).line();
            sorted.subList(SHOWN, sorted.size()).clear();
            sorted.add(new DbcFault(file, lastLine, "and " + more + " more faults behind this line"));
        }
        return List.copyOf(sorted);
    }
}
