package io.roadgate.sensor.rsu;

import io.roadgate.sensor.observation.CuesEncoder;
import io.roadgate.sensor.observation.ObservationEncoder;
import io.roadgate.v2x.dayone.AntiLockBrakeStatus;
import io.roadgate.v2x.dayone.BrakeAppliedStatus;
import io.roadgate.v2x.dayone.BrakePedalStatus;
import io.roadgate.v2x.dayone.BrakeSystemStatus;
import io.roadgate.v2x.dayone.ExteriorLights;
import io.roadgate.v2x.dayone.SirenInUse;
import io.roadgate.v2x.dayone.StabilityControlStatus;
import io.roadgate.v2x.dayone.TractionControlStatus;
import io.roadgate.v2x.dayone.TransmissionState;
import io.roadgate.v2x.dayone.VehicleEventFlags;
import io.roadgate.v2x.units.WireConfidence;
import io.roadgate.v2x.units.WireUnits;
import io.roadgate.v2x.uper.BitString;

/**
 * Writes what a vehicle says of itself into an observation.
 *
 * <p>Units: the wire's become ours in {@code WireUnits}; the place as {@link OwnPlace} says.
 *
 * <p>Source: types BasicSafetyMessage, BrakeSystemStatus, VehicleEventFlags, ExteriorLights, VehicleEmergencyExtensions
 * of the sets day1-2019 and day1-2020 (T/CSAE 53).
 */
final class BsmObservation {
    private final OwnPlace place;
    private final float speedSigmaMps;

    BsmObservation(OwnPlace place, float speedSigmaMps) {
        this.place = place;
        this.speedSigmaMps = speedSigmaMps;
    }

    void write(ObservationEncoder out, VehicleReport bsm) {
        place.write(out, bsm.pos, bsm.posAccuracy, bsm.posConfidence);
        writeMotion(out, bsm);
        out.participantClass(BsmClasses.of(bsm.classification))
                .temporaryId(bsm.id)
                .lengthM(WireUnits.vehicleM(bsm.size.length()))
                .widthM(WireUnits.vehicleM(bsm.size.width()));
        if (bsm.size.hasHeight()) {
            out.heightM(WireUnits.vehicleHeightM(bsm.size.height()));
        }
        CuesEncoder cues = out.cues();
        writeBrakes(cues, bsm.brakes);
        if (bsm.events != null) {
            writeEvents(cues, bsm.events);
        }
        if (bsm.lights != null && bsm.lights.isSet(ExteriorLights.HAZARD_SIGNAL_ON)) {
            cues.hazardLights(true);
        }
        if (bsm.emergency != null && bsm.emergency.hasSirenUse()) {
            cues.siren(bsm.emergency.sirenUse() == SirenInUse.IN_USE);
        }
    }

    private void writeMotion(ObservationEncoder out, VehicleReport bsm) {
        float speedMps = WireUnits.speedMps(bsm.speed);
        float headingRad = WireUnits.headingRad(bsm.heading);
        // The heading is where the front points; in reverse the vehicle moves the other way.
        float alongMps = bsm.transmission == TransmissionState.REVERSE_GEARS ? -speedMps : speedMps;
        boolean isAtRest = speedMps == 0;
        out.headingRad(headingRad)
                .eastMps(isAtRest ? 0 : (float) (alongMps * Math.sin(headingRad)))
                .northMps(isAtRest ? 0 : (float) (alongMps * Math.cos(headingRad)))
                .accelMps2(WireUnits.accelMps2(bsm.accel.long_()))
                .speedSigmaMps(speedSigmaMps);
        if (bsm.motionConfidence != null) {
            float speedBoundMps = bsm.motionConfidence.hasSpeedCfd()
                    ? WireConfidence.speedMps(bsm.motionConfidence.speedCfd())
                    : Float.NaN;
            if (speedBoundMps > 0) {
                out.speedSigmaMps(speedBoundMps);
            }
            if (bsm.motionConfidence.hasHeadingCfd()) {
                out.headingSigmaRad(WireConfidence.headingRad(bsm.motionConfidence.headingCfd()));
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
    private static void writeEvents(CuesEncoder cues, BitString events) {
        cues.hardBraking(events.isSet(VehicleEventFlags.EVENT_HARD_BRAKING))
                .hazardLights(events.isSet(VehicleEventFlags.EVENT_HAZARD_LIGHTS));
        if (events.isSet(VehicleEventFlags.EVENT_ABSACTIVATED)) {
            cues.absActive(true);
        }
        if (events.isSet(VehicleEventFlags.EVENT_TRACTION_CONTROL_LOSS)) {
            cues.tractionControlActive(true);
        }
        if (events.isSet(VehicleEventFlags.EVENT_STABILITY_CONTROLACTIVATED)) {
            cues.stabilityControlActive(true);
        }
    }
}
