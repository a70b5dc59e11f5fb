package io.roadgate.sensor.driver;

/**
 * What a driver has measured of its device's clock.
 *
 * <p>Thread: the ingest agent that owns the driver.
 */
public interface DeviceClock {
    /** Nothing has been measured, or the device cannot be asked. */
    DeviceClock UNKNOWN = new DeviceClock() {
        @Override
        public boolean isKnown() {
            return false;
        }

        @Override
        public long offsetNs() {
            return 0;
        }

        @Override
        public long sigmaNs(long nowNs) {
            return 0;
        }
    };

    /** Whether there is a measurement. */
    boolean isKnown();

    /** The device's clock less the gateway's, nanoseconds; 0 when unknown. */
    long offsetNs();

    /** 1 sigma of the offset now, nanoseconds; 0 when unknown. It grows with the age of the measurement. */
    long sigmaNs(long nowNs);
}
