package io.roadgate.gateway.service;

import io.roadgate.gateway.roadmap.SiteMap;
import java.util.Arrays;

/**
 * Which lanes are kept free for a vehicle of high priority; shared by all services.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing while the map stays.
 */
final class LaneReservations {
    private SiteMap map;
    private long[] reservedFor = new long[0];

    /** Goes over to a map, on which nothing is reserved. */
    void use(SiteMap newMap) {
        if (map != newMap) {
            map = newMap;
            reservedFor = new long[newMap.laneCount()];
        }
    }

    /** Notes that a lane is kept free for one vehicle. */
    void reserve(int lane, long vehicleId) {
        reservedFor[lane] = vehicleId;
    }

    /** No lane is kept free. */
    void unreserve() {
        Arrays.fill(reservedFor, 0);
    }

    /** Whether a lane is kept free for somebody else. */
    boolean isReservedForOther(int lane, long vehicleId) {
        return reservedFor[lane] != 0 && reservedFor[lane] != vehicleId;
    }
}
