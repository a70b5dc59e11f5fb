package io.roadgate.sensor.observation;

import net.sf.geographiclib.Geodesic;

/**
 * The site's local plane: metres east and north of its origin, to and from WGS84.
 *
 * <p>Linear about the origin, with the scale of the WGS84 ellipsoid there (GeographicLib). One kilometre away it is
 * wrong by less than 0.1 m, which is below what any roadside sensor resolves; a site larger than 3 km wants two
 * gateways.
 */
public final class SitePlane {
    /** One degree in the wire's unit. */
    public static final double E7 = 1e7;

    private static final double PROBE_DEG = 0.01;

    private final double originLatDeg;
    private final double originLonDeg;
    private final double originHeightM;
    private final double northMPerDeg;
    private final double eastMPerDeg;

    /** A plane that touches the ellipsoid's parallel surface at the origin (degrees WGS84, metres above the ellipsoid). */
    public SitePlane(double originLatDeg, double originLonDeg, double originHeightM) {
        this.originLatDeg = originLatDeg;
        this.originLonDeg = originLonDeg;
        this.originHeightM = originHeightM;
        this.northMPerDeg =
                Geodesic.WGS84.Inverse(originLatDeg - PROBE_DEG, originLonDeg, originLatDeg + PROBE_DEG, originLonDeg)
                                .s12
                        / (2 * PROBE_DEG);
        this.eastMPerDeg =
                Geodesic.WGS84.Inverse(originLatDeg, originLonDeg - PROBE_DEG, originLatDeg, originLonDeg + PROBE_DEG)
                                .s12
                        / (2 * PROBE_DEG);
    }

    /** East of the origin, for a longitude in 1e-7 degree. */
    public double eastM(int lonE7) {
        return (lonE7 / E7 - originLonDeg) * eastMPerDeg;
    }

    /** North of the origin, for a latitude in 1e-7 degree. */
    public double northM(int latE7) {
        return (latE7 / E7 - originLatDeg) * northMPerDeg;
    }

    /** East of the origin, for a longitude in degrees. */
    public double eastMOfDeg(double lonDeg) {
        return (lonDeg - originLonDeg) * eastMPerDeg;
    }

    /** North of the origin, for a latitude in degrees. */
    public double northMOfDeg(double latDeg) {
        return (latDeg - originLatDeg) * northMPerDeg;
    }

    /** Latitude in 1e-7 degree, nearest. */
    public int latE7(double northM) {
        return (int) Math.round((originLatDeg + northM / northMPerDeg) * E7);
    }

    /** Longitude in 1e-7 degree, nearest. */
    public int lonE7(double eastM) {
        return (int) Math.round((originLonDeg + eastM / eastMPerDeg) * E7);
    }

    /** Above the origin, for a height above the ellipsoid. */
    public double upM(double heightM) {
        return heightM - originHeightM;
    }

    /** Above the ellipsoid in centimetres. */
    public int heightCm(double upM) {
        return (int) Math.round((originHeightM + upM) * 100);
    }
}
