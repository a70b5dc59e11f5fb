package io.roadgate.gateway.traffic;

import io.roadgate.gateway.roadmap.LaneCursor;
import io.roadgate.gateway.roadmap.Manoeuvres;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.sensor.observation.Trigonometry;
import java.util.ArrayList;
import java.util.List;

/**
 * The movements of a map: from a lane before a junction to a lane behind it, by whatever ways lead across.
 *
 * <p>A lane that simply goes on is no movement: there must be a way across a junction between, or a choice.
 *
 * <p><b>Thread:</b> built once for a map, then only read.
 */
public final class MovementTable {
    /** No movement. */
    public static final int NONE = -1;

    private static final int DEEPEST = 6;

    private final SiteMap map;
    private final int[] from;
    private final int[] to;
    private final int[] manoeuvre;
    private final int[] firstOfLane;

    /** The movements of a map. */
    public MovementTable(SiteMap map) {
        this.map = map;
        List<int[]> rows = new ArrayList<>();
        firstOfLane = new int[map.laneCount() + 1];
        for (int lane = 0; lane < map.laneCount(); lane++) {
            firstOfLane[lane] = rows.size();
            if (map.kind(lane).isCarriageway() && !map.isInJunction(lane)) {
                follow(lane, lane, 0, map.successorCount(lane) > 1, rows);
            }
        }
        firstOfLane[map.laneCount()] = rows.size();
        from = rows.stream().mapToInt(row -> row[0]).toArray();
        to = rows.stream().mapToInt(row -> row[1]).toArray();
        manoeuvre = rows.stream().mapToInt(row -> row[2]).toArray();
    }

    private void follow(int start, int at, int depth, boolean isChoice, List<int[]> rows) {
        for (int i = 0; i < map.successorCount(at) && depth < DEEPEST; i++) {
            int next = map.successor(at, i);
            if (map.isInJunction(next)) {
                follow(start, next, depth + 1, true, rows);
            } else if (isChoice && map.kind(next).isCarriageway() && !isListed(start, next, rows)) {
                rows.add(new int[] {start, next, Manoeuvres.ofTurn(turnRad(start, at, next))});
            }
        }
    }

    private boolean isListed(int start, int end, List<int[]> rows) {
        return rows.stream().anyMatch(row -> row[0] == start && row[1] == end);
    }

    /** A way across bends itself; without one the turn is that between the two lanes. */
    private double turnRad(int start, int last, int end) {
        if (last != start) {
            return map.turnRad(last);
        }
        LaneCursor cursor = new LaneCursor(map);
        cursor.moveTo(start, map.lengthM(start));
        double before = cursor.courseRad();
        cursor.moveTo(end, Math.min(20, map.lengthM(end)));
        double turned = cursor.courseRad() - before;
        return StrictMath.atan2(Trigonometry.sin(turned), Trigonometry.cos(turned));
    }

    /** Number of movements. */
    public int count() {
        return from.length;
    }

    /** The movement between two lanes; when a driver ended beside the lane that the map leads to, the one into that road. */
    public int find(int fromLane, int toLane) {
        int beside = NONE;
        for (int row = firstOfLane[fromLane]; row < firstOfLane[fromLane + 1]; row++) {
            if (to[row] == toLane) {
                return row;
            }
            boolean isSameRoad =
                    !map.road(toLane).isEmpty() && map.road(to[row]).equals(map.road(toLane));
            if (isSameRoad && beside == NONE) {
                beside = row;
            }
        }
        return beside;
    }

    /** Lane before the junction. */
    public int from(int movement) {
        return from[movement];
    }

    /** Lane behind it. */
    public int to(int movement) {
        return to[movement];
    }

    /** A bit of {@link Manoeuvres}. */
    public int manoeuvre(int movement) {
        return manoeuvre[movement];
    }
}
