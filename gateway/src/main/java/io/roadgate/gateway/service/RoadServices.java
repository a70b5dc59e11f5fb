package io.roadgate.gateway.service;

import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every service of the roadside: one row each, called in this order. */
public enum RoadServices {
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
