package io.roadgate.gateway.roadmap;

import java.util.List;

/**
 * Conflict areas: for two lanes on which bodies can meet, the stretch of each. Flat arrays, sorted by lane and by where on
 * it the stretch begins; each area stands here twice, once from either lane, and {@link #mirror} joins the two.
 *
 * <p><b>Thread:</b> built once, then only read. Allocates nothing.
 */
public final class ConflictTable {
    /** The table of ways in which two lanes can meet. */
    public enum Kind {
        /** They cross. */
        CROSSING,
        /** They run into one. */
        MERGING
    }

    /** One area as found, from one lane. */
    record Area(
            int lane,
            double fromM,
            double toM,
            int other,
            double otherFromM,
            double otherToM,
            Kind kind,
            double turn) {}

    private final int[] start;
    private final int[] others;
    private final double[] fromM;
    private final double[] toM;
    private final int[] mirrors;
    private final Kind[] kinds;
    private final double[] turnRad;

    /** Areas sorted by lane and beginning, each with its mirror. */
    ConflictTable(int laneCount, List<Area> areas) {
        start = new int[laneCount + 1];
        others = new int[areas.size()];
        fromM = new double[areas.size()];
        toM = new double[areas.size()];
        mirrors = new int[areas.size()];
        kinds = new Kind[areas.size()];
        turnRad = new double[areas.size()];
        for (int i = 0; i < areas.size(); i++) {
            Area area = areas.get(i);
            start[area.lane + 1] = i + 1;
            others[i] = area.other;
            fromM[i] = area.fromM;
            toM[i] = area.toM;
            kinds[i] = area.kind;
            turnRad[i] = area.turn;
        }
        for (int lane = 0; lane < laneCount; lane++) {
            start[lane + 1] = Math.max(start[lane + 1], start[lane]);
        }
        for (int i = 0; i < areas.size(); i++) {
            mirrors[i] = mirrorOf(areas.get(i));
        }
    }

    private int mirrorOf(Area area) {
        for (int i = start[area.other]; i < start[area.other + 1]; i++) {
            if (others[i] == area.lane && fromM[i] == area.otherFromM) {
                return i;
            }
        }
        throw new IllegalArgumentException("an area without its mirror");
    }

    /** Number of areas, each counted from both lanes. */
    public int count() {
        return others.length;
    }

    /** First area of a lane. */
    public int first(int lane) {
        return start[lane];
    }

    /** Behind the last area of a lane. */
    public int end(int lane) {
        return start[lane + 1];
    }

    /** The other lane. */
    public int other(int area) {
        return others[area];
    }

    /** Where the area begins on the lane. */
    public double fromM(int area) {
        return fromM[area];
    }

    /** Where it ends on the lane. */
    public double toM(int area) {
        return toM[area];
    }

    /** The same area seen from the other lane. */
    public int mirror(int area) {
        return mirrors[area];
    }

    /** How they meet. */
    public Kind kind(int area) {
        return kinds[area];
    }

    /** Course of the other lane there against this one's, -pi..pi, positive = the other one goes to the right. */
    public double turnRad(int area) {
        return turnRad[area];
    }
}
