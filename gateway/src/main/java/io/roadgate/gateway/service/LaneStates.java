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

    /** Goes over to a map; on another one every lane is open. */
    void use(SiteMap newMap) {
        if (map != newMap) {
            map = newMap;
            isClosed = new boolean[newMap.laneCount()];
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

    /** Whether nobody may drive on a lane. */
    boolean isClosed(int lane) {
        return lane >= 0 && lane < isClosed.length && isClosed[lane];
    }
}
