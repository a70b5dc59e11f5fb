package io.roadgate.gateway.roadmap;

/**
 * One direction from which a junction is entered, with its stop line.
 *
 * @param id unique; a signal controller's name for it, too.
 * @param rightEastM right end of the stop line as the driver sees it.
 * @param rightNorthM right end.
 * @param leftEastM left end.
 * @param leftNorthM left end.
 * @param headingRad driving direction there, clockwise from north.
 * @param signalGroup phase that governs straight on; 0 = none, or known by {@code id} only.
 * @param level deck.
 */
public record Approach(
        String id,
        double rightEastM,
        double rightNorthM,
        double leftEastM,
        double leftNorthM,
        double headingRad,
        int signalGroup,
        int level) {}
