package io.roadgate.gateway.scene;

import io.roadgate.sensor.observation.ParticipantClass;
import java.util.Map;

/** Names of classes in scene files. */
final class SceneClasses {
    private static final Map<String, ParticipantClass> BY_NAME = Map.of(
            "car", ParticipantClass.CAR,
            "truck", ParticipantClass.TRUCK,
            "bus", ParticipantClass.BUS,
            "emergency", ParticipantClass.EMERGENCY,
            "cyclist", ParticipantClass.BICYCLE,
            "pedestrian", ParticipantClass.PEDESTRIAN,
            "animal", ParticipantClass.ANIMAL,
            "debris", ParticipantClass.DEBRIS);

    private SceneClasses() {}

    static ParticipantClass of(String name) {
        return BY_NAME.getOrDefault(name, ParticipantClass.UNKNOWN);
    }

    /** The name for a code; a vehicle of unknown class is most likely a car. */
    static String name(int code) {
        return switch (ParticipantClass.get((short) code)) {
            case TRUCK, TRAILER -> "truck";
            case BUS -> "bus";
            case EMERGENCY, SPECIAL -> "emergency";
            case BICYCLE, TRICYCLE, MOTORCYCLE -> "cyclist";
            case PEDESTRIAN -> "pedestrian";
            case ANIMAL -> "animal";
            case DEBRIS, CONE -> "debris";
            default -> "car";
        };
    }
}
