package io.roadgate.sim.traffic;

import java.util.List;

/**
 * The whole road at one instant, as it really is: what emulators sense and what results are compared with.
 *
 * @param atNs instant, ns since 1970 UTC.
 * @param participants all on the site, in the order of their ids.
 */
public record GroundTruth(long atNs, List<Participant> participants) {
    /** Copies the list. */
    public GroundTruth {
        participants = List.copyOf(participants);
    }
}
