package io.roadgate.gateway.service;

import io.roadgate.gateway.roadmap.SiteMap;
import java.util.Arrays;

/**
 * What the centre has ordered and still holds: closed lanes and speed limits, by lane of the map.
 *
 * <p>{@link ControlService} writes it anew whenever a command begins or ends; all services read it.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing while the map stays.
 */
public final class ControlBoard {
    private boolean[] isClosed = new boolean[0];
    private float[] limitMps = new float[0];
    private int revision;

    /** Goes over to a map; nothing is ordered on it yet. */
    void use(SiteMap map) {
        isClosed = new boolean[map.laneCount()];
        limitMps = new float[map.laneCount()];
        clear();
    }

    /** All lanes open, as signed. */
    void clear() {
        Arrays.fill(isClosed, false);
        Arrays.fill(limitMps, Float.NaN);
        revision++;
    }

    void close(int lane) {
        isClosed[lane] = true;
    }

    /** Of several limits of a lane the lowest holds. */
    void limit(int lane, float speedMps) {
        limitMps[lane] = Float.isNaN(limitMps[lane]) ? speedMps : Math.min(limitMps[lane], speedMps);
    }

    /** Whether nobody may drive on a lane. */
    public boolean isClosed(int lane) {
        return isClosed[lane];
    }

    /** The limit that the centre has set; NaN = none, the sign of the map holds. */
    public float limitMps(int lane) {
        return limitMps[lane];
    }

    /** Counts up whenever something begins or ends. */
    public int revision() {
        return revision;
    }
}
