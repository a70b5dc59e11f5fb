package io.roadgate.gateway.service;

import io.roadgate.gateway.roadmap.LaneDraft;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.SiteMap;
import java.util.List;

/** Roads of tests, metres east and north. */
final class Roads {
    private static final double WIDTH_M = 3.5;
    private static final double LIMIT_MPS = 25;

    private Roads() {}

    static double[] at(double east, double north) {
        return new double[] {east, north};
    }

    static LaneDraft lane(int id, LaneKind kind, double[]... points) {
        return LaneDraft.of(id, kind, WIDTH_M, LIMIT_MPS, List.of(points));
    }

    /** Three lanes to the east, 1 left (north) to 3 right (south), 600 m. */
    static SiteMap threeLanes() {
        return SiteMap.of(List.of(
                lane(1, LaneKind.DRIVING, at(-300, 0), at(300, 0)),
                lane(2, LaneKind.DRIVING, at(-300, -3.5), at(300, -3.5)),
                lane(3, LaneKind.DRIVING, at(-300, -7), at(300, -7))));
    }
}
