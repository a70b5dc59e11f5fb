package io.roadgate.sim;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a simulator has done so far.
 *
 * @param ranNs how long the scenario has run.
 * @param participants on the site now.
 * @param framesSent by device.
 * @param uperReceived messages that the RSU was given to broadcast, by kind.
 * @param tollPassages driven.
 * @param tollFen debited in them.
 * @param writesDropped on serial lines that were down or not read.
 */
public record SimulatorSummary(
        long ranNs,
        int participants,
        Map<String, Long> framesSent,
        Map<String, Long> uperReceived,
        int tollPassages,
        long tollFen,
        long writesDropped) {
    private static final double NS_PER_S = 1e9;

    /** Copies the maps, sorted. */
    public SimulatorSummary {
        framesSent = Collections.unmodifiableMap(new TreeMap<>(framesSent));
        uperReceived = Collections.unmodifiableMap(new TreeMap<>(uperReceived));
    }

    /** One line for people. */
    @Override
    public String toString() {
        return String.format(
                "simulated %.1f s, %d participants; sent %s; RSU was given %s; %d toll passages, %d fen; %d writes dropped",
                ranNs / NS_PER_S, participants, framesSent, uperReceived, tollPassages, tollFen, writesDropped);
    }
}
