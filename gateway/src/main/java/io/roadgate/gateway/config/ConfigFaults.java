package io.roadgate.gateway.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** All that is wrong with a site file, in the order of its lines. */
public final class ConfigFaults {
    private final List<Fault> faults = new ArrayList<>();

    /**
     * One fault.
     *
     * @param line in the file, 1...
     * @param key path of the key, as in {@code sensors[2].link.port}; empty = the whole file.
     * @param expected what was expected and what is there.
     */
    public record Fault(int line, String key, String expected) {}

    /** Notes a fault and lets the reader go on to the next key. */
    public void add(int line, String key, String expected) {
        Fault fault = new Fault(line, key, expected);
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }

    /** Whether the file is good so far. */
    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /** The faults, by line. */
    public List<Fault> all() {
        return faults.stream().sorted(Comparator.comparingInt(Fault::line)).toList();
    }

    /** One line per fault: {@code file:line: key: what was expected}. */
    public String report(String file) {
        return all().stream()
                .map(fault -> file + ":" + fault.line() + ": " + (fault.key().isEmpty() ? "" : fault.key() + ": ")
                        + fault.expected())
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
