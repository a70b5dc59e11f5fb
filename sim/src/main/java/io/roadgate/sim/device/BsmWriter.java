package io.roadgate.sim.device;

import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sim.traffic.Participant;
import io.roadgate.sim.traffic.ParticipantKind;
import io.roadgate.v2x.dayone.BasicSafetyMessage;
import io.roadgate.v2x.dayone.BasicVehicleClass;
import io.roadgate.v2x.dayone.BrakeAppliedStatus;
import io.roadgate.v2x.dayone.BrakePedalStatus;
import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.dayone.PositionConfidence;
import io.roadgate.v2x.dayone.TransmissionState;
import io.roadgate.v2x.dayone.VehicleEventFlags;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Fills a basic safety message as a vehicle's own unit would.
 *
 * <p>Source: units in {@code shared/v2x/UNITS.txt}; hard braking is 0.4 g, {@code shared/sensors/hazards.md} section 4.
 */
final class BsmWriter {
    private static final double SPEED_MPS = 0.02;
    private static final double HEADING_DEG = 0.0125;
    private static final int HEADINGS = 28_800;
    private static final double ACCEL_MPS2 = 0.01;
    private static final int CM_PER_M = 100;
    private static final int CM_PER_DM = 10;
    private static final double HEIGHT_STEP_M = 0.05;
    private static final long NS_PER_MS = 1_000_000L;
    private static final long MS_PER_MINUTE = 60_000L;
    private static final int COUNT_MASK = 127;
    private static final double PLACE_SIGMA_M = 0.3;
    private static final double SPEED_SIGMA_MPS = 0.05;
    private static final double BRAKING_MPS2 = -0.8;
    private static final int ALL_WHEELS = BrakeAppliedStatus.with(
            BrakeAppliedStatus.with(
                    BrakeAppliedStatus.with(
                            BrakeAppliedStatus.with(0, BrakeAppliedStatus.LEFT_FRONT), BrakeAppliedStatus.LEFT_REAR),
                    BrakeAppliedStatus.RIGHT_FRONT),
            BrakeAppliedStatus.RIGHT_REAR);

    private final SitePlane plane;
    private final Random random;

    BsmWriter(SitePlane plane, long seed) {
        this.plane = plane;
        this.random = new Random(seed);
    }

    /** Replaces the frame's value by the report of one participant. */
    void write(MessageFrame frame, Participant participant, int count, long atNs) {
        BasicSafetyMessage bsm = frame.useBsmFrame();
        bsm.msgCnt(count & COUNT_MASK).secMark((int) (Math.floorDiv(atNs, NS_PER_MS) % MS_PER_MINUTE));
        bsm.id().set(participant.identity().bsmId().getBytes(StandardCharsets.US_ASCII));
        bsm.pos()
                .lat(plane.latE7(participant.northM() + noise(PLACE_SIGMA_M)))
                .long_(plane.lonE7(participant.eastM() + noise(PLACE_SIGMA_M)))
                .elevation(plane.heightCm(participant.upM()) / CM_PER_DM);
        bsm.usePosConfidence().pos(PositionConfidence.A1M);
        double speedMps = Math.max(0, participant.speedMps() + noise(SPEED_SIGMA_MPS));
        bsm.transmission(TransmissionState.FORWARD_GEARS)
                .speed((int) Math.round(speedMps / SPEED_MPS))
                .heading((int) Math.round(Math.toDegrees(participant.headingRad()) / HEADING_DEG) % HEADINGS);
        bsm.accelSet()
                .long_((int) Math.round(participant.accelMps2() / ACCEL_MPS2))
                .lat(0)
                .vert(0)
                .yaw(0);
        ParticipantKind kind = participant.kind();
        bsm.size()
                .width((int) Math.round(kind.widthM() * CM_PER_M))
                .length((int) Math.round(kind.lengthM() * CM_PER_M))
                .height((int) Math.round(kind.heightM() / HEIGHT_STEP_M));
        bsm.vehicleClass().classification(classOf(kind));
        writeBrakes(bsm, participant);
    }

    private static void writeBrakes(BasicSafetyMessage bsm, Participant participant) {
        boolean isBraking = participant.accelMps2() < BRAKING_MPS2;
        bsm.brakes()
                .brakePadel(isBraking ? BrakePedalStatus.ON : BrakePedalStatus.OFF)
                .wheelBrakes(isBraking ? ALL_WHEELS : 0);
        if (participant.isHardBraking()) {
            bsm.useSafetyExt().useEvents().set(VehicleEventFlags.EVENT_HARD_BRAKING);
        }
    }

    private double noise(double sigma) {
        return sigma * random.nextGaussian();
    }

    private static int classOf(ParticipantKind kind) {
        return switch (kind) {
            case CAR -> BasicVehicleClass.PASSENGER_VEHICLE_TYPE_OTHER;
            case VAN -> BasicVehicleClass.LIGHT_TRUCK_VEHICLE_TYPE_OTHER;
            case TRUCK -> BasicVehicleClass.TRUCK_AXLE_CNT2;
            case BUS -> BasicVehicleClass.TRANSIT_LOCAL_BUS;
            case MOTORCYCLE -> BasicVehicleClass.MOTORCYCLE_TYPE_OTHER;
            case BICYCLE -> BasicVehicleClass.OTHER_TRAVELER_BICYCLE;
            case PEDESTRIAN -> BasicVehicleClass.OTHER_TRAVELER_PEDESTRIAN;
        };
    }
}
