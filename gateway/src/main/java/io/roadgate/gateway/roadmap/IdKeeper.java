package io.roadgate.gateway.roadmap;

/**
 * Keeps the numbers of lanes from one map to the next: a lane whose middle lies on a lane of the old map, in its direction,
 * gets that one's number, and is a toll lane if that was one. Records and toll points then mean the same lane as before.
 */
public final class IdKeeper {
    private final SiteMap old;
    private final LaneMatcher matcher;

    /** Keeps numbers of this map. */
    public IdKeeper(SiteMap old) {
        this.old = old;
        matcher = new LaneMatcher(old);
    }

    /** Numbers the lanes of a draft; those without a lane before them get free numbers, none that the old map had. */
    public void keep(MapDraft draft) {
        boolean[] isTaken = new boolean[65_537];
        for (LaneDraft lane : draft.lanes) {
            int before = before(lane);
            int id = old.laneId(before);
            if (id != 0 && !isTaken[id]) {
                isTaken[id] = true;
                lane.id = id;
                lane.kind = old.kind(before) == LaneKind.TOLL ? LaneKind.TOLL : lane.kind;
            }
        }
        for (int lane = 0; lane < old.laneCount(); lane++) {
            isTaken[old.laneId(lane)] = true;
        }
        int next = 1;
        for (LaneDraft lane : draft.lanes) {
            if (lane.id == 0) {
                while (next < isTaken.length - 1 && isTaken[next]) {
                    next++;
                }
                isTaken[next] = true;
                lane.id = next;
            }
        }
    }

    private int before(LaneDraft lane) {
        if (lane.points.size() < 2) {
            return SiteMap.NONE;
        }
        int middle = (lane.points.size() - 1) / 2;
        double[] from = lane.points.get(middle);
        double[] to = lane.points.get(middle + 1);
        double courseRad = StrictMath.atan2(to[0] - from[0], to[1] - from[1]);
        int found = matcher.match(
                (from[0] + to[0]) / 2,
                (from[1] + to[1]) / 2,
                (from[2] + to[2]) / 2,
                LaneMatcher.UNKNOWN_LEVEL,
                courseRad,
                lane.kind == LaneKind.CROSSWALK || lane.kind == LaneKind.SIDEWALK,
                SiteMap.NONE);
        boolean isOfKind = found != SiteMap.NONE
                && old.kind(found).isCarriageway() == lane.kind.isCarriageway()
                && old.isInJunction(found) == lane.isInJunction
                && Math.abs(matcher.lateralM()) < lane.widthM() / 2;
        return isOfKind ? found : SiteMap.NONE;
    }
}
