package io.roadgate.gateway.hazard;

/**
 * One kind of danger: looks at the picture and tells the book how probable the danger is.
 *
 * <p>A rule is asked about each confirmed track when a sensor has seen it (at most fifty times a second) and about all of
 * them some twenty times a second. It compares numbers only; how long a condition must hold, ids, updates and endings are
 * the book's business.
 *
 * <p>To add one: a file here, and a line in {@link HazardRules}.
 *
 * <p><b>Thread:</b> the fusion agent. A rule allocates nothing after construction and is a function of the picture and of
 * its own past.
 */
public interface HazardRule {
    /** Looks at one confirmed track. */
    default void assess(RoadPicture picture, int slot, EventBook book) {}

    /** Looks at the site as a whole, some twenty times a second. */
    default void assessSite(RoadPicture picture, EventBook book) {}
}
