package io.roadgate.bench;

import io.roadgate.gateway.roadmap.LaneDraft;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.SiteMap;
import java.util.ArrayList;
import java.util.List;

/**
 * A round road on which traffic flows for ever, so that one minute of recorded bytes can be played over and over.
 *
 * <p>All vehicles go round once in {@link #MINUTE_NS}, at 8 to 12 m/s and some 16 m apart. Each sixteenth is broken
 * down instead and stands in the outermost lane: those are the hazards that stay. After a minute every vehicle is where
 * it was.
 */
final class RingRoad {
    /** Time of one round. */
    static final long MINUTE_NS = 60_000_000_000L;

    static final float LENGTH_M = 4.6f;
    static final float WIDTH_M = 1.8f;

    private static final int PER_LANE = 32;
    private static final int STANDING_EVERY = 16;
    private static final double INNERMOST_M = 80;
    private static final double LANE_WIDTH_M = 4;
    private static final int CORNERS = 72;
    // Nobody waits at the end of a lane, and a closed lane has its end somewhere, too.
    private static final double OFF_THE_SEAM = 3;
    private static final double FULL_TURN_RAD = 2 * Math.PI;
    private static final double ROUNDS_PER_NS = 1.0 / MINUTE_NS;
    private static final double ROUND_RAD_PER_S = FULL_TURN_RAD / 60;

    private final int participants;

    RingRoad(int participants) {
        this.participants = participants;
    }

    int participants() {
        return participants;
    }

    boolean isStanding(int participant) {
        return participant % STANDING_EVERY == 0;
    }

    double eastM(int participant, long inMinuteNs) {
        return radiusM(participant) * Math.sin(angleRad(participant, inMinuteNs));
    }

    double northM(int participant, long inMinuteNs) {
        return radiusM(participant) * Math.cos(angleRad(participant, inMinuteNs));
    }

    double speedMps(int participant) {
        return isStanding(participant) ? 0 : radiusM(participant) * ROUND_RAD_PER_S;
    }

    /** The road goes round clockwise. */
    double headingRad(int participant, long inMinuteNs) {
        return (angleRad(participant, inMinuteNs) + FULL_TURN_RAD / 4) % FULL_TURN_RAD;
    }

    /** Its lanes, from the inside; each a closed line. */
    SiteMap map() {
        List<LaneDraft> lanes = new ArrayList<>();
        for (int i = 0; i <= movingLanes(); i++) {
            List<double[]> points = new ArrayList<>();
            for (int corner = 0; corner <= CORNERS; corner++) {
                double angleRad = FULL_TURN_RAD * corner / CORNERS;
                double radiusM = INNERMOST_M + LANE_WIDTH_M * i;
                points.add(new double[] {radiusM * Math.sin(angleRad), radiusM * Math.cos(angleRad), 0});
            }
            lanes.add(LaneDraft.of(i + 1, LaneKind.DRIVING, LANE_WIDTH_M, 16.7, points));
        }
        return SiteMap.of(lanes);
    }

    private int movingLanes() {
        return (participants + PER_LANE - 1) / PER_LANE;
    }

    private double radiusM(int participant) {
        int lane = isStanding(participant) ? movingLanes() : participant / PER_LANE;
        return INNERMOST_M + LANE_WIDTH_M * lane;
    }

    private double angleRad(int participant, long inMinuteNs) {
        double ofRound = isStanding(participant)
                ? (participant + OFF_THE_SEAM) / participants
                : (double) participant / PER_LANE + inMinuteNs * ROUNDS_PER_NS;
        return ofRound % 1 * FULL_TURN_RAD;
    }
}
