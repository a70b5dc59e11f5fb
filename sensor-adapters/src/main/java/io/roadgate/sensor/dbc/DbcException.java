package io.roadgate.sensor.dbc;

import java.util.List;
import java.util.stream.Collectors;

/** A DBC or mapping file that cannot be used, with every fault of it. */
public final class DbcException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<DbcFault> faults;

    /** With at least one fault. */
    public DbcException(List<DbcFault> faults) {
        super(faults.stream().map(DbcFault::toString).collect(Collectors.joining(System.lineSeparator())));
        this.faults = List.copyOf(faults);
    }

    /** All that is wrong, by line. */
    public List<DbcFault> faults() {
        return faults;
    }
}
