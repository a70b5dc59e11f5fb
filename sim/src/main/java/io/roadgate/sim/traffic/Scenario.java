package io.roadgate.sim.traffic;

import java.util.List;
import java.util.Map;

/**
 * A piece of road with traffic on it that runs in virtual time.
 *
 * <p>Thread: one caller at a time.
 */
public interface Scenario {
    /** Its name on the command line. */
    String id();

    /** Its lanes, as a site file must describe them. */
    List<Lane> lanes();

    /** When it began, ns since 1970 UTC. */
    long startNs();

    /** Moves everything on; a time that lies before the last one changes nothing. */
    void advanceTo(long nowNs);

    /** Everybody's state at the time given last to {@link #advanceTo}. */
    GroundTruth truth();

    /** All toll passages since the start, oldest first; a view that grows. */
    List<TollPassage> tollPassages();

    /** How often at least a run of this length, from the start, contains each cause completely. */
    Map<EventCause, Integer> expectedEvents(long runNs);
}
