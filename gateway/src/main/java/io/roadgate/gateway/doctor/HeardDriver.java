package io.roadgate.gateway.doctor;

import io.roadgate.sensor.driver.SensorDriver;
import org.agrona.DirectBuffer;

/** A driver with a count of what passes into it. */
final class HeardDriver implements SensorDriver {
    private final SensorDriver driver;
    private long bytes;

    HeardDriver(SensorDriver driver) {
        this.driver = driver;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        bytes += length;
        driver.onFrame(buffer, offset, length, receivedAtNs);
    }

    @Override
    public void onLinkUp(long nowNs) {
        driver.onLinkUp(nowNs);
    }

    @Override
    public void onLinkLost(long nowNs) {
        driver.onLinkLost(nowNs);
    }

    @Override
    public void onGap(long nowNs) {
        driver.onGap(nowNs);
    }

    @Override
    public int onTick(long nowNs) {
        return driver.onTick(nowNs);
    }
}
