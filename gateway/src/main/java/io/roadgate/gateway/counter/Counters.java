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
 * each {@link FrameFault}, its link, and what is known of its clock.
 *
 * <p>Counting is allowed from any thread and allocates nothing.
 */
public final class Counters {
    /** A clock's sigma when nothing is known of it. */
    public static final long NO_CLOCK = -1;

    private static final FrameFault[] FAULTS = FrameFault.values();
    // Beside its faults a sensor has: observations, link, clock offset, clock sigma.
    private static final int GAUGES = 4;

    private final List<String> sensors;
    private final AtomicCounter[] gateway;
    private final AtomicCounter[] observations;
    private final AtomicCounter[][] faults;
    private final AtomicCounter[] links;
    private final AtomicCounter[] clockOffsets;
    private final AtomicCounter[] clockSigmas;

    /** Counters for these sensors, in the order of the site file. */
    public Counters(List<String> sensors) {
        this.sensors = List.copyOf(sensors);
        int count = GatewayCounter.values().length + sensors.size() * (FAULTS.length + GAUGES);
        CountersManager manager = new CountersManager(
                aligned(count * CountersReader.METADATA_LENGTH), aligned(count * CountersReader.COUNTER_LENGTH));
        gateway = new AtomicCounter[GatewayCounter.values().length];
        for (GatewayCounter counter : GatewayCounter.values()) {
            gateway[counter.ordinal()] = manager.newCounter(counter.label());
        }
        observations = new AtomicCounter[sensors.size()];
        links = new AtomicCounter[sensors.size()];
        clockOffsets = new AtomicCounter[sensors.size()];
        clockSigmas = new AtomicCounter[sensors.size()];
        faults = new AtomicCounter[sensors.size()][FAULTS.length];
        for (int i = 0; i < sensors.size(); i++) {
            observations[i] = manager.newCounter(sensors.get(i) + ".observations");
            links[i] = manager.newCounter(sensors.get(i) + ".link");
            clockOffsets[i] = manager.newCounter(sensors.get(i) + ".clock-offset-ns");
            clockSigmas[i] = manager.newCounter(sensors.get(i) + ".clock-sigma-ns");
            clockSigmas[i].setRelease(NO_CLOCK);
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

    /** Notes how far the clock of a sensor (1..) is ahead of ours, and 1 sigma of that, nanoseconds. */
    public void setClock(int sensorId, long offsetNs, long sigmaNs) {
        clockOffsets[sensorId - 1].setRelease(offsetNs);
        clockSigmas[sensorId - 1].setRelease(sigmaNs);
    }

    /** Nothing is known of a sensor's clock (any more). */
    public void forgetClock(int sensorId) {
        clockSigmas[sensorId - 1].setRelease(NO_CLOCK);
    }

    /** How far a sensor's clock is ahead of ours, nanoseconds. */
    public long clockOffsetNs(int sensorId) {
        return clockOffsets[sensorId - 1].get();
    }

    /** 1 sigma of that offset; {@link #NO_CLOCK} when it is unknown. */
    public long clockSigmaNs(int sensorId) {
        return clockSigmas[sensorId - 1].get();
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
