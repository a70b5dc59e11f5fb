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
    TRAFFIC("traffic", true, TrafficService.SETTINGS, TrafficService::new);

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
