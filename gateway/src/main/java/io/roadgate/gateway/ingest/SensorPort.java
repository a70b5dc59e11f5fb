package io.roadgate.gateway.ingest;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.sensor.driver.DeviceClock;
import io.roadgate.sensor.driver.DeviceGauges;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.observation.LinkChangeEncoder;
import io.roadgate.sensor.observation.LinkStatus;
import io.roadgate.sensor.observation.ObservationSink;
import io.roadgate.sensor.transport.Transport;
import java.util.List;

/** One wire: its transport, its driver, the sensors behind it, and what was last known of the link between them. */
public final class SensorPort {
    private final Listener[] sensors;
    private final Transport transport;
    private final SensorDriver driver;
    private final Counters counters;
    private boolean wasUp;
    private int seenUpCount;
    private int seenHoleCount;

    /**
     * One sensor on the wire.
     *
     * @param sensorId its number, 1..
     * @param sink where its link changes go.
     */
    public record Listener(int sensorId, ObservationSink sink) {}

    /** Joins the parts; the transport is not started yet. */
    public SensorPort(List<Listener> sensors, Transport transport, SensorDriver driver, Counters counters) {
        this.sensors = sensors.toArray(new Listener[0]);
        this.transport = transport;
        this.driver = driver;
        this.counters = counters;
    }

    /** The link itself. */
    public Transport transport() {
        return transport;
    }

    void start() {
        transport.start();
    }

    void close() {
        transport.close();
    }

    /** Where the transport goes to and what keeps it from there, for people. */
    public String describe() {
        String trouble = transport.trouble();
        return trouble.isEmpty() ? transport.describe() : transport.describe() + " (" + trouble + ")";
    }

    /** Figures of the device; any thread may read them. */
    public DeviceGauges gauges() {
        return driver.gauges();
    }

    /** Hands over at most {@code limit} pieces; what the last poll came to is told to the driver before. */
    int poll(int limit, long nowNs) {
        followLink(nowNs);
        if (transport.holeCount() != seenHoleCount) {
            seenHoleCount = transport.holeCount();
            driver.onGap(nowNs);
        }
        return transport.poll(driver, limit);
    }

    int tick(long nowNs) {
        int work = driver.onTick(nowNs);
        DeviceClock clock = driver.clock();
        for (Listener sensor : sensors) {
            if (clock.isKnown()) {
                counters.setClock(sensor.sensorId(), clock.offsetNs(), clock.sigmaNs(nowNs));
            } else {
                counters.forgetClock(sensor.sensorId());
            }
        }
        return work;
    }

    /** A link that was lost and came back between two polls is told as both. */
    private void followLink(long nowNs) {
        boolean isUp = transport.isPolledUp();
        int upCount = transport.upCount();
        if (isUp == wasUp && upCount == seenUpCount) {
            return;
        }
        if (wasUp) {
            driver.onLinkLost(nowNs);
            tell(LinkStatus.LOST, nowNs);
        }
        if (isUp) {
            driver.onLinkUp(nowNs);
            tell(LinkStatus.UP, nowNs);
        }
        wasUp = isUp;
        seenUpCount = upCount;
        for (Listener sensor : sensors) {
            counters.setLink(sensor.sensorId(), isUp);
        }
    }

    private void tell(LinkStatus status, long nowNs) {
        for (Listener sensor : sensors) {
            LinkChangeEncoder change = sensor.sink().claimLinkChange();
            if (change != null) {
                change.receivedAtNs(nowNs).status(status);
                sensor.sink().commit();
            }
        }
    }
}
