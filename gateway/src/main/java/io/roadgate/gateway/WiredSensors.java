package io.roadgate.gateway;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.ingest.SensorPort;
import io.roadgate.gateway.ingest.SensorWire;
import io.roadgate.gateway.ring.ObservationRing;
import io.roadgate.sensor.observation.SitePlane;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.EpochNanoClock;

/** The sensors of a site, joined to their wires and dealt out to the ingest agents, wire by wire. */
final class WiredSensors {
    private final List<List<SensorPort>> agents = new ArrayList<>();
    private final List<ObservationRing> observations = new ArrayList<>();
    private final SensorPort[] portOfSensor;

    WiredSensors(GatewayConfig config, EpochNanoClock clock, Counters counters) {
        SitePlane plane = new SitePlane(
                config.site().latDeg(), config.site().lonDeg(), config.site().heightM());
        portOfSensor = new SensorPort[config.sensors().size()];
        List<SensorWire> wires = SensorWire.of(config.sensors());
        int agentCount = Math.min(config.threading().ingestAgents(), wires.size());
        for (int i = 0; i < agentCount; i++) {
            agents.add(new ArrayList<>());
            observations.add(new ObservationRing(config.rings().observationBytes()));
        }
        for (int i = 0; i < wires.size(); i++) {
            int agent = i % agentCount;
            SensorPort port =
                    wires.get(i).join(plane, observations.get(agent), clock, counters, UnaryOperator.identity());
            agents.get(agent).add(port);
            for (Sensor sensor : wires.get(i).sensors()) {
                portOfSensor[sensor.number() - 1] = port;
            }
        }
    }

    /** Ports of each ingest agent. */
    List<List<SensorPort>> agents() {
        return agents;
    }

    /** The port of each sensor, by number less one; sensors of one wire have the same. */
    List<SensorPort> portOfSensor() {
        return List.of(portOfSensor);
    }

    /** The ring of each ingest agent. */
    List<ObservationRing> observations() {
        return observations;
    }
}
