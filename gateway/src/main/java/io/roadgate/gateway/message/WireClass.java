package io.roadgate.gateway.message;

import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.v2x.dayone.BasicVehicleClass;
import io.roadgate.v2x.dayone.ParticipantType;
import io.roadgate.v2x.daytwo.DetectedPTCType;
import io.roadgate.v2x.daytwo.ObstacleType;
import java.util.Arrays;

/**
 * Our classes of participants as messages name them.
 *
 * <p>Source: ParticipantType and BasicVehicleClass of T/CSAE 53, DetectedPTCType and ObstacleType of T/CSAE 157.
 */
public final class WireClass {
    /** It is no obstacle. */
    public static final int NO_OBSTACLE = -1;

    private static final int[] TYPES = new int[256];
    private static final int[] VEHICLES = new int[256];
    private static final int[] DETECTED = new int[256];
    private static final int[] OBSTACLES = new int[256];

    static {
        Arrays.fill(OBSTACLES, NO_OBSTACLE);
        motor(ParticipantClass.CAR, BasicVehicleClass.PASSENGER_VEHICLE_TYPE_UNKNOWN, DetectedPTCType.CAR);
        motor(ParticipantClass.VAN, BasicVehicleClass.LIGHT_TRUCK_VEHICLE_TYPE_UNKNOWN, DetectedPTCType.VAN);
        motor(ParticipantClass.BUS, BasicVehicleClass.TRANSIT_TYPE_UNKNOWN, DetectedPTCType.BUS);
        motor(ParticipantClass.TRUCK, BasicVehicleClass.TRUCK_VEHICLE_TYPE_UNKNOWN, DetectedPTCType.TRUCK);
        motor(ParticipantClass.TRAILER, BasicVehicleClass.EQUIPPED_CARGO_TRAILER, DetectedPTCType.TRUCK);
        motor(ParticipantClass.SPECIAL, BasicVehicleClass.SPECIAL_VEHICLE_CLASS, DetectedPTCType.UNKNOWN_MOVABLE);
        motor(ParticipantClass.MOTORCYCLE, BasicVehicleClass.MOTORCYCLE_TYPE_UNKNOWN, DetectedPTCType.MOTORCYCLIST);
        motor(ParticipantClass.EMERGENCY, BasicVehicleClass.EMERGENCY_TYPE_UNKNOWN, DetectedPTCType.UNKNOWN_MOVABLE);
        row(
                ParticipantClass.BICYCLE,
                ParticipantType.NON_MOTOR,
                BasicVehicleClass.OTHER_TRAVELER_BICYCLE,
                DetectedPTCType.CYCLIST);
        row(
                ParticipantClass.TRICYCLE,
                ParticipantType.NON_MOTOR,
                BasicVehicleClass.OTHER_TRAVELER_TYPE_OTHER,
                DetectedPTCType.TRICYCLIST);
        row(
                ParticipantClass.PEDESTRIAN,
                ParticipantType.PEDESTRIAN,
                BasicVehicleClass.OTHER_TRAVELER_PEDESTRIAN,
                DetectedPTCType.PEDESTRIAN);
        OBSTACLES[ParticipantClass.ANIMAL.value()] = ObstacleType.ANIMAL_INTRUSION;
        OBSTACLES[ParticipantClass.CONE.value()] = ObstacleType.TRAFFICCONE;
        OBSTACLES[ParticipantClass.DEBRIS.value()] = ObstacleType.UNKNOWN_FRAGMENTS;
    }

    private WireClass() {}

    private static void motor(ParticipantClass ours, int vehicle, int detected) {
        row(ours, ParticipantType.MOTOR, vehicle, detected);
    }

    private static void row(ParticipantClass ours, int type, int vehicle, int detected) {
        TYPES[ours.value()] = type;
        VEHICLES[ours.value()] = vehicle;
        DETECTED[ours.value()] = detected;
    }

    /** ParticipantType of a code of {@link ParticipantClass}. */
    public static int participantType(int code) {
        return TYPES[code & 0xFF];
    }

    /** BasicVehicleClass; unknownVehicleClass when none fits. */
    public static int vehicleClass(int code) {
        return VEHICLES[code & 0xFF];
    }

    /** DetectedPTCType. */
    public static int detectedType(int code) {
        return DETECTED[code & 0xFF];
    }

    /** ObstacleType, or {@link #NO_OBSTACLE} for a road user. */
    public static int obstacleType(int code) {
        return OBSTACLES[code & 0xFF];
    }
}
