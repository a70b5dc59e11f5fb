package io.roadgate.gateway.service;

import io.roadgate.gateway.roadmap.SiteMap;
import java.util.Arrays;

/**
 * How the lanes are to be used now, as the centre has said: closed, reversed, reserved, limited; shared by all services.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing while the map stays.
 */
final class LaneStates {
    private SiteMap map;
    private boolean[] isClosed = new boolean[0];
    private long[] reservedFor = new long[0];

    /** Goes over to a map; on another one every lane is open. */
    void use(SiteMap newMap) {
        if (map != newMap) {
            map = newMap;
            isClosed = new boolean[newMap.laneCount()];
            reservedFor = new long[newMap.laneCount()];
        }
    }

    /** All lanes open. */
    void clear() {
        Arrays.fill(isClosed, false);
    }

    /** Notes that nobody may drive on a lane. */
    void close(int lane) {
        isClosed[lane] = true;
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
        return lane >= 0
                && lane < reservedFor.length
                && reservedFor[lane] != 0
                && reservedFor[lane] != vehicleId;
    }

    /** Whether nobody may drive on a lane. */
    boolean isClosed(int lane) {
        return lane >= 0 && lane < isClosed.length && isClosed[lane];
    }
}
