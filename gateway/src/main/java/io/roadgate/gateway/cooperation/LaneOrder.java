package io.roadgate.gateway.cooperation;

import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.roadmap.LaneWalk;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import java.util.Arrays;

/**
 * Who drives where on which lane, front to back, and so who is ahead of whom and who behind.
 *
 * <p><b>Shape:</b> the motor vehicles of each lane, sorted by the place of their middles. Distances between vehicles are
 * from bumper to bumper along the lanes.
 *
 * <p><b>Thread:</b> the fusion agent. The gap found last stands in the accessor; nothing is allocated while the map stays.
 */
public final class LaneOrder {
    /** Nobody. */
    public static final int NOBODY = -1;

    private static final int MOST_HOPS = 12;

    private final int[] sorted = new int[TrackTable.CAPACITY];
    private int[] laneStart = new int[1];
    private RoadPicture picture;
    private SiteMap map;
    private double gapM;

    /** Looks at a picture anew. */
    public void refresh(RoadPicture newPicture) {
        picture = newPicture;
        if (map != newPicture.lanes()) {
            map = newPicture.lanes();
            laneStart = new int[map.laneCount() + 1];
        }
        Arrays.fill(laneStart, 0);
        for (int i = 0; i < picture.motorCount(); i++) {
            int lane = laneOf(picture.motorSlot(i));
            if (lane != SiteMap.NONE) {
                laneStart[lane + 1]++;
            }
        }
        for (int lane = 0; lane < map.laneCount(); lane++) {
            laneStart[lane + 1] += laneStart[lane];
        }
        fill();
    }

    /** Puts each vehicle into its lane's part, by insertion; a lane holds few. */
    private void fill() {
        Arrays.fill(sorted, 0, laneStart[map.laneCount()], NOBODY);
        for (int i = 0; i < picture.motorCount(); i++) {
            int slot = picture.motorSlot(i);
            int lane = laneOf(slot);
            if (lane == SiteMap.NONE) {
                continue;
            }
            int at = laneStart[lane];
            while (sorted[at] != NOBODY && picture.alongM(sorted[at]) <= picture.alongM(slot)) {
                at++;
            }
            int moved = slot;
            while (moved != NOBODY) {
                int next = sorted[at];
                sorted[at++] = moved;
                moved = next;
            }
        }
    }

    private int laneOf(int slot) {
        return picture.tracks().trackId(slot) != 0 ? picture.laneIndex(slot) : SiteMap.NONE;
    }

    /** Vehicles on a lane. */
    public int count(int lane) {
        return laneStart[lane + 1] - laneStart[lane];
    }

    /** The n-th of a lane, from its beginning. */
    public int slot(int lane, int index) {
        return sorted[laneStart[lane] + index];
    }

    /**
     * The next vehicle whose middle is ahead of a place, over the most probable ways on.
     *
     * @param middleM the place, metres along the lane: the middle of who asks.
     * @param halfM half the length of who asks.
     * @param self not to be found.
     * @return its slot, or {@link #NOBODY} within the horizon; {@link #gapM} is then the distance from front to rear,
     *     negative when the two are side by side.
     */
    public int ahead(int lane, double middleM, double halfM, int self, double horizonM) {
        int at = lane;
        double offsetM = -middleM;
        for (int hop = 0; hop < MOST_HOPS && at != SiteMap.NONE && offsetM <= horizonM; hop++) {
            for (int i = laneStart[at]; i < laneStart[at + 1]; i++) {
                int slot = sorted[i];
                double awayM = offsetM + picture.alongM(slot);
                if (slot != self && (hop > 0 || awayM >= 0)) {
                    gapM = awayM - picture.lengthM(slot) / 2 - halfM;
                    return gapM <= horizonM ? slot : NOBODY;
                }
            }
            offsetM += map.lengthM(at);
            at = LaneWalk.wayOn(map, at, LaneWalk.ANY);
        }
        gapM = Double.POSITIVE_INFINITY;
        return NOBODY;
    }

    /**
     * The next vehicle whose middle is behind a place, over the lanes that lead there; parameters as for {@link #ahead}.
     *
     * @return its slot, or {@link #NOBODY}; {@link #gapM} is then the distance from rear to front.
     */
    public int behind(int lane, double middleM, double halfM, int self, double horizonM) {
        gapM = Double.POSITIVE_INFINITY;
        return search(lane, middleM, halfM, self, horizonM, 0);
    }

    private int search(int lane, double placeM, double halfM, int self, double horizonM, int hops) {
        for (int i = laneStart[lane + 1] - 1; i >= laneStart[lane]; i--) {
            int slot = sorted[i];
            double awayM = placeM - picture.alongM(slot);
            if (slot != self && (hops > 0 || awayM > 0)) {
                double foundM = awayM - picture.lengthM(slot) / 2 - halfM;
                if (foundM < gapM && foundM <= horizonM) {
                    gapM = foundM;
                    return slot;
                }
                return NOBODY;
            }
        }
        int best = NOBODY;
        if (hops < MOST_HOPS && placeM <= horizonM) {
            for (int i = 0; i < map.predecessorCount(lane); i++) {
                int before = map.predecessor(lane, i);
                int slot = search(before, placeM + map.lengthM(before), halfM, self, horizonM, hops + 1);
                best = slot == NOBODY ? best : slot;
            }
        }
        return best;
    }

    /** Bumper to bumper distance found last; infinite when nobody was found. */
    public double gapM() {
        return gapM;
    }

    /** Slot of a connected vehicle by its temporary id, or {@link #NOBODY}. */
    public int slotOf(long temporaryId) {
        if (temporaryId == 0) {
            return NOBODY;
        }
        TrackTable tracks = picture.tracks();
        for (int i = 0; i < picture.motorCount(); i++) {
            int slot = picture.motorSlot(i);
            if (tracks.temporaryId(slot) == temporaryId && tracks.trackId(slot) != 0) {
                return slot;
            }
        }
        return NOBODY;
    }
}
