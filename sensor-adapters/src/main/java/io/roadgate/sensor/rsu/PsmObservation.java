package io.roadgate.sensor.rsu;

import io.roadgate.sensor.observation.ObservationEncoder;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.v2x.daytwo.MotorizedPropelledType;
import io.roadgate.v2x.daytwo.NonMotorData;
import io.roadgate.v2x.daytwo.PersonalDeviceUserType;
import io.roadgate.v2x.daytwo.PersonalSafetyMessage;
import io.roadgate.v2x.daytwo.PropelledInformation;
import io.roadgate.v2x.units.WireUnits;

/**
 * Writes what a person on the road says of itself into an observation. The heading is the way that it goes.
 *
 * <p>Source: types PersonalSafetyMessage, Non-motorData and PropelledInformation of the day2 set; overallRadius in 0.1 m.
 */
final class PsmObservation {
    private static final float RADIUS_M = 0.1f;

    private final OwnPlace place;
    private final float speedSigmaMps;

    PsmObservation(OwnPlace place, float speedSigmaMps) {
        this.place = place;
        this.speedSigmaMps = speedSigmaMps;
    }

    void write(ObservationEncoder out, PersonalSafetyMessage psm) {
        place.write(out, psm.pos(), psm.posAccuracy(), null);
        float speedMps = WireUnits.speedMps(psm.speed());
        float headingRad = WireUnits.headingRad(psm.heading());
        boolean isAtRest = speedMps == 0;
        out.participantClass(classOf(psm.nonMotorData()))
                .temporaryId(psm.id().idAsLong())
                .headingRad(headingRad)
                .eastMps(isAtRest ? 0 : (float) (speedMps * Math.sin(headingRad)))
                .northMps(isAtRest ? 0 : (float) (speedMps * Math.cos(headingRad)))
                .speedSigmaMps(speedSigmaMps);
        if (psm.hasAccelSet()) {
            out.accelMps2(WireUnits.accelMps2(psm.accelSet().long_()));
        }
        if (psm.overallRadius() > 0) {
            float acrossM = 2 * RADIUS_M * psm.overallRadius();
            out.lengthM(acrossM).widthM(acrossM);
        }
    }

    private static ParticipantClass classOf(NonMotorData data) {
        return switch (data.basicType()) {
            case PersonalDeviceUserType.A_PEDESTRIAN, PersonalDeviceUserType.A_ROADWORKER ->
                ParticipantClass.PEDESTRIAN;
            case PersonalDeviceUserType.A_PEDALCYCLIST -> ParticipantClass.BICYCLE;
            case PersonalDeviceUserType.AN_ANIMAL -> ParticipantClass.ANIMAL;
            default -> data.hasPropulsion() ? classOf(data.propulsion()) : ParticipantClass.UNKNOWN;
        };
    }

    /** Of a person that does not say what it is: what drives it. */
    private static ParticipantClass classOf(PropelledInformation propulsion) {
        return switch (propulsion.choice()) {
            case PropelledInformation.HUMAN -> ParticipantClass.PEDESTRIAN;
            case PropelledInformation.ANIMAL -> ParticipantClass.ANIMAL;
            case PropelledInformation.MOTOR ->
                propulsion.motor() == MotorizedPropelledType.BICYCLE
                        ? ParticipantClass.BICYCLE
                        : ParticipantClass.PEDESTRIAN;
            default -> ParticipantClass.UNKNOWN;
        };
    }
}
