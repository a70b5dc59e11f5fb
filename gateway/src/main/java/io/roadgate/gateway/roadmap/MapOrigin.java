package io.roadgate.gateway.roadmap;

/**
 * Where on earth a map's metres begin.
 *
 * @param latDeg WGS84; NaN = the file does not say.
 * @param lonDeg WGS84; NaN = the file does not say.
 * @param heightM above the ellipsoid; NaN = the file does not say.
 */
public record MapOrigin(double latDeg, double lonDeg, double heightM) {
    /** An origin that nobody has told. */
    public static final MapOrigin UNKNOWN = new MapOrigin(Double.NaN, Double.NaN, Double.NaN);

    /** Whether the file says where it is. */
    public boolean isKnown() {
        return !Double.isNaN(latDeg) && !Double.isNaN(lonDeg);
    }
}
