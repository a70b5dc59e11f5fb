package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every hazard rule: one row each. */
public enum HazardRules {
    /** A motor vehicle that stands where traffic flows, or on the hard shoulder. */
    STOPPED_VEHICLE(
            "stoppedVehicle", EventKind.ABNORMAL_VEHICLE_STOPPED, StoppedVehicleRule.SETTINGS, StoppedVehicleRule::new),
    /** A vehicle that says, or shows, that it brakes as in an emergency. */
    EMERGENCY_BRAKING(
            "emergencyBraking", EventKind.EMERGENCY_BRAKING, EmergencyBrakingRule.SETTINGS, EmergencyBrakingRule::new),
    /** A vehicle and a person on foot or on pedals who will meet. */
    VULNERABLE_ROAD_USER(
            "vulnerableRoadUser",
            EventKind.VULNERABLE_ROAD_USER_CONFLICT,
            VulnerableRoadUserRule.SETTINGS,
            VulnerableRoadUserRule::new),
    /** A vehicle against the direction of its carriageway. */
    WRONG_WAY("wrongWay", EventKind.WRONG_WAY, WrongWayRule.SETTINGS, WrongWayRule::new),
    /** A vehicle above the limit. */
    SPEED_LIMIT("speedLimit", EventKind.SPEEDING, SpeedLimitRule.SETTINGS, SpeedLimitRule::new),
    /** Things, animals and people where they do not belong. */
    OBJECT_ON_ROAD("objectOnRoad", EventKind.OBJECT_ON_ROAD, ObjectOnRoadRule.SETTINGS, ObjectOnRoadRule::new),
    /** An emergency vehicle comes. */
    EMERGENCY_VEHICLE(
            "emergencyVehicle", EventKind.EMERGENCY_VEHICLE, EmergencyVehicleRule.SETTINGS, EmergencyVehicleRule::new),
    /** A vehicle that closes up on the one ahead. */
    FORWARD_COLLISION(
            "forwardCollision", EventKind.FORWARD_COLLISION, ForwardCollisionRule.SETTINGS, ForwardCollisionRule::new),
    /** Two vehicles on crossing courses who will meet. */
    INTERSECTION_COLLISION(
            "intersectionCollision",
            EventKind.INTERSECTION_COLLISION,
            IntersectionCollisionRule.SETTINGS,
            IntersectionCollisionRule::new),
    /** A vehicle that runs a red light. */
    SIGNAL_VIOLATION(
            "signalViolation", EventKind.SIGNAL_VIOLATION, SignalViolationRule.SETTINGS, SignalViolationRule::new),
    /** A vehicle that turns left across the way of an oncoming one. */
    LEFT_TURN("leftTurn", EventKind.LEFT_TURN_CONFLICT, LeftTurnRule.SETTINGS, LeftTurnRule::new),
    /** A vehicle that drifts towards one beside it. */
    LANE_CHANGE("laneChange", EventKind.LANE_CHANGE_CONFLICT, LaneChangeRule.SETTINGS, LaneChangeRule::new),
    /** A vehicle on the lane of oncoming traffic. */
    DO_NOT_PASS("doNotPass", EventKind.DO_NOT_PASS, DoNotPassRule.SETTINGS, DoNotPassRule::new),
    /** A vehicle that says that it has lost its grip. */
    CONTROL_LOSS("controlLoss", EventKind.CONTROL_LOSS, ControlLossRule.SETTINGS, ControlLossRule::new),
    /** A vehicle much slower than those around it. */
    SLOW_VEHICLE("slowVehicle", EventKind.ABNORMAL_VEHICLE_SLOW, SlowVehicleRule.SETTINGS, SlowVehicleRule::new),
    /** Many slow vehicles. */
    TRAFFIC_JAM("trafficJam", EventKind.TRAFFIC_JAM, TrafficJamRule.SETTINGS, TrafficJamRule::new);

    private final String key;
    private final EventKind kind;
    private final List<Setting> settings;
    private final Function<Settings, HazardRule> constructor;

    HazardRules(String key, EventKind kind, List<Setting> own, Function<Settings, HazardRule> constructor) {
        this.key = key;
        this.kind = kind;
        this.settings =
                Stream.concat(own.stream(), EventTiming.SETTINGS.stream()).toList();
        this.constructor = constructor;
    }

    /** Name under {@code hazards} in the site file. */
    public String key() {
        return key;
    }

    /** The event that it raises first of all. */
    public EventKind kind() {
        return kind;
    }

    /** Its own keys and those that every rule has. */
    public List<Setting> settings() {
        return settings;
    }

    /** A new rule with these settings. */
    public HazardRule create(Settings values) {
        return constructor.apply(values);
    }
}
