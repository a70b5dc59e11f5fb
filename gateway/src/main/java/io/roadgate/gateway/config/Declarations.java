package io.roadgate.gateway.config;

import io.roadgate.sensor.setting.Setting;
import java.util.List;
import java.util.Map;

/**
 * What the stages let the site file set; given to the reader so that it need not know the stages.
 *
 * @param tracking keys of the tracker.
 * @param hazards keys of each hazard rule, by the rule's own key.
 * @param services keys of each service, by the service's own key.
 */
public record Declarations(
        List<Setting> tracking, Map<String, List<Setting>> hazards, Map<String, List<Setting>> services) {
    /** Freezes the collections. */
    public Declarations {
        tracking = List.copyOf(tracking);
        hazards = Map.copyOf(hazards);
        services = Map.copyOf(services);
    }
}
