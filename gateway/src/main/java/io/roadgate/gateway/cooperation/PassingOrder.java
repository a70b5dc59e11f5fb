package io.roadgate.gateway.cooperation;

import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.roadmap.ConflictTable;
import io.roadgate.gateway.roadmap.LaneWalk;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * In which order, and how fast, vehicles pass the conflict areas ahead of them: crossings and merges.
 *
 * <p>Who cannot be advised keeps its speed and comes first; where its way on is not known, all its ways count. The others
 * follow by rank and then by who would be there first; each gets the speed nearest to its own at which it is in no area
 * together with another one, or the advice to stop before the first. Nobody passes who drives ahead of it on its lane.
 *
 * <p><b>Units:</b> distances from the front of a vehicle along its way, times from now.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing after construction.
 */
public final class PassingOrder {
    /** Keys of the site file for whoever plans passings. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.number("horizonM", 150, 20, 500, "how far ahead of a conflict area vehicles are planned"),
            Setting.number("headwayS", 2, 0.5, 5, "least time between two who run into one lane, s; OpenV2X"),
            Setting.number("clearS", 1.5, 0.2, 10, "least time between two who cross, s; project default"),
            Setting.number("leastMps", 2, 0.5, 20, "slower than this is advised as a stop; project default"),
            Setting.number("comfortMps2", 2, 0.5, 5, "deceleration and acceleration asked for; project default"));

    /** Vehicles at most; the farthest are left out. */
    public static final int MOST = 32;

    private static final int MOST_AREAS = 12;
    private static final int MOST_HOPS = 4;
    private static final int MOST_SKIPS = 64;
    private static final double STEP_MPS = 0.5;
    private static final double NEVER_S = 1e6;
    /** Lanes that touch at so flat an angle are driven one behind the other. */
    private static final double ALONG_RAD = StrictMath.toRadians(30);

    private final double horizonM;
    private final double headwayS;
    private final double clearS;
    private final double leastMps;
    private final double comfortMps2;
    private final Entry[] entries = new Entry[MOST];
    private final int[] sequence = new int[MOST];
    private RoadPicture picture;
    private SiteMap map;
    private LaneWalk walk;
    private int count;
    private int sequenceCount;

    /** An order with these settings. */
    public PassingOrder(Settings settings) {
        horizonM = settings.number("horizonM");
        headwayS = settings.number("headwayS");
        clearS = settings.number("clearS");
        leastMps = settings.number("leastMps");
        comfortMps2 = settings.number("comfortMps2");
        for (int i = 0; i < MOST; i++) {
            entries[i] = new Entry();
        }
    }

    /** Begins anew. */
    public void begin(RoadPicture newPicture) {
        picture = newPicture;
        if (map != newPicture.lanes()) {
            map = newPicture.lanes();
            walk = new LaneWalk(map);
        }
        count = 0;
    }

    /**
     * Adds a vehicle that has a conflict area ahead.
     *
     * @param wish bits of Manoeuvres that it has told, or {@link LaneWalk#ANY}.
     * @param isAdvised whether it will follow advice.
     * @param rank higher ones go first.
     * @param preferredMps speed to try first, NaN = its own.
     * @return its index, or -1 when nothing is ahead or there is no room.
     */
    public int add(int slot, int wish, boolean isAdvised, int rank, double preferredMps) {
        int lane = picture.laneIndex(slot);
        if (lane == SiteMap.NONE || count == MOST) {
            return -1;
        }
        TrackTable tracks = picture.tracks();
        Entry entry = entries[count];
        entry.slot = slot;
        entry.rank = rank;
        entry.lengthM = picture.lengthM(slot);
        entry.ownMps = tracks.speedMps(slot);
        entry.limitMps = Math.max(map.speedLimitMps(lane), leastMps);
        entry.areaCount = 0;
        double frontM = picture.alongM(slot) + entry.lengthM / 2;
        if (isAdvised) {
            collectWay(entry, lane, frontM, wish);
        } else {
            collectAll(entry, lane, -frontM, 0);
        }
        if (entry.areaCount == 0) {
            return -1;
        }
        double brakingM = entry.ownMps * entry.ownMps / (2 * comfortMps2);
        entry.isFixed = !isAdvised || entry.aheadM[0] <= 0;
        entry.isUnstoppable = entry.aheadM[0] < brakingM;
        entry.isStop = false;
        entry.speedMps = entry.ownMps;
        entry.preferredMps = Double.isNaN(preferredMps) ? entry.ownMps : preferredMps;
        return count++;
    }

    private void collectWay(Entry entry, int lane, double frontM, int wish) {
        walk.start(lane, Math.min(frontM, map.lengthM(lane)));
        for (int skip = 0; entry.areaCount < MOST_AREAS && skip < MOST_SKIPS; skip++) {
            int area = walk.conflictAhead(horizonM, wish, skip);
            if (area == SiteMap.NONE) {
                return;
            }
            if (isOfVehicles(area)) {
                entry.add(area, walk.aheadM(), walk.aheadM() + lengthM(area));
            }
        }
    }

    private void collectAll(Entry entry, int lane, double offsetM, int hops) {
        ConflictTable table = map.conflicts();
        for (int area = table.first(lane); area < table.end(lane) && entry.areaCount < MOST_AREAS; area++) {
            double fromM = offsetM + table.fromM(area);
            if (isOfVehicles(area) && fromM + lengthM(area) + entry.lengthM >= 0 && fromM <= horizonM) {
                entry.add(area, fromM, fromM + lengthM(area));
            }
        }
        double nextM = offsetM + map.lengthM(lane);
        for (int i = 0; i < map.successorCount(lane) && hops < MOST_HOPS && nextM <= horizonM; i++) {
            collectAll(entry, map.successor(lane, i), nextM, hops + 1);
        }
    }

    /** People on a crosswalk are another service's business. */
    private boolean isOfVehicles(int area) {
        return map.kind(map.conflicts().other(area)).isMotor();
    }

    private double lengthM(int area) {
        return map.conflicts().toM(area) - map.conflicts().fromM(area);
    }

    /** Plans all that were added. */
    public void solve() {
        raiseLeaders();
        sequenceCount = 0;
        for (int i = 0; i < count; i++) {
            if (entries[i].isFixed) {
                sequence[sequenceCount++] = i;
            }
        }
        int fixedCount = sequenceCount;
        for (int i = 0; i < count; i++) {
            if (!entries[i].isFixed) {
                insert(i, fixedCount);
            }
        }
        for (int n = fixedCount; n < sequenceCount; n++) {
            plan(entries[sequence[n]], n);
        }
    }

    /** Who drives ahead of somebody of higher rank must go first, and so has that rank. */
    private void raiseLeaders() {
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                if (isAheadOnLane(entries[i], entries[j])) {
                    entries[i].rank = Math.max(entries[i].rank, entries[j].rank);
                }
            }
        }
    }

    private static boolean isAheadOnLane(Entry first, Entry second) {
        return first != second && first.areas[0] == second.areas[0] && first.aheadM[0] < second.aheadM[0];
    }

    private void insert(int index, int from) {
        int at = sequenceCount++;
        while (at > from && isBefore(entries[index], entries[sequence[at - 1]])) {
            sequence[at] = sequence[at - 1];
            at--;
        }
        sequence[at] = index;
    }

    private static boolean isBefore(Entry entry, Entry other) {
        return entry.rank != other.rank ? entry.rank > other.rank : entry.naturalS() < other.naturalS();
    }

    /** Tries speeds from the preferred one outwards. */
    private void plan(Entry entry, int planned) {
        int steps = (int) Math.ceil(Math.max(entry.limitMps, entry.preferredMps) / STEP_MPS);
        for (int step = 0; step <= steps; step++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                double speedMps = Math.min(entry.preferredMps, entry.limitMps) + sign * step * STEP_MPS;
                boolean isPossible = speedMps >= leastMps && speedMps <= entry.limitMps;
                if (isPossible && isFree(entry, speedMps, planned)) {
                    entry.speedMps = speedMps;
                    return;
                }
            }
        }
        entry.isStop = true;
        entry.speedMps = 0;
    }

    private boolean isFree(Entry entry, double speedMps, int planned) {
        for (int n = 0; n < planned; n++) {
            Entry other = entries[sequence[n]];
            for (int a = 0; a < entry.areaCount; a++) {
                for (int b = 0; b < other.areaCount; b++) {
                    if (isMet(entry, a, speedMps, other, b)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean isMet(Entry entry, int a, double speedMps, Entry other, int b) {
        ConflictTable table = map.conflicts();
        boolean isSameLane = entry.areas[a] == other.areas[b];
        if (!isSameLane && table.mirror(entry.areas[a]) != other.areas[b]) {
            return false;
        }
        if (other.isStop && !isSameLane) {
            return false;
        }
        double inS = arrivalS(entry, entry.aheadM[a], speedMps);
        double otherInS = other.isStop ? NEVER_S : arrivalS(other, other.aheadM[b], other.speedMps);
        if (isSameLane) {
            boolean isFirst = entry.aheadM[a] < other.aheadM[b];
            return isFirst ? inS + headwayS > otherInS : otherInS + headwayS > inS;
        }
        boolean isAlong = Math.abs(table.turnRad(entry.areas[a])) < ALONG_RAD;
        if (isAlong || table.kind(entry.areas[a]) == ConflictTable.Kind.MERGING) {
            return Math.abs(inS - otherInS) < headwayS;
        }
        double outS = arrivalS(entry, entry.beyondM[a] + entry.lengthM, speedMps);
        double otherOutS = arrivalS(other, other.beyondM[b] + other.lengthM, other.speedMps);
        return inS < otherOutS + clearS && otherInS < outS + clearS;
    }

    /** When a front is at a place if it goes over to another speed now, comfortably, and keeps it. */
    private double arrivalS(Entry entry, double aheadM, double speedMps) {
        if (aheadM <= 0) {
            return 0;
        }
        double changeS = Math.abs(speedMps - entry.ownMps) / comfortMps2;
        double changeM = (speedMps + entry.ownMps) / 2 * changeS;
        if (changeM < aheadM) {
            return speedMps < 0.1 ? NEVER_S : changeS + (aheadM - changeM) / speedMps;
        }
        double signedMps2 = speedMps >= entry.ownMps ? comfortMps2 : -comfortMps2;
        double root = entry.ownMps * entry.ownMps + 2 * signedMps2 * aheadM;
        return root < 0 ? NEVER_S : (Math.sqrt(root) - entry.ownMps) / signedMps2;
    }

    /** Vehicles that take part. */
    public int count() {
        return count;
    }

    /** Slot of one. */
    public int slot(int index) {
        return entries[index].slot;
    }

    /** Whether it could not be advised. */
    public boolean isFixed(int index) {
        return entries[index].isFixed;
    }

    /** Whether it shall stop before the first area. */
    public boolean isStop(int index) {
        return entries[index].isStop;
    }

    /** Whether it can no longer stop comfortably before the first area. */
    public boolean isUnstoppable(int index) {
        return entries[index].isUnstoppable;
    }

    /** Speed that it shall drive; 0 to stop. */
    public double speedMps(int index) {
        return entries[index].speedMps;
    }

    /** Distance to the first area. */
    public double aheadM(int index) {
        return entries[index].aheadM[0];
    }

    /** First area, an index of the map's conflicts. */
    public int area(int index) {
        return entries[index].areas[0];
    }

    /** When it is at the first area with that speed, seconds from now; a stop is very late. */
    public double arrivalS(int index) {
        Entry entry = entries[index];
        return arrivalS(entry, entry.aheadM[0], entry.speedMps);
    }

    /** How many are before it at its first area. */
    public int place(int index) {
        int before = 0;
        for (int i = 0; i < count; i++) {
            boolean isThere = entries[i].areas[0] == entries[index].areas[0]
                    || map.conflicts().mirror(entries[i].areas[0]) == entries[index].areas[0];
            before += isThere && arrivalS(i) < arrivalS(index) ? 1 : 0;
        }
        return before;
    }

    private static final class Entry {
        private final int[] areas = new int[MOST_AREAS];
        private final double[] aheadM = new double[MOST_AREAS];
        private final double[] beyondM = new double[MOST_AREAS];
        private int slot;
        private int rank;
        private double lengthM;
        private double ownMps;
        private double limitMps;
        private double preferredMps;
        private double speedMps;
        private boolean isFixed;
        private boolean isUnstoppable;
        private boolean isStop;
        private int areaCount;

        /** Nearest first. */
        private void add(int area, double fromM, double toM) {
            int at = areaCount++;
            while (at > 0 && aheadM[at - 1] > fromM) {
                areas[at] = areas[at - 1];
                aheadM[at] = aheadM[at - 1];
                beyondM[at] = beyondM[at - 1];
                at--;
            }
            areas[at] = area;
            aheadM[at] = fromM;
            beyondM[at] = toM;
        }

        private double naturalS() {
            return Math.max(0, aheadM[0]) / Math.max(0.5, ownMps);
        }
    }
}
