package io.roadgate.gateway.config;

/** A site file that is refused; carries every fault. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ConfigFaults faults;

    /** Refuses a file. */
    public ConfigException(String file, ConfigFaults faults) {
        super(faults.report(file));
        this.faults = faults;
    }

    /** Every fault, by line. */
    public ConfigFaults faults() {
        return faults;
    }
}
