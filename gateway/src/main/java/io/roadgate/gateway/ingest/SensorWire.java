package io.roadgate.gateway.ingest;

import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.counter.Counters;
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
import java.util.function.UnaryOperator;
import org.agrona.concurrent.EpochNanoClock;

/**
 * One wire of a site and the sensors on it, ready to be joined.
 *
 * <p>CAN devices whose links name the same wire share one transport and one port; the first of them owns the wire's
 * settings, and what happens to the wire is counted for each.
 *
 * @param sensors in the order of the site file, one or more.
 */
public record SensorWire(List<Sensor> sensors) {
    /** Freezes the list. */
    public SensorWire {
        sensors = List.copyOf(sensors);
    }

    /** The wires of these sensors, in the order of the site file. */
    public static List<SensorWire> of(List<Sensor> sensors) {
        Map<String, List<Sensor>> wires = new LinkedHashMap<>();
        for (Sensor sensor : sensors) {
            String wire = sensor.transport().wire(sensor.link()::text).orElse("sensor " + sensor.number());
            wires.computeIfAbsent(wire, name -> new ArrayList<>()).add(sensor);
        }
        return wires.values().stream().map(SensorWire::new).toList();
    }

    /**
     * Makes transport and drivers, not started yet.
     *
     * @param plane of the site.
     * @param ring takes the observations.
     * @param around wraps the driver of the wire.
     */
    public SensorPort join(
            SitePlane plane,
            ObservationRing ring,
            EpochNanoClock clock,
            Counters counters,
            UnaryOperator<SensorDriver> around) {
        Sensor first = sensors.get(0);
        FaultSink faults = faults(counters);
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
        SensorDriver driver = sensors.size() == 1 ? first.driver().create(contexts.get(0)) : bus(contexts, faults);
        transport.receiveOnly(driver.canFilters());
        return new SensorPort(listeners, transport, around.apply(driver), counters);
    }

    private CanPort bus(List<DriverContext> contexts, FaultSink faults) {
        DriverContext first = contexts.get(0);
        CanPort bus = new CanPort(first.canFraming(), first.settings(), faults, first.reply());
        for (int i = 0; i < sensors.size(); i++) {
            bus.add(sensors.get(i).driver().createOn(bus, contexts.get(i)));
        }
        return bus;
    }

    /** What is wrong with a wire is wrong for every sensor on it. */
    private FaultSink faults(Counters counters) {
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
