package io.roadgate.gateway.hazard;

import io.roadgate.gateway.roadmap.LaneCursor;
import io.roadgate.gateway.roadmap.LaneWalk;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.sensor.observation.Trigonometry;

/**
 * Where each track will be in the next five seconds, every 0.2 s: along its lane and the most probable way on, keeping
 * its distance from the middle; off lane, on a circle of its present rate of turn.
 *
 * <p>Found when somebody asks and kept until the track is placed anew. A vehicle follows its lane when its course is
 * that of the lane within 35 degrees and it is between its edges; its speed goes on changing as it does now for a second
 * and stays then.
 *
 * <p><b>Source:</b> horizon and step as open roadside software has them (OpenV2X: 5 s, 0.2 s).
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing after construction.
 */
final class PathTable {
    /** Instants of one path; the first is now. */
    static final int STEPS = 26;
    /** Between two of them. */
    static final double STEP_S = 0.2;

    private static final double COS_FOLLOWS = 0.82;
    private static final double LEAST_MPS = 1.5;
    private static final double CHANGING_S = 1.0;
    private static final double FIRMEST_MPS2 = 8;

    private final RoadPicture picture;
    private final LaneWalk walk;
    private final LaneCursor cursor;
    private final float[] east = new float[TrackTable.CAPACITY * STEPS];
    private final float[] north = new float[TrackTable.CAPACITY * STEPS];
    private final boolean[] isKnown = new boolean[TrackTable.CAPACITY];
    private final boolean[] isOnLane = new boolean[TrackTable.CAPACITY];

    PathTable(RoadPicture picture) {
        this.picture = picture;
        walk = new LaneWalk(picture.lanes());
        cursor = new LaneCursor(picture.lanes());
    }

    void use(SiteMap map) {
        walk.use(map);
        cursor.use(map);
    }

    /** The track moved: its path is to be found anew. */
    void forget(int slot) {
        isKnown[slot] = false;
    }

    /** Finds the path of a track. */
    void find(int slot) {
        if (isKnown[slot]) {
            return;
        }
        isKnown[slot] = true;
        isOnLane[slot] = followsLane(slot);
        if (isOnLane[slot]) {
            alongLane(slot);
        } else {
            onCircle(slot);
        }
    }

    private boolean followsLane(int slot) {
        int lane = picture.laneIndex(slot);
        boolean isVehicle = picture.tracks().participantClass(slot) != ParticipantClass.PEDESTRIAN.value();
        if (lane == SiteMap.NONE || !isVehicle || picture.tracks().speedMps(slot) < LEAST_MPS) {
            return false;
        }
        cursor.moveTo(lane, picture.alongM(slot));
        double cos = picture.headEast(slot) * Trigonometry.sin(cursor.courseRad())
                + picture.headNorth(slot) * Trigonometry.cos(cursor.courseRad());
        return cos > COS_FOLLOWS;
    }

    private double metresAfter(int slot, double seconds) {
        double speedMps = picture.tracks().speedMps(slot);
        double accel = picture.tracks().accelMps2(slot);
        double change = Double.isNaN(accel) ? 0 : Math.max(-FIRMEST_MPS2, Math.min(FIRMEST_MPS2, accel));
        double changingS = Math.min(seconds, CHANGING_S);
        if (change < 0) {
            changingS = Math.min(changingS, speedMps / -change);
        }
        double metres = speedMps * changingS + change * changingS * changingS / 2;
        return metres + Math.max(0, speedMps + change * changingS) * Math.max(0, seconds - changingS);
    }

    private void alongLane(int slot) {
        walk.start(picture.laneIndex(slot), picture.alongM(slot));
        double walkedM = 0;
        for (int step = 0; step < STEPS; step++) {
            double metres = metresAfter(slot, step * STEP_S);
            boolean isThere = walk.advance(Math.max(0, metres - walkedM), LaneWalk.ANY);
            cursor.moveTo(walk.lane(), walk.alongM(), picture.lateralM(slot));
            double beyondM = isThere ? 0 : Math.max(0, metres - walk.walkedM());
            walkedM = Math.max(walkedM, metres);
            int at = slot * STEPS + step;
            east[at] = (float) (cursor.eastM() + beyondM * Trigonometry.sin(cursor.courseRad()));
            north[at] = (float) (cursor.northM() + beyondM * Trigonometry.cos(cursor.courseRad()));
        }
    }

    private void onCircle(int slot) {
        double yaw = picture.trend().yawRadps(slot) * STEP_S;
        double sin = Trigonometry.sin(yaw);
        double cos = Trigonometry.cos(yaw);
        double headEast = picture.headEast(slot);
        double headNorth = picture.headNorth(slot);
        double e = picture.eastM(slot);
        double n = picture.northM(slot);
        double walkedM = 0;
        for (int step = 0; step < STEPS; step++) {
            double metres = metresAfter(slot, step * STEP_S);
            e += headEast * (metres - walkedM);
            n += headNorth * (metres - walkedM);
            walkedM = metres;
            east[slot * STEPS + step] = (float) e;
            north[slot * STEPS + step] = (float) n;
            double turned = headEast * cos + headNorth * sin;
            headNorth = headNorth * cos - headEast * sin;
            headEast = turned;
        }
    }

    /** East after so many steps. */
    double eastM(int slot, int step) {
        return east[slot * STEPS + step];
    }

    /** North after so many steps. */
    double northM(int slot, int step) {
        return north[slot * STEPS + step];
    }

    /** Whether the path follows lanes. */
    boolean isOnLane(int slot) {
        return isOnLane[slot];
    }
}
