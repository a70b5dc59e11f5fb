package io.roadgate.sensor.transport;

import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.setting.Settings;
import java.util.Objects;
import org.agrona.concurrent.EpochNanoClock;

/**
 * All that a transport is given.
 *
 * @param name of the device in the site file, for thread names.
 * @param settings the transport's own keys.
 * @param clock stamps what arrives.
 * @param faults counts overruns and lost links.
 */
public record TransportContext(String name, Settings settings, EpochNanoClock clock, FaultSink faults) {
    /** Nothing is optional. */
    public TransportContext {
        Objects.requireNonNull(name);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(faults);
    }
}
