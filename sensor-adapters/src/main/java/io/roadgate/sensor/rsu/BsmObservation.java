package io.roadgate.sensor.rsu;

import io.roadgate.sensor.observation.CuesEncoder;
import io.roadgate.sensor.observation.ObservationEncoder;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.v2x.dayone.AntiLockBrakeStatus;
import io.roadgate.v2x.dayone.BasicSafetyMessage;
import io.roadgate.v2x.dayone.BrakeAppliedStatus;
import io.roadgate.v2x.dayone.BrakePedalStatus;
import io.roadgate.v2x.dayone.BrakeSystemStatus;
import io.roadgate.v2x.dayone.ExteriorLights;
import io.roadgate.v2x.dayone.PositionalAccuracy;
import io.roadgate.v2x.dayone.SirenInUse;
import io.roadgate.v2x.dayone.StabilityControlStatus;
import io.roadgate.v2x.dayone.TractionControlStatus;
import io.roadgate.v2x.dayone.TransmissionState;
import io.roadgate.v2x.dayone.VehicleEventFlags;
import io.roadgate.v2x.units.WireConfidence;
import io.roadgate.v2x.units.WireUnits;

/**
 * Writes what a vehicle says of itself into an observation.
 *
 * <p>Units: the wire's become ours in {@code WireUnits}. An accuracy ellipse is one sigma; a position confidence is
 * the radius of 95 %, which is 2.45 sigma of a plane normal distribution. The vehicle does not know its deck: the
 * level stays unknown, the height says it where the message has one.
 *
 * <p>Source: types BasicSafetyMessage, PositionalAccuracy, BrakeSystemStatus, VehicleEventFlags, ExteriorLights,
 * VehicleEmergencyExtensions of the day1-2020 set (T/CSAE 53); 95 % and one sigma by SAE J2735.
 */
final class BsmObservation {
    private static final double SIGMAS_OF_95_PERCENT = 2.45;
    // No receiver on a moving car is better; a zero from the wire must not make a filter certain.
    private static final double LEAST_SIGMA_M = 0.1;

    private final SitePlane plane;
    private final double positionSigmaM;
    private final float speedSigmaMps;

    BsmObservation(SitePlane plane, double positionSigmaM, float speedSigmaMps) {
        this.plane = plane;
        this.positionSigmaM = positionSigmaM;
        this.speedSigmaMps = speedSigmaMps;
    }

    void write(ObservationEncoder out, BasicSafetyMessage bsm) {
        writePlace(out, bsm);
        writeMotion(out, bsm);
        out.participantClass(BsmClasses.of(bsm.vehicleClass().classification()))
                .temporaryId(bsm.id().idAsLong())
                .lengthM(WireUnits.vehicleM(bsm.size().length()))
                .widthM(WireUnits.vehicleM(bsm.size().width()));
        if (bsm.size().hasHeight()) {
            out.heightM(WireUnits.vehicleHeightM(bsm.size().height()));
        }
        CuesEncoder cues = out.cues();
        writeBrakes(cues, bsm.brakes());
        if (bsm.hasSafetyExt() && bsm.safetyExt().hasEvents()) {
            writeEvents(cues, bsm);
        }
        if (bsm.hasSafetyExt()
                && bsm.safetyExt().hasLights()
                && bsm.safetyExt().lights().isSet(ExteriorLights.HAZARD_SIGNAL_ON)) {
            cues.hazardLights(true);
        }
        if (bsm.hasEmergencyExt() && bsm.emergencyExt().hasSirenUse()) {
            cues.siren(bsm.emergencyExt().sirenUse() == SirenInUse.IN_USE);
        }
    }

    private void writePlace(ObservationEncoder out, BasicSafetyMessage bsm) {
        out.eastM(plane.eastM(WireUnits.lonE7(bsm.pos().long_())))
                .northM(plane.northM(WireUnits.latE7(bsm.pos().lat())));
        int heightCm = bsm.pos().hasElevation() ? WireUnits.heightCm(bsm.pos().elevation()) : WireUnits.UNKNOWN;
        if (heightCm != WireUnits.UNKNOWN) {
            out.upM(plane.upM(heightCm / 100.0));
        }
        double majorSigmaM = positionSigmaM;
        double minorSigmaM = positionSigmaM;
        double majorRad = 0;
        if (bsm.hasPosAccuracy() && isKnown(bsm.posAccuracy())) {
            majorSigmaM = WireUnits.axisM(bsm.posAccuracy().semiMajor());
            minorSigmaM = WireUnits.axisM(bsm.posAccuracy().semiMinor());
            majorRad = WireUnits.axisOrientationRad(bsm.posAccuracy().orientation());
        } else if (bsm.hasPosConfidence()
                && WireConfidence.placeM(bsm.posConfidence().pos()) > 0) {
            majorSigmaM = WireConfidence.placeM(bsm.posConfidence().pos()) / SIGMAS_OF_95_PERCENT;
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

    private void writeMotion(ObservationEncoder out, BasicSafetyMessage bsm) {
        float speedMps = WireUnits.speedMps(bsm.speed());
        float headingRad = WireUnits.headingRad(bsm.heading());
        // The heading is where the front points; in reverse the vehicle moves the other way.
        float alongMps = bsm.transmission() == TransmissionState.REVERSE_GEARS ? -speedMps : speedMps;
        boolean isAtRest = speedMps == 0;
        out.headingRad(headingRad)
                .eastMps(isAtRest ? 0 : (float) (alongMps * Math.sin(headingRad)))
                .northMps(isAtRest ? 0 : (float) (alongMps * Math.cos(headingRad)))
                .accelMps2(WireUnits.accelMps2(bsm.accelSet().long_()))
                .speedSigmaMps(speedSigmaMps);
        if (bsm.hasMotionCfd()) {
            float speedBoundMps = bsm.motionCfd().hasSpeedCfd()
                    ? WireConfidence.speedMps(bsm.motionCfd().speedCfd())
                    : Float.NaN;
            if (speedBoundMps > 0) {
                out.speedSigmaMps(speedBoundMps);
            }
            if (bsm.motionCfd().hasHeadingCfd()) {
                out.headingSigmaRad(WireConfidence.headingRad(bsm.motionCfd().headingCfd()));
            }
        }
    }

    private static void writeBrakes(CuesEncoder cues, BrakeSystemStatus brakes) {
        boolean isPedalDown = brakes.hasBrakePadel() && brakes.brakePadel() == BrakePedalStatus.ON;
        cues.braking(isPedalDown || (brakes.hasWheelBrakes() && isAnyWheelBraked(brakes.wheelBrakes())))
                .absActive(brakes.hasAbs() && brakes.abs() == AntiLockBrakeStatus.ENGAGED)
                .tractionControlActive(brakes.hasTraction() && brakes.traction() == TractionControlStatus.ENGAGED)
                .stabilityControlActive(brakes.hasScs() && brakes.scs() == StabilityControlStatus.ENGAGED);
    }

    private static boolean isAnyWheelBraked(int wheels) {
        return BrakeAppliedStatus.isSet(wheels, BrakeAppliedStatus.LEFT_FRONT)
                || BrakeAppliedStatus.isSet(wheels, BrakeAppliedStatus.LEFT_REAR)
                || BrakeAppliedStatus.isSet(wheels, BrakeAppliedStatus.RIGHT_FRONT)
                || BrakeAppliedStatus.isSet(wheels, BrakeAppliedStatus.RIGHT_REAR);
    }

    /** An event adds to what the brakes said, it never takes away. */
    private static void writeEvents(CuesEncoder cues, BasicSafetyMessage bsm) {
        cues.hardBraking(isEvent(bsm, VehicleEventFlags.EVENT_HARD_BRAKING))
                .hazardLights(isEvent(bsm, VehicleEventFlags.EVENT_HAZARD_LIGHTS));
        if (isEvent(bsm, VehicleEventFlags.EVENT_ABSACTIVATED)) {
            cues.absActive(true);
        }
        if (isEvent(bsm, VehicleEventFlags.EVENT_TRACTION_CONTROL_LOSS)) {
            cues.tractionControlActive(true);
        }
        if (isEvent(bsm, VehicleEventFlags.EVENT_STABILITY_CONTROLACTIVATED)) {
            cues.stabilityControlActive(true);
        }
    }

    private static boolean isEvent(BasicSafetyMessage bsm, int flag) {
        return bsm.safetyExt().events().isSet(flag);
    }
}
