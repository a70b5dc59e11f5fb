package io.roadgate.gateway.service;

import io.roadgate.sensor.setting.Setting;
import java.util.List;

/** What each lane carries. */
final class TrafficService implements RoadService {
    static final List<Setting> SETTINGS = List.of();

    TrafficService(ServiceContext context) {}
}
