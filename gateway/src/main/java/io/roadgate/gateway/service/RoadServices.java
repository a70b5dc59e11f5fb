package io.roadgate.gateway.service;

import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every service of the roadside: one row each, called in this order. */
public enum RoadServices {
    /** Takes orders of a centre; first, so that the others see them in the same sweep. */
    CONTROL("control", true, ControlService.SETTINGS, ControlService::new),
    /** The map, as MAP. */
    MAP("map", true, MapService.SETTINGS, MapService::new),
    /** Signs and limits of the map and of the centre, as RTS. */
    SIGNS("signs", true, SignService.SETTINGS, SignService::new),
    /** What the signals show, and until when. */
    SPAT("spat", true, SpatService.SETTINGS, SpatService::new),
    /** Speeds to pass in green, lanes and ways through the junction. */
    GUIDANCE("guidance", true, GuidanceService.SETTINGS, GuidanceService::new),
    /** Green for emergency vehicles and buses. */
    PRIORITY("priority", true, PriorityService.SETTINGS, PriorityService::new),
    /** What each lane carries, every second and every minute. */
    TRAFFIC("traffic", true, TrafficService.SETTINGS, TrafficService::new),
    /** SDS: what sensors see, for all. */
    SENSOR_SHARING("sensorSharing", true, SensorSharingService.SETTINGS, SensorSharingService::new),
    /** DDS: corrections for satellite receivers. */
    CORRECTIONS("corrections", true, CorrectionService.SETTINGS, CorrectionService::new),
    /** VRUSP: people cross in safety. */
    VULNERABLE_PASSING("vulnerablePassing", true, VulnerablePassingService.SETTINGS, VulnerablePassingService::new),
    /** CHPVP: the way of emergency vehicles and buses. */
    PRIORITY_PASSING("priorityPassing", true, PriorityPassingService.SETTINGS, PriorityPassingService::new),
    /** CIP: who passes a junction when. */
    INTERSECTION_PASS("intersectionPass", true, IntersectionPassService.SETTINGS, IntersectionPassService::new),
    /** CVM: who runs into another lane when. */
    MERGE("merge", true, MergeService.SETTINGS, MergeService::new),
    /** CLC: room in the lane beside. */
    LANE_CHANGE("laneChange", true, LaneChangeService.SETTINGS, LaneChangeService::new),
    /** CPM: platoons and their conflicts. */
    PLATOONING("platooning", true, PlatooningService.SETTINGS, PlatooningService::new),
    /** GSPA: free bays, and the way to one. */
    PARKING("parking", true, ParkingService.SETTINGS, ParkingService::new),
    /** DLM: what the centre has ordered for lanes. */
    DYNAMIC_LANES("dynamicLanes", true, DynamicLaneService.SETTINGS, DynamicLaneService::new),
    /** PDC: what connected vehicles tell, for the centre. */
    PROBE_DATA("probeData", true, ProbeService.SETTINGS, ProbeService::new);

    private static final String ENABLED = "enabled";

    private final String key;
    private final List<Setting> settings;
    private final Function<ServiceContext, RoadService> constructor;

    RoadServices(String key, boolean isDefault, List<Setting> own, Function<ServiceContext, RoadService> constructor) {
        this.key = key;
        this.constructor = constructor;
        Setting enabled = Setting.flag(ENABLED, isDefault, "whether this service is offered");
        settings = Stream.concat(own.stream(), Stream.of(enabled)).toList();
    }

    /** Name under {@code services} in the site file. */
    public String key() {
        return key;
    }

    /** Its own keys and {@code enabled}. */
    public List<Setting> settings() {
        return settings;
    }

    /** Whether a site with these settings offers it. */
    static boolean isOffered(Settings settings) {
        return settings.flag(ENABLED);
    }

    /** A new service. */
    RoadService create(ServiceContext context) {
        return constructor.apply(context);
    }
}
