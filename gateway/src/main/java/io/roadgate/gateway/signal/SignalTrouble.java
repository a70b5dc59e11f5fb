package io.roadgate.gateway.signal;

/** Why what a controller says cannot be handed on as it is: one row each. The number stands in records. */
public enum SignalTrouble {
    /** Nothing is wrong. */
    NONE("none"),
    /** The controller is silent. */
    STALE("stale"),
    /** Two controllers tell different lights of one group. */
    TWO_VOICES("two-voices"),
    /** Two groups whose ways cross are both told to have a protected green. */
    CROSSING_GREENS("crossing-greens"),
    /** The light is believed, its time is not: it is long over, or its bounds exclude it. */
    IMPOSSIBLE_TIME("impossible-time");

    private final String label;

    SignalTrouble(String label) {
        this.label = label;
    }

    /** Name in payloads. */
    public String label() {
        return label;
    }

    /** Whether the light itself is not to be believed. */
    public boolean isLightUnknown() {
        return this == STALE || this == TWO_VOICES || this == CROSSING_GREENS;
    }
}
