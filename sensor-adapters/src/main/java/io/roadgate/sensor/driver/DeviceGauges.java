package io.roadgate.sensor.driver;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The figures of one device.
 *
 * <p>Thread: the driver's agent writes, anyone reads; allocates nothing.
 */
public final class DeviceGauges {
    /** A figure not told yet. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    /** For drivers that tell none; never written. */
    public static final DeviceGauges NONE = new DeviceGauges();

    private final AtomicLongArray values = new AtomicLongArray(DeviceGauge.values().length);

    /** All unknown. */
    public DeviceGauges() {
        for (int i = 0; i < values.length(); i++) {
            values.set(i, UNKNOWN);
        }
    }

    /** Tells a figure. */
    public void set(DeviceGauge gauge, long value) {
        values.setRelease(gauge.ordinal(), value);
    }

    /** Tells a scaled quantity, rounded; no number is unknown. */
    public void setScaled(DeviceGauge gauge, double quantity) {
        set(gauge, Double.isNaN(quantity) ? UNKNOWN : Math.round(quantity * gauge.divisor()));
    }

    /** Raises or ends an alarm. */
    public void alarm(DeviceGauge gauge, boolean isOn) {
        set(gauge, isOn ? 1 : 0);
    }

    /** The figure, or {@link #UNKNOWN}. */
    public long get(DeviceGauge gauge) {
        return values.getAcquire(gauge.ordinal());
    }

    /** Whether an alarm is on. */
    public boolean isOn(DeviceGauge gauge) {
        return get(gauge) == 1;
    }
}
