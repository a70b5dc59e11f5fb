package io.roadgate.gateway.service;

import io.roadgate.gateway.roadmap.LaneDraft;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.MapDraft;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.ParkingBay;
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

    /** A main lane 1 and 2 to the east, and a ramp 3 that joins where 1 ends and 2 begins (at 0, 0). */
    static SiteMap ramp() {
        return SiteMap.of(List.of(
                lane(1, LaneKind.DRIVING, at(-300, 0), at(0, 0)),
                lane(2, LaneKind.DRIVING, at(0, 0), at(300, 0)),
                lane(3, LaneKind.DRIVING, at(-220, -60), at(-60, -12), at(0, 0))));
    }

    /** A road to the east (1) that one to the north (2) crosses at (0, 0), without signals. */
    static SiteMap crossing() {
        return SiteMap.of(List.of(
                lane(1, LaneKind.DRIVING, at(-200, 0), at(200, 0)),
                lane(2, LaneKind.DRIVING, at(0, -200), at(0, 200))));
    }

    /** A lane to the east (1) with a crosswalk (2) at 0 from south to north, behind signal group 5. */
    static SiteMap crosswalk() {
        return SiteMap.of(List.of(
                lane(1, LaneKind.DRIVING, at(-200, 0), at(200, 0)),
                lane(2, LaneKind.CROSSWALK, at(0, -8), at(0, 8)).signalGroup(5)));
    }

    /** Two lanes to the east, 1 left and 2 right, with a signal (group 3) at their ends. */
    static SiteMap signalled() {
        return SiteMap.of(List.of(
                lane(1, LaneKind.DRIVING, at(-300, 0), at(200, 0)).signalGroup(3),
                lane(2, LaneKind.DRIVING, at(-300, -3.5), at(200, -3.5)).signalGroup(3)));
    }

    /** A drive from the west to (40, 0), two more from there, and three bays along the second one. */
    static SiteMap carPark() {
        MapDraft draft = new MapDraft("car park");
        draft.add(
                lane(1, LaneKind.PARKING, at(-60, 0), at(40, 0)).successor("2").successor("3"));
        draft.add(lane(2, LaneKind.PARKING, at(40, 0), at(120, 0)));
        draft.add(lane(3, LaneKind.PARKING, at(40, 0), at(40, 80)));
        for (int i = 0; i < 3; i++) {
            double west = 60 + 6 * i;
            draft.add(new ParkingBay(
                    "B" + (i + 1), 0, List.of(at(west, 9), at(west + 3, 9), at(west + 3, 4), at(west, 4))));
        }
        MapFaults faults = new MapFaults();
        SiteMap map = draft.build(faults);
        if (faults.hasErrors()) {
            throw new AssertionError(faults.all());
        }
        return map;
    }
}
