package io.roadgate.gateway.mapfile;

import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.MapOrigin;
import io.roadgate.sensor.observation.SitePlane;
import java.util.Optional;

/**
 * A file's own metres → metres about the site's origin.
 *
 * <p>With a grid that is known, each place goes over latitude and longitude; without one, the file's metres are taken as the
 * site's; heights are taken as they stand, above the site's origin. When nobody has told the site's origin, the first place of the file becomes it (rounded to 0.0001 degree).
 */
final class Placer {
    private static final double ROUND_DEG = 1e4;
    private static final double FARTHEST_DEG = 0.5;

    private final MapFaults faults;
    private final Optional<TransverseMercator> grid;
    private final double offsetEastM;
    private final double offsetNorthM;
    private MapOrigin origin;
    private SitePlane plane;
    private boolean isPlain;

    /**
     * A placer.
     *
     * @param wanted origin of the site, or unknown.
     * @param offsetEastM to add to the file's metres to come to the grid's.
     */
    Placer(
            MapOrigin wanted,
            Optional<TransverseMercator> grid,
            double offsetEastM,
            double offsetNorthM,
            MapFaults faults) {
        this.faults = faults;
        this.grid = grid;
        this.offsetEastM = offsetEastM;
        this.offsetNorthM = offsetNorthM;
        origin = wanted;
        isPlain = grid.isEmpty();
        if (wanted.isKnown()) {
            plane = new SitePlane(wanted.latDeg(), wanted.lonDeg(), 0);
        }
    }

    /** The origin about which places lie; unknown when neither the site nor the file says it. */
    MapOrigin origin() {
        return origin;
    }

    /** {east, north, up} of a place of the file. */
    double[] place(double x, double y, double z) {
        if (!isPlain && !grid.orElseThrow().isWithin(x + offsetEastM, y + offsetNorthM)) {
            isPlain = true;
            faults.note(
                    0,
                    "",
                    "its places do not lie in the grid that it names: its metres are taken as those of the site");
        }
        if (isPlain) {
            return new double[] {x, y, z};
        }
        double[] degrees = grid.orElseThrow().toDegrees(x + offsetEastM, y + offsetNorthM);
        if (plane == null) {
            origin = new MapOrigin(
                    Math.round(degrees[0] * ROUND_DEG) / ROUND_DEG, Math.round(degrees[1] * ROUND_DEG) / ROUND_DEG, 0);
            plane = new SitePlane(origin.latDeg(), origin.lonDeg(), 0);
        }
        if (Math.abs(degrees[0] - origin.latDeg()) > FARTHEST_DEG
                || Math.abs(degrees[1] - origin.lonDeg()) > FARTHEST_DEG) {
            faults.error(
                    0,
                    "",
                    "must lie at the site's origin (" + origin.latDeg() + ", " + origin.lonDeg() + "), lies at ("
                            + degrees[0] + ", " + degrees[1] + ")");
            isPlain = true;
        }
        return new double[] {plane.eastMOfDeg(degrees[1]), plane.northMOfDeg(degrees[0]), z};
    }
}
