package io.roadgate.gateway.roadmap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that is wrong with a map, and all that its reader could not use: errors refuse the map, notes do not.
 *
 * <p>Holds at most {@link #MOST} lines, so that a hostile file cannot fill the memory; the rest is counted.
 */
public final class MapFaults {
    /** Faults kept at most. */
    public static final int MOST = 1000;

    private final List<Fault> faults = new ArrayList<>();
    private int errors;
    private int dropped;

    /**
     * One fault or note.
     *
     * @param isError whether it refuses the map.
     * @param line in the file, 1..; 0 = not known.
     * @param element where, in the file's own terms, as in {@code road 3 lane -1}; empty = the whole file.
     * @param text what was expected and what is there; of a note, what is unknown and what was done instead.
     */
    public record Fault(boolean isError, int line, String element, String text) {
        @Override
        public String toString() {
            return (line > 0 ? line + ": " : "")
                    + (isError ? "" : "note: ")
                    + (element.isEmpty() ? "" : element + ": ")
                    + text;
        }
    }

    /** Notes what refuses the map. */
    public void error(int line, String element, String expected) {
        errors++;
        add(new Fault(true, line, element, expected));
    }

    /** Notes what is left out or guessed. */
    public void note(int line, String element, String text) {
        add(new Fault(false, line, element, text));
    }

    private void add(Fault fault) {
        if (faults.size() >= MOST) {
            dropped++;
        } else if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }

    /** Whether the map is to be refused. */
    public boolean hasErrors() {
        return errors > 0;
    }

    /** Errors found, with those that were not kept. */
    public int errorCount() {
        return errors;
    }

    /** Faults and notes that were not kept. */
    public int droppedCount() {
        return dropped;
    }

    /** Errors and notes, by line. */
    public List<Fault> all() {
        return faults.stream().sorted(Comparator.comparingInt(Fault::line)).toList();
    }

    /** One line for each error: {@code file:line: element: what was expected}. */
    public String report(String file) {
        return all().stream()
                .filter(Fault::isError)
                .map(fault -> file + ":" + fault)
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
