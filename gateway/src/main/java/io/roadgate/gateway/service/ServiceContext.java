package io.roadgate.gateway.service;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.roadmap.LaneNetwork;
import io.roadgate.gateway.signal.SignalBoard;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.setting.Settings;

/**
 * What a service is built from.
 *
 * @param config of the gateway.
 * @param settings of this service.
 * @param lanes of the site.
 * @param plane metres from the site origin ↔ degrees.
 * @param signals what the lights show; a phase is on it before services hear of it.
 * @param outputs takes what it sends.
 * @param counters of the gateway.
 * @param startedAtNs start of the session.
 */
public record ServiceContext(
        GatewayConfig config,
        Settings settings,
        LaneNetwork lanes,
        SitePlane plane,
        SignalBoard signals,
        ServiceOutputs outputs,
        Counters counters,
        long startedAtNs) {}
