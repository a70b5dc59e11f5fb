package io.roadgate.gateway.ingest;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.sensor.driver.DeviceGauges;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.observation.LinkChangeEncoder;
import io.roadgate.sensor.observation.LinkStatus;
import io.roadgate.sensor.observation.ObservationSink;
import io.roadgate.sensor.transport.Transport;

/** One wired sensor: its transport, its driver, and what was last known of the link between them. */
public final class SensorPort {
    private final int sensorId;
    private final Transport transport;
    private final SensorDriver driver;
    private final ObservationSink sink;
    private final Counters counters;
    private boolean wasUp;
    private int seenUpCount;

    /** Joins the parts; the transport is not started yet. */
    public SensorPort(int sensorId, Transport transport, SensorDriver driver, ObservationSink sink, Counters counters) {
        this.sensorId = sensorId;
        this.transport = transport;
        this.driver = driver;
        this.sink = sink;
        this.counters = counters;
    }

    void start() {
        transport.start();
    }

    void close() {
        transport.close();
    }

    /** Where the transport goes to, for people. */
    public String describe() {
        return transport.describe();
    }

    /** Figures of the device; any thread may read them. */
    public DeviceGauges gauges() {
        return driver.gauges();
    }

    /** Hands over at most {@code limit} pieces. */
    int poll(int limit, long nowNs) {
        followLink(nowNs);
        return transport.poll(driver, limit);
    }

    int tick(long nowNs) {
        return driver.onTick(nowNs);
    }

    /** A link that was lost and came back between two polls is told as both. */
    private void followLink(long nowNs) {
        boolean isUp = transport.isUp();
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
        counters.setLink(sensorId, isUp);
    }

    private void tell(LinkStatus status, long nowNs) {
        LinkChangeEncoder change = sink.claimLinkChange();
        if (change != null) {
            change.receivedAtNs(nowNs).status(status);
            sink.commit();
        }
    }
}
