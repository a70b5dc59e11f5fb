package io.roadgate.sim.device;

import io.roadgate.sim.traffic.GroundTruth;
import java.io.IOException;
import java.util.Set;

/**
 * One emulated device: looks at the truth, sends what the real device would send.
 *
 * <p>Thread: one caller for all methods but the counters.
 */
public interface DeviceEmulator extends AutoCloseable {
    /** Its name in reports. */
    String name();

    /** Opens its transport. */
    void start() throws IOException;

    /** Sends whatever is due at the truth's time; called with rising times, often enough for the device's cycle. */
    void step(GroundTruth truth);

    /** Frames or messages handed to the transport so far, faulty ones included. */
    long framesSent();

    /** The faults that this device can have. */
    Set<Fault> faults();

    /**
     * Makes one fault happen at the next {@link #step}, or at once where nothing has to be sent for it.
     *
     * @throws IllegalArgumentException when this device cannot have it.
     */
    void inject(Fault fault);

    @Override
    void close();
}
