package io.roadgate.gateway.message;

import io.roadgate.v2x.dayone.Position3D;
import io.roadgate.v2x.dayone.PositionConfidence;
import io.roadgate.v2x.dayone.PositionOffsetLL;
import io.roadgate.v2x.dayone.PositionOffsetLLV;
import io.roadgate.v2x.units.WireUnits;

/** The reference place of our messages, the site origin, and other places as offsets from it in as few bits as reach. */
public final class WirePlace {
    private static final double CM_PER_M = 100;
    private static final int VERTICAL_BITS = 12;
    private static final double VERTICAL_REACH_M = 204.7;
    private static final double[] CONFIDENCE_M = {500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01};
    /** The wire's classes are 95 percent radii; ours is one sigma (SAE J2735, PositionConfidence). */
    private static final double SIGMAS = 2;

    private final int latE7;
    private final int lonE7;
    private final int heightCm;

    /** Degrees WGS84, metres above the ellipsoid. */
    public WirePlace(double latDeg, double lonDeg, double heightM) {
        latE7 = WireUnits.degreesToE7(latDeg);
        lonE7 = WireUnits.degreesToE7(lonDeg);
        heightCm = (int) Math.round(heightM * CM_PER_M);
    }

    /** Fills the reference place itself. */
    public void writeTo(Position3D refPos) {
        refPos.lat(WireUnits.latWire(latE7))
                .long_(WireUnits.lonWire(lonE7))
                .elevation(WireUnits.elevationWire(heightCm));
    }

    /** Fills another place; an unknown height is left out. */
    public void writeOffset(int placeLatE7, int placeLonE7, int placeHeightCm, PositionOffsetLLV out) {
        long dLat = (long) placeLatE7 - latE7;
        long dLon = (long) placeLonE7 - lonE7;
        writeLatLon(dLat, dLon, placeLatE7, placeLonE7, out.offsetLL());
        if (placeHeightCm == WireUnits.UNKNOWN) {
            return;
        }
        double upM = (placeHeightCm - heightCm) / CM_PER_M;
        if (Math.abs(upM) < VERTICAL_REACH_M) {
            out.useOffsetV().offset6(WireUnits.verticalOffsetWire((float) upM, VERTICAL_BITS));
        } else {
            out.useOffsetV().elevation(WireUnits.elevationWire(placeHeightCm));
        }
    }

    /** The finest class that a standard deviation reaches; NaN is unavailable. */
    public static int confidence(float sigmaM) {
        if (Float.isNaN(sigmaM)) {
            return PositionConfidence.UNAVAILABLE;
        }
        int best = PositionConfidence.UNAVAILABLE;
        for (int i = 0; i < CONFIDENCE_M.length && CONFIDENCE_M[i] >= SIGMAS * sigmaM; i++) {
            best = PositionConfidence.A500M + i;
        }
        return best;
    }

    private static void writeLatLon(long dLat, long dLon, int placeLatE7, int placeLonE7, PositionOffsetLL out) {
        if (fits(dLat, dLon, 12)) {
            out.usePositionLL1().lon((int) dLon).lat((int) dLat);
        } else if (fits(dLat, dLon, 14)) {
            out.usePositionLL2().lon((int) dLon).lat((int) dLat);
        } else if (fits(dLat, dLon, 16)) {
            out.usePositionLL3().lon((int) dLon).lat((int) dLat);
        } else if (fits(dLat, dLon, 18)) {
            out.usePositionLL4().lon((int) dLon).lat((int) dLat);
        } else if (fits(dLat, dLon, 22)) {
            out.usePositionLL5().lon((int) dLon).lat((int) dLat);
        } else if (fits(dLat, dLon, 24)) {
            out.usePositionLL6().lon((int) dLon).lat((int) dLat);
        } else {
            out.usePositionLatLon().lon(WireUnits.lonWire(placeLonE7)).lat(WireUnits.latWire(placeLatE7));
        }
    }

    private static boolean fits(long dLat, long dLon, int bits) {
        long half = 1L << (bits - 1);
        return dLat >= -half && dLat < half && dLon >= -half && dLon < half;
    }
}
