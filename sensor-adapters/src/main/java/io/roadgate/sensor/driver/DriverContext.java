package io.roadgate.sensor.driver;

import io.roadgate.sensor.frame.CanFraming;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.observation.ObservationSink;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.setting.Settings;
import java.util.Objects;

/**
 * All that a driver is given.
 *
 * @param sensorId number of the sensor in the site file, 1...
 * @param origin of the site, for devices that speak WGS84.
 * @param mount where the sensor hangs.
 * @param settings the driver's own keys.
 * @param sink takes the observations.
 * @param faults counts what is wrong.
 * @param reply sends bytes back to the device; false = not sent.
 * @param canFraming how CAN frames usually come over the device's kind of wire.
 */
public record DriverContext(
        int sensorId,
        SitePlane origin,
        SensorMount mount,
        Settings settings,
        ObservationSink sink,
        FaultSink faults,
        Reply reply,
        CanFraming canFraming) {
    /** Nothing is optional. */
    public DriverContext {
        Objects.requireNonNull(origin);
        Objects.requireNonNull(mount);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(sink);
        Objects.requireNonNull(faults);
        Objects.requireNonNull(reply);
        Objects.requireNonNull(canFraming);
    }

    /** For a wire whose CAN frames, if any, come as a serial adapter writes them. */
    public DriverContext(
            int sensorId,
            SitePlane origin,
            SensorMount mount,
            Settings settings,
            ObservationSink sink,
            FaultSink faults,
            Reply reply) {
        this(sensorId, origin, mount, settings, sink, faults, reply, CanFraming.SLCAN);
    }
}
