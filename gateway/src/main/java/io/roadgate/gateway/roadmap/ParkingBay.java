package io.roadgate.gateway.roadmap;

import java.util.List;

/**
 * A place for one vehicle to park.
 *
 * @param id unique.
 * @param level deck.
 * @param corners {east, north} in metres, in order around the bay; three or more.
 */
public record ParkingBay(String id, int level, List<double[]> corners) {
    /** Freezes the list. */
    public ParkingBay {
        corners = List.copyOf(corners);
    }
}
