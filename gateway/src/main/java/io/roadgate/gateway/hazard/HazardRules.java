package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every hazard rule: one row each. */
public enum HazardRules {
    /** A motor vehicle that stands in a driving lane and is not waiting behind another. */
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
            VulnerableRoadUserRule::new);

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

    /** The event that it raises. */
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
