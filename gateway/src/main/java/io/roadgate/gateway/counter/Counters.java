package io.roadgate.gateway.counter;

import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import java.util.List;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersManager;
import org.agrona.concurrent.status.CountersReader;

/**
 * All counters of one gateway, in one block of memory: every {@link GatewayCounter}, and per sensor its observations and
 * each {@link FrameFault}.
 *
 * <p>Counting is allowed from any thread and allocates nothing.
 */
public final class Counters {
    private static final FrameFault[] FAULTS = FrameFault.values();

    private final List<String> sensors;
    private final AtomicCounter[] gateway;
    private final AtomicCounter[] observations;
    private final AtomicCounter[][] faults;
    private final AtomicCounter[] links;

    /** Counters for these sensors, in the order of the site file. */
    public Counters(List<String> sensors) {
        this.sensors = List.copyOf(sensors);
        int count = GatewayCounter.values().length + sensors.size() * (FAULTS.length + 2);
        CountersManager manager = new CountersManager(
                aligned(count * CountersReader.METADATA_LENGTH), aligned(count * CountersReader.COUNTER_LENGTH));
        gateway = new AtomicCounter[GatewayCounter.values().length];
        for (GatewayCounter counter : GatewayCounter.values()) {
            gateway[counter.ordinal()] = manager.newCounter(counter.label());
        }
        observations = new AtomicCounter[sensors.size()];
        links = new AtomicCounter[sensors.size()];
        faults = new AtomicCounter[sensors.size()][FAULTS.length];
        for (int i = 0; i < sensors.size(); i++) {
            observations[i] = manager.newCounter(sensors.get(i) + ".observations");
            links[i] = manager.newCounter(sensors.get(i) + ".link");
            for (FrameFault fault : FAULTS) {
                faults[i][fault.ordinal()] = manager.newCounter(sensors.get(i) + "." + fault.label());
            }
        }
    }

    private static UnsafeBuffer aligned(int lengthBytes) {
        return new UnsafeBuffer(BufferUtil.allocateDirectAligned(lengthBytes, BitUtil.CACHE_LINE_LENGTH));
    }

    /** Counts one. */
    public void increment(GatewayCounter counter) {
        gateway[counter.ordinal()].increment();
    }

    /** Counts several. */
    public void add(GatewayCounter counter, long count) {
        gateway[counter.ordinal()].getAndAdd(count);
    }

    /** Sets a gauge. */
    public void set(GatewayCounter counter, long value) {
        gateway[counter.ordinal()].setRelease(value);
    }

    /** Reads one. */
    public long get(GatewayCounter counter) {
        return gateway[counter.ordinal()].get();
    }

    /** The sensors, in the order of their ids (id 1 is the first). */
    public List<String> sensors() {
        return sensors;
    }

    /** Counts one observation of a sensor (1..). */
    public void countObservation(int sensorId) {
        observations[sensorId - 1].increment();
    }

    /** Observations of a sensor (1..). */
    public long observations(int sensorId) {
        return observations[sensorId - 1].get();
    }

    /** Notes whether a sensor's link is up. */
    public void setLink(int sensorId, boolean isUp) {
        links[sensorId - 1].setRelease(isUp ? 1 : 0);
    }

    /** Whether a sensor's link is up. */
    public boolean isLinkUp(int sensorId) {
        return links[sensorId - 1].get() != 0;
    }

    /** Faults of one kind of a sensor (1..). */
    public long faults(int sensorId, FrameFault fault) {
        return faults[sensorId - 1][fault.ordinal()].get();
    }

    /** The sink that a sensor's driver and transport count into. */
    public FaultSink faultSink(int sensorId) {
        AtomicCounter[] row = faults[sensorId - 1];
        return new FaultSink() {
            @Override
            public void count(FrameFault fault) {
                row[fault.ordinal()].increment();
            }

            @Override
            public void count(FrameFault fault, long times) {
                row[fault.ordinal()].getAndAdd(times);
            }
        };
    }
}
