package io.roadgate.sim.traffic;

/**
 * Colours of Chinese number plates; the ordinal is the code that cards and on-board units carry.
 *
 * <p>Source: {@code shared/sensors/etc-rsu.md} section 3, "Plate colour".
 */
public enum PlateColour {
    /** Small vehicles. */
    BLUE,
    /** Large vehicles. */
    YELLOW,
    /** Foreign and embassy vehicles. */
    BLACK,
    /** Police and military. */
    WHITE,
    /** Small new-energy vehicles. */
    GREEN,
    /** Large new-energy vehicles. */
    YELLOW_GREEN,
    /** Temporary plates. */
    BLUE_WHITE
}
