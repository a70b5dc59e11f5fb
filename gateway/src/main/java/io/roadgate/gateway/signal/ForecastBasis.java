package io.roadgate.gateway.signal;

/** Where the end of a light is known from. The number stands in records. */
public enum ForecastBasis {
    /** From nowhere. */
    NONE("none"),
    /** The controller says so. */
    CONTROLLER("controller"),
    /** From how long the light lasted in the past. */
    HISTORY("history");

    private final String label;

    ForecastBasis(String label) {
        this.label = label;
    }

    /** Name in payloads. */
    public String label() {
        return label;
    }
}
