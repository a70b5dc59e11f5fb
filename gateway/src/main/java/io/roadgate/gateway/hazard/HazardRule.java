package io.roadgate.gateway.hazard;

/**
 * One kind of danger: looks at a track and tells the book whether the danger is there.
 *
 * <p>A rule is told of every confirmed track each time a sensor has seen it, and of all of them some twenty times a
 * second. It compares numbers only; how long a condition must hold, ids, updates and endings are the book's business.
 *
 * <p><b>Thread:</b> the fusion agent. A rule allocates nothing after construction and is a function of the picture and of
 * its own past.
 */
public interface HazardRule {
    /** Looks at one confirmed track and assesses it in the book. */
    void assess(RoadPicture picture, int slot, EventBook book);
}
