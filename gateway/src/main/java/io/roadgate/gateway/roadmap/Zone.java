package io.roadgate.gateway.roadmap;

import java.util.List;

/**
 * A part of the site that rules name: a carriageway of an expressway, an arm of a junction, a junction.
 *
 * @param id unique.
 * @param kind what it is.
 * @param level deck.
 * @param centreline of an expressway in driving direction, of an arm from the junction outward, each {east, north} in
 *     metres; of a junction one point, its middle.
 * @param halfWidthM to each side of the line; of a junction its radius.
 * @param limitMps speed limit, m/s; NaN = none given.
 */
public record Zone(String id, Kind kind, int level, List<double[]> centreline, double halfWidthM, double limitMps) {
    /** Freezes the list. */
    public Zone {
        centreline = List.copyOf(centreline);
    }

    /** The table of kinds of zones. */
    public enum Kind {
        /** One carriageway, driven in one direction. */
        EXPRESSWAY,
        /** A road to a junction with both directions. */
        ARM,
        /** Where roads cross: a circle. */
        JUNCTION
    }
}
