package io.roadgate.sim.traffic;

/**
 * Colours of Chinese number plates; each with the code that cards and on-board units carry.
 *
 * <p>Source: {@code shared/sensors/etc-rsu.md} section 3, "Plate colour".
 */
public enum PlateColour {
    /** Small vehicles. */
    BLUE(0),
    /** Large vehicles. */
    YELLOW(1),
    /** Foreign and embassy vehicles. */
    BLACK(2),
    /** Police and military. */
    WHITE(3),
    /** Small new-energy vehicles. */
    GREEN(4),
    /** Large new-energy vehicles. */
    YELLOW_GREEN(5),
    /** Temporary plates. */
    BLUE_WHITE(6);

    private final int code;

    PlateColour(int code) {
        this.code = code;
    }

    /** The number that stands for it on the wire. */
    public int code() {
        return code;
    }
}
