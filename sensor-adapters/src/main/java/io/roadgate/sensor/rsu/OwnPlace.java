package io.roadgate.sensor.rsu;

import io.roadgate.sensor.observation.ObservationEncoder;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.v2x.dayone.Position3D;
import io.roadgate.v2x.dayone.PositionConfidenceSet;
import io.roadgate.v2x.dayone.PositionalAccuracy;
import io.roadgate.v2x.units.WireConfidence;
import io.roadgate.v2x.units.WireUnits;

/**
 * The place that a road user gives itself, and how sure it is of it.
 *
 * <p>An accuracy ellipse is one sigma; a position confidence is the radius of 95 %, which is 2.45 sigma of a plane normal
 * distribution. The sender does not know its deck: the level stays unknown, the height says it where the message has one.
 *
 * <p>Source: types Position3D, PositionalAccuracy and PositionConfidenceSet of all sets; 95 % and one sigma by SAE J2735.
 */
final class OwnPlace {
    private static final double SIGMAS_OF_95_PERCENT = 2.45;
    // No receiver on the move is better; a zero from the wire must not make a filter certain.
    private static final double LEAST_SIGMA_M = 0.1;

    private final SitePlane plane;
    private final double reachM;
    private final double positionSigmaM;

    /**
     * A reader of places.
     *
     * @param reachM farthest place that is believed.
     * @param positionSigmaM 1 sigma of a place without an accuracy.
     */
    OwnPlace(SitePlane plane, double reachM, double positionSigmaM) {
        this.plane = plane;
        this.reachM = reachM;
        this.positionSigmaM = positionSigmaM;
    }

    /** Whether there is a place, and one from which a radio can be heard here. */
    boolean isInReach(Position3D pos) {
        int latE7 = WireUnits.latE7(pos.lat());
        int lonE7 = WireUnits.lonE7(pos.long_());
        return latE7 != WireUnits.UNKNOWN
                && lonE7 != WireUnits.UNKNOWN
                && Math.abs(plane.eastM(lonE7)) <= reachM
                && Math.abs(plane.northM(latE7)) <= reachM;
    }

    /** Writes place and covariance; of accuracy and confidence, null is what the message does not have. */
    void write(ObservationEncoder out, Position3D pos, PositionalAccuracy accuracy, PositionConfidenceSet confidence) {
        out.eastM(plane.eastM(WireUnits.lonE7(pos.long_()))).northM(plane.northM(WireUnits.latE7(pos.lat())));
        int heightCm = pos.hasElevation() ? WireUnits.heightCm(pos.elevation()) : WireUnits.UNKNOWN;
        if (heightCm != WireUnits.UNKNOWN) {
            out.upM(plane.upM(heightCm / 100.0));
        }
        double majorSigmaM = positionSigmaM;
        double minorSigmaM = positionSigmaM;
        double majorRad = 0;
        if (accuracy != null && isKnown(accuracy)) {
            majorSigmaM = WireUnits.axisM(accuracy.semiMajor());
            minorSigmaM = WireUnits.axisM(accuracy.semiMinor());
            majorRad = WireUnits.axisOrientationRad(accuracy.orientation());
        } else if (confidence != null && WireConfidence.placeM(confidence.pos()) > 0) {
            majorSigmaM = WireConfidence.placeM(confidence.pos()) / SIGMAS_OF_95_PERCENT;
            minorSigmaM = majorSigmaM;
        }
        writeEllipse(out, Math.max(majorSigmaM, LEAST_SIGMA_M), Math.max(minorSigmaM, LEAST_SIGMA_M), majorRad);
    }

    private static boolean isKnown(PositionalAccuracy accuracy) {
        return !Float.isNaN(WireUnits.axisM(accuracy.semiMajor()))
                && !Float.isNaN(WireUnits.axisM(accuracy.semiMinor()))
                && !Float.isNaN(WireUnits.axisOrientationRad(accuracy.orientation()));
    }

    private static void writeEllipse(ObservationEncoder out, double majorSigmaM, double minorSigmaM, double majorRad) {
        double sin = Math.sin(majorRad);
        double cos = Math.cos(majorRad);
        double majorVar = majorSigmaM * majorSigmaM;
        double minorVar = minorSigmaM * minorSigmaM;
        out.eastVarM2((float) (sin * sin * majorVar + cos * cos * minorVar))
                .northVarM2((float) (cos * cos * majorVar + sin * sin * minorVar))
                .eastNorthCovM2((float) (sin * cos * (majorVar - minorVar)));
    }
}
