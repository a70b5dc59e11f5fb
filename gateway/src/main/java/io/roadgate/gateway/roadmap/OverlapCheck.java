package io.roadgate.gateway.roadmap;

/** Lanes of one deck that lie on each other without being linked: one of them is drawn wrong, or its deck is. */
final class OverlapCheck {
    private static final double OVERLAP_RAD = StrictMath.toRadians(10);
    private static final double OVERLAP_M = 10;

    private final SiteMap map;
    private final MapFaults faults;

    OverlapCheck(SiteMap map, MapFaults faults) {
        this.map = map;
        this.faults = faults;
    }

    void check() {
        ConflictTable table = map.conflicts();
        for (int lane = 0; lane < map.laneCount(); lane++) {
            for (int area = table.first(lane); area < table.end(lane); area++) {
                if (table.other(area) > lane && isOverlap(lane, area)) {
                    LaneDraft own = map.lanes().get(lane);
                    LaneDraft other = map.lanes().get(table.other(area));
                    faults.error(
                            own.line,
                            own.element,
                            "must not lie on " + other.element + " of the same level "
                                    + own.level + " without being linked to it, does from "
                                    + MapCheck.metres(table.fromM(area)) + " to " + MapCheck.metres(table.toM(area))
                                    + " m");
                }
            }
        }
    }

    private boolean isOverlap(int lane, int area) {
        ConflictTable table = map.conflicts();
        int other = table.other(area);
        boolean isFree = !map.isInJunction(lane)
                && !map.isInJunction(other)
                && map.kind(lane).isCarriageway()
                && map.kind(other).isCarriageway();
        double turn = Math.abs(table.turnRad(area));
        boolean isAlong = turn < OVERLAP_RAD || turn > Math.PI - OVERLAP_RAD;
        return isFree
                && isAlong
                && table.kind(area) == ConflictTable.Kind.CROSSING
                && table.toM(area) - table.fromM(area) > OVERLAP_M;
    }
}
