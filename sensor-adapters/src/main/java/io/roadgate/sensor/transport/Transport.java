package io.roadgate.sensor.transport;

import io.roadgate.sensor.frame.CanIdFilter;
import io.roadgate.sensor.frame.FrameHandler;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * One link to one device.
 *
 * <p>Opening, losing and reopening (with bounded back-off) happen on the transport's own thread; what it received waits
 * in a one-to-one ring until the ingest agent polls it. A device that sends faster than it is polled loses its oldest
 * pieces, counted as {@code TRANSPORT_OVERRUN} and {@code BYTES_SHED}.
 */
public interface Transport extends AutoCloseable {
    /** Says before the start which CAN identifiers are wanted; a wire that cannot filter gives all. Empty = all. */
    default void receiveOnly(List<CanIdFilter> wanted) {}

    /** Begins to open the link and returns at once. */
    void start();

    /**
     * Hands over what has arrived, at most {@code limit} pieces. Ends early where the link changed or bytes were shed,
     * so that {@link #upCount}, {@link #isPolledUp} and {@link #holeCount} can be looked at before the next piece.
     *
     * <p>Thread: the ingest agent. Allocates nothing, never blocks.
     *
     * @return pieces handed over.
     */
    int poll(FrameHandler handler, int limit);

    /**
     * Sends bytes to the device without waiting.
     *
     * @return false when the link is down or its buffer full; nothing was sent then.
     */
    boolean offer(DirectBuffer buffer, int offset, int length);

    /** Whether the link is up now. */
    boolean isUp();

    /**
     * How often the link came up, as far as {@link #poll} has got: it changes between the last piece of one link and
     * the first of the next. A change tells a driver to forget its half frames.
     *
     * <p>Thread: the ingest agent.
     */
    int upCount();

    /**
     * Whether the link was up where {@link #poll} has got to; behind {@link #isUp} while old bytes wait.
     *
     * <p>Thread: the ingest agent.
     */
    default boolean isPolledUp() {
        return isUp();
    }

    /**
     * How often {@link #poll} came to a place where bytes of the stream had been shed.
     *
     * <p>Thread: the ingest agent.
     */
    default int holeCount() {
        return 0;
    }

    /** Why the link is not up, in words with the fix in them; empty when it is up or nothing has failed yet. */
    default String trouble() {
        return "";
    }

    /** The local port of a bound network link, so that a site or test may configure port 0; -1 when there is none. */
    default int boundPort() {
        return -1;
    }

    /** Where it goes to, for people: {@code serial /dev/ttyUSB0 115200}, {@code udp :4040}. */
    String describe();

    /** Closes the link for good; returns within two seconds even when the operating system does not let go. */
    @Override
    void close();
}
