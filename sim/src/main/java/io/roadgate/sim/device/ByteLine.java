package io.roadgate.sim.device;

import java.io.IOException;

/** A serial line as a device sees it: bytes go out, nobody says whether they arrive. */
public interface ByteLine extends AutoCloseable {
    /** Opens it. */
    void start() throws IOException;

    /** Sends, or drops when the line is down or its buffer full, as a UART does; never blocks. */
    void send(byte[] bytes);

    @Override
    void close();
}
