package io.roadgate.gateway;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.ingest.SensorPort;
import io.roadgate.gateway.ingest.SensorPort.Listener;
import io.roadgate.gateway.ring.ObservationRing;
import io.roadgate.sensor.driver.CanPort;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.transport.Transport;
import io.roadgate.sensor.transport.TransportContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.EpochNanoClock;

/**
 * The sensors of a site, joined to their wires and dealt out to the ingest agents.
 *
 * <p>CAN devices whose links name the same wire share one transport, one port and one agent: the first of them owns
 * the wire's settings, and what happens to the wire is counted for each.
 */
final class WiredSensors {
    private final GatewayConfig config;
    private final EpochNanoClock clock;
    private final Counters counters;
    private final SitePlane plane;
    private final List<List<SensorPort>> agents = new ArrayList<>();
    private final List<ObservationRing> observations = new ArrayList<>();
    private final SensorPort[] portOfSensor;

    WiredSensors(GatewayConfig config, EpochNanoClock clock, Counters counters) {
        this.config = config;
        this.clock = clock;
        this.counters = counters;
        this.plane = new SitePlane(
                config.site().latDeg(), config.site().lonDeg(), config.site().heightM());
        this.portOfSensor = new SensorPort[config.sensors().size()];
        List<List<Sensor>> wires = wires(config.sensors());
        int agentCount = Math.min(config.threading().ingestAgents(), wires.size());
        for (int i = 0; i < agentCount; i++) {
            agents.add(new ArrayList<>());
            observations.add(new ObservationRing(config.rings().observationBytes()));
        }
        for (int i = 0; i < wires.size(); i++) {
            int agent = i % agentCount;
            agents.get(agent).add(port(wires.get(i), observations.get(agent)));
        }
    }

    /** The sensors of each wire, in the order of the site file. */
    private static List<List<Sensor>> wires(List<Sensor> sensors) {
        Map<String, List<Sensor>> wires = new LinkedHashMap<>();
        for (Sensor sensor : sensors) {
            String wire = sensor.transport().wire(sensor.link()::text).orElse("sensor " + sensor.number());
            wires.computeIfAbsent(wire, name -> new ArrayList<>()).add(sensor);
        }
        return List.copyOf(wires.values());
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

    private SensorPort port(List<Sensor> sensors, ObservationRing ring) {
        Sensor first = sensors.get(0);
        FaultSink faults = faults(sensors);
        Transport transport = first.transport().create(new TransportContext(first.id(), first.link(), clock, faults));
        List<Listener> listeners = new ArrayList<>();
        List<DriverContext> contexts = new ArrayList<>();
        for (Sensor sensor : sensors) {
            Listener listener = new Listener(sensor.number(), ring.sink(sensor.number(), counters));
            listeners.add(listener);
            contexts.add(new DriverContext(
                    sensor.number(),
                    plane,
                    sensor.mount(),
                    sensor.settings(),
                    listener.sink(),
                    counters.faultSink(sensor.number()),
                    transport::offer,
                    sensor.transport().canFraming()));
        }
        SensorDriver driver =
                sensors.size() == 1 ? first.driver().create(contexts.get(0)) : bus(sensors, contexts, faults);
        transport.receiveOnly(driver.canFilters());
        SensorPort port = new SensorPort(listeners, transport, driver, counters);
        sensors.forEach(sensor -> portOfSensor[sensor.number() - 1] = port);
        return port;
    }

    private static CanPort bus(List<Sensor> sensors, List<DriverContext> contexts, FaultSink faults) {
        DriverContext first = contexts.get(0);
        CanPort bus = new CanPort(first.canFraming(), first.settings(), faults, first.reply());
        for (int i = 0; i < sensors.size(); i++) {
            bus.add(sensors.get(i).driver().createOn(bus, contexts.get(i)));
        }
        return bus;
    }

    /** What is wrong with a wire is wrong for every sensor on it. */
    private FaultSink faults(List<Sensor> sensors) {
        FaultSink[] each = sensors.stream()
                .map(sensor -> counters.faultSink(sensor.number()))
                .toArray(FaultSink[]::new);
        return each.length == 1
                ? each[0]
                : new FaultSink() {
                    @Override
                    public void count(FrameFault fault) {
                        count(fault, 1);
                    }

                    @Override
                    public void count(FrameFault fault, long times) {
                        for (FaultSink sink : each) {
                            sink.count(fault, times);
                        }
                    }
                };
    }
}
