package io.roadgate.gateway.service;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.cooperation.Cooperation;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.setting.Settings;

/**
 * What a service is built from.
 *
 * @param config of the gateway.
 * @param settings of this service.
 * @param ground map, lights, orders: what all services stand on.
 * @param plane metres from the site origin ↔ degrees.
 * @param outputs takes what it sends.
 * @param counters of the gateway.
 * @param startedAtNs start of the session.
 * @param shared what cooperative services have together.
 */
public record ServiceContext(
        GatewayConfig config,
        Settings settings,
        ServiceGround ground,
        SitePlane plane,
        ServiceOutputs outputs,
        Counters counters,
        long startedAtNs,
        SharedDesk shared) {
    /** Who is ahead of whom, and what vehicles and people tell. */
    Cooperation cooperation() {
        return shared.cooperation();
    }

    /** Where vehicles are asked. */
    AdviceDesk advice() {
        return shared.advice();
    }

    /** How lanes are to be used. */
    LaneReservations reservations() {
        return shared.reservations();
    }

    /** What signals are asked for. */
    PriorityRequests priorities() {
        return shared.priorities();
    }
}
