package io.roadgate.sensor.rsu;

import io.roadgate.v2x.dayone.AccelerationSet4Way;
import io.roadgate.v2x.dayone.BasicSafetyMessage;
import io.roadgate.v2x.dayone.BrakeSystemStatus;
import io.roadgate.v2x.dayone.MotionConfidenceSet;
import io.roadgate.v2x.dayone.Position3D;
import io.roadgate.v2x.dayone.PositionConfidenceSet;
import io.roadgate.v2x.dayone.PositionalAccuracy;
import io.roadgate.v2x.dayone.VehicleEmergencyExtensions;
import io.roadgate.v2x.dayone.VehicleSize;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageCodecs;
import io.roadgate.v2x.uper.BitString;

/**
 * A BSM of any set: the fields that become an observation, as they stand on the wire; null = not in the message.
 *
 * <p>The set of 2019 has a class of its own, because a path history in it may begin with a place that has other
 * confidences; all that is read here is the same in both.
 *
 * <p>Valid until the next message is decoded.
 */
final class VehicleReport {
    long id;
    int msgCnt;
    int secMark;
    int speed;
    int heading;
    int transmission;
    int classification;
    Position3D pos;
    AccelerationSet4Way accel;
    BrakeSystemStatus brakes;
    VehicleSize size;
    PositionalAccuracy posAccuracy;
    PositionConfidenceSet posConfidence;
    MotionConfidenceSet motionConfidence;
    VehicleEmergencyExtensions emergency;
    BitString events;
    BitString lights;

    /** Looks at the BSM in a codec's frame. */
    VehicleReport of(FrameCodec codec) {
        if (codec.set() == MessageCodecs.DAY1_2019) {
            read(codec.message(io.roadgate.v2x.dayone2019.BasicSafetyMessage.class));
        } else {
            read(codec.message(BasicSafetyMessage.class));
        }
        return this;
    }

    private void read(BasicSafetyMessage bsm) {
        id = bsm.id().idAsLong();
        msgCnt = bsm.msgCnt();
        secMark = bsm.secMark();
        speed = bsm.speed();
        heading = bsm.heading();
        transmission = bsm.transmission();
        classification = bsm.vehicleClass().classification();
        pos = bsm.pos();
        accel = bsm.accelSet();
        brakes = bsm.brakes();
        size = bsm.size();
        posAccuracy = bsm.hasPosAccuracy() ? bsm.posAccuracy() : null;
        posConfidence = bsm.hasPosConfidence() ? bsm.posConfidence() : null;
        motionConfidence = bsm.hasMotionCfd() ? bsm.motionCfd() : null;
        emergency = bsm.hasEmergencyExt() ? bsm.emergencyExt() : null;
        boolean isMore = bsm.hasSafetyExt();
        events = isMore && bsm.safetyExt().hasEvents() ? bsm.safetyExt().events() : null;
        lights = isMore && bsm.safetyExt().hasLights() ? bsm.safetyExt().lights() : null;
    }

    private void read(io.roadgate.v2x.dayone2019.BasicSafetyMessage bsm) {
        id = bsm.id().idAsLong();
        msgCnt = bsm.msgCnt();
        secMark = bsm.secMark();
        speed = bsm.speed();
        heading = bsm.heading();
        transmission = bsm.transmission();
        classification = bsm.vehicleClass().classification();
        pos = bsm.pos();
        accel = bsm.accelSet();
        brakes = bsm.brakes();
        size = bsm.size();
        posAccuracy = bsm.hasPosAccuracy() ? bsm.posAccuracy() : null;
        posConfidence = bsm.hasPosConfidence() ? bsm.posConfidence() : null;
        motionConfidence = bsm.hasMotionCfd() ? bsm.motionCfd() : null;
        emergency = bsm.hasEmergencyExt() ? bsm.emergencyExt() : null;
        boolean isMore = bsm.hasSafetyExt();
        events = isMore && bsm.safetyExt().hasEvents() ? bsm.safetyExt().events() : null;
        lights = isMore && bsm.safetyExt().hasLights() ? bsm.safetyExt().lights() : null;
    }
}
