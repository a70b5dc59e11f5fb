package io.roadgate.gateway.roadmap;

/**
 * Where a toll is due, or a gantry stands: a line across lanes, or a point when both ends are one.
 *
 * @param id unique.
 * @param isGantry free flow under a gantry; false = the line of a toll plaza.
 * @param fromEastM one end.
 * @param fromNorthM one end.
 * @param toEastM other end.
 * @param toNorthM other end.
 * @param level deck.
 */
public record TollLine(
        String id, boolean isGantry, double fromEastM, double fromNorthM, double toEastM, double toNorthM, int level) {}
