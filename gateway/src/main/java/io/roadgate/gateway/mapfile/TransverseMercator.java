package io.roadgate.gateway.mapfile;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Metres of a transverse Mercator grid (UTM zones, too) on WGS84 → latitude and longitude.
 *
 * <p><b>Source:</b> the series of Krüger (1912) in the third flattening n, to n^4: below a millimetre within a zone. Names of
 * parameters: PROJ strings, as OpenDRIVE's {@code geoReference} and SUMO's {@code projParameter} have them.
 */
final class TransverseMercator {
    private static final double SEMI_MAJOR_M = 6_378_137;
    private static final double FLATTENING = 1 / 298.257223563;
    private static final double N = FLATTENING / (2 - FLATTENING);
    private static final double N2 = N * N;
    private static final double N3 = N2 * N;
    private static final double N4 = N2 * N2;
    private static final double RADIUS_M = SEMI_MAJOR_M / (1 + N) * (1 + N2 / 4 + N4 / 64);
    private static final double[] ALPHA = {
        N / 2 - 2 * N2 / 3 + 5 * N3 / 16 + 41 * N4 / 180,
        13 * N2 / 48 - 3 * N3 / 5 + 557 * N4 / 1440,
        61 * N3 / 240 - 103 * N4 / 140,
        49561 * N4 / 161280
    };
    private static final double[] BETA = {
        N / 2 - 2 * N2 / 3 + 37 * N3 / 96 - N4 / 360,
        N2 / 48 + N3 / 15 - 437 * N4 / 1440,
        17 * N3 / 480 - 37 * N4 / 840,
        4397 * N4 / 161280
    };
    private static final double[] DELTA = {
        2 * N - 2 * N2 / 3 - 2 * N3 + 116 * N4 / 45,
        7 * N2 / 3 - 8 * N3 / 5 - 227 * N4 / 45,
        56 * N3 / 15 - 136 * N4 / 35,
        4279 * N4 / 630
    };
    private static final double UTM_SCALE = 0.9996;
    private static final double UTM_EAST_M = 500_000;
    private static final double UTM_SOUTH_M = 10_000_000;

    private final double meridianRad;
    private final double scale;
    private final double falseEastM;
    private final double falseNorthM;
    private final boolean isUtm;

    private TransverseMercator(
            double latDeg, double lonDeg, double scale, double falseEastM, double falseNorthM, boolean isUtm) {
        meridianRad = StrictMath.toRadians(lonDeg);
        this.scale = scale;
        this.falseEastM = falseEastM;
        this.falseNorthM = falseNorthM - scale * RADIUS_M * rectifying(StrictMath.toRadians(latDeg));
        this.isUtm = isUtm;
    }

    /** The grid of a PROJ string; empty when it is of another kind. */
    static Optional<TransverseMercator> of(String text) {
        Map<String, String> values = new HashMap<>();
        for (String part : text.strip().split("\\s+", -1)) {
            int equals = part.indexOf('=');
            if (part.startsWith("+")) {
                values.put(
                        part.substring(1, equals < 0 ? part.length() : equals),
                        equals < 0 ? "" : part.substring(equals + 1));
            }
        }
        try {
            String kind = values.getOrDefault("proj", "");
            if (kind.equals("utm")) {
                int zone = Integer.parseInt(values.getOrDefault("zone", "0"));
                double northM = values.containsKey("south") ? UTM_SOUTH_M : 0;
                return zone < 1 || zone > 60
                        ? Optional.empty()
                        : Optional.of(new TransverseMercator(0, zone * 6 - 183, UTM_SCALE, UTM_EAST_M, northM, true));
            }
            if (kind.equals("tmerc")) {
                String k = values.getOrDefault("k_0", values.getOrDefault("k", "1"));
                return Optional.of(new TransverseMercator(
                        number(values, "lat_0"),
                        number(values, "lon_0"),
                        Double.parseDouble(k),
                        number(values, "x_0"),
                        number(values, "y_0"),
                        false));
            }
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static double number(Map<String, String> values, String key) {
        return Double.parseDouble(values.getOrDefault(key, "0"));
    }

    /** Whether a place can be of this grid at all: UTM counts from 500 km west of its meridian. */
    boolean isWithin(double eastM, double northM) {
        double awayM = Math.abs(eastM - falseEastM);
        return awayM < (isUtm ? 450_000 : 1_000_000) && Math.abs(northM) <= UTM_SOUTH_M;
    }

    /** Latitude and longitude in degrees. */
    double[] toDegrees(double eastM, double northM) {
        double xi = (northM - falseNorthM) / (scale * RADIUS_M);
        double eta = (eastM - falseEastM) / (scale * RADIUS_M);
        double innerXi = xi;
        double innerEta = eta;
        for (int j = 1; j <= BETA.length; j++) {
            innerXi -= BETA[j - 1] * StrictMath.sin(2 * j * xi) * StrictMath.cosh(2 * j * eta);
            innerEta -= BETA[j - 1] * StrictMath.cos(2 * j * xi) * StrictMath.sinh(2 * j * eta);
        }
        double conformal = StrictMath.asin(StrictMath.sin(innerXi) / StrictMath.cosh(innerEta));
        double lat = conformal;
        for (int j = 1; j <= DELTA.length; j++) {
            lat += DELTA[j - 1] * StrictMath.sin(2 * j * conformal);
        }
        double lon = meridianRad + StrictMath.atan2(StrictMath.sinh(innerEta), StrictMath.cos(innerXi));
        return new double[] {StrictMath.toDegrees(lat), StrictMath.toDegrees(lon)};
    }

    /** Distance from the equator along the meridian, as an angle. */
    private static double rectifying(double latRad) {
        double e = StrictMath.sqrt(FLATTENING * (2 - FLATTENING));
        double s = e * StrictMath.sin(latRad);
        double tan = StrictMath.tan(latRad);
        double asinh = StrictMath.log(Math.abs(tan) + StrictMath.sqrt(tan * tan + 1)) * Math.signum(tan);
        double atanh = StrictMath.log((1 + s) / (1 - s)) / 2;
        double conformal = StrictMath.atan(StrictMath.sinh(asinh - e * atanh));
        double angle = conformal;
        for (int j = 1; j <= ALPHA.length; j++) {
            angle += ALPHA[j - 1] * StrictMath.sin(2 * j * conformal);
        }
        return angle;
    }
}
