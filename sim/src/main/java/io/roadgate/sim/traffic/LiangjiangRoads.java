package io.roadgate.sim.traffic;

import java.util.List;

/** The roads of the junction near Liangjiang, invented; right-hand traffic, metres from the site origin. */
final class LiangjiangRoads {
    /** Half of each road's length. */
    static final double REACH_M = 400;

    /** Of every driving lane. */
    static final double LANE_WIDTH_M = 3.5;

    /** 60 km/h. */
    static final double ROAD_LIMIT_MPS = 16.7;

    /** 40 km/h. */
    static final double TOLL_LIMIT_MPS = 11.1;

    /** Where the zebra crosses the east-west road. */
    static final double ZEBRA_EAST_M = 30;

    /** Where the walker waits, beyond the cycle paths. */
    static final double KERB_M = 9.5;

    /** Middle of the cycle path on either side of the east-west road. */
    static final double CYCLE_NORTH_M = 8;

    /** Middle of the second westbound lane. */
    static final double WEST_2_NORTH_M = 5.25;

    /** Beginning and end of the toll lane, and the line in it. */
    static final double TOLL_FROM_EAST_M = 20;

    static final double TOLL_TO_EAST_M = 220;
    static final double TOLL_LINE_EAST_M = 100;
    static final double TOLL_NORTH_M = -60;

    static final Lane EAST_1 = eastWest(1, "east-1", -1.75, 1);
    static final Lane EAST_2 = eastWest(2, "east-2", -5.25, 1);
    static final Lane WEST_1 = eastWest(3, "west-1", 1.75, -1);
    static final Lane WEST_2 = eastWest(4, "west-2", WEST_2_NORTH_M, -1);
    static final Lane NORTH = northSouth(5, "north-1", 1.75, 1);
    static final Lane SOUTH = northSouth(6, "south-1", -1.75, -1);
    static final Lane ZEBRA = new Lane(
            10,
            "zebra-1",
            LaneKind.CROSSWALK,
            0,
            4.0,
            2.0,
            List.of(point(ZEBRA_EAST_M, -KERB_M), point(ZEBRA_EAST_M, KERB_M)));
    static final Lane TOLL = new Lane(
            20,
            "toll-1",
            LaneKind.TOLL,
            0,
            LANE_WIDTH_M,
            TOLL_LIMIT_MPS,
            List.of(point(TOLL_FROM_EAST_M, TOLL_NORTH_M), point(TOLL_TO_EAST_M, TOLL_NORTH_M)));

    private LiangjiangRoads() {}

    static List<Lane> lanes() {
        return List.of(EAST_1, EAST_2, WEST_1, WEST_2, NORTH, SOUTH, ZEBRA, TOLL);
    }

    /** The cycle path beside the outer lane of one direction; 1 = eastbound, -1 = westbound. Not a published lane. */
    static Path cyclePath(int direction) {
        return new Path(
                0,
                point(-direction * REACH_M, -direction * CYCLE_NORTH_M),
                point(direction * REACH_M, -direction * CYCLE_NORTH_M));
    }

    private static Lane eastWest(int id, String name, double northM, int direction) {
        return driving(id, name, point(-direction * REACH_M, northM), point(direction * REACH_M, northM));
    }

    private static Lane northSouth(int id, String name, double eastM, int direction) {
        return driving(id, name, point(eastM, -direction * REACH_M), point(eastM, direction * REACH_M));
    }

    private static Lane driving(int id, String name, LanePoint from, LanePoint to) {
        return new Lane(id, name, LaneKind.DRIVING, 0, LANE_WIDTH_M, ROAD_LIMIT_MPS, List.of(from, to));
    }

    private static LanePoint point(double eastM, double northM) {
        return new LanePoint(eastM, northM, 0);
    }
}
