package io.roadgate.gateway.roadmap;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Finds where lanes of a map cross or merge: an R-tree gives the pairs whose boxes touch, then one lane is walked along and
 * measured against the other.
 *
 * <p>Lanes on decks apart do not meet, nor do neighbours, lanes that follow each other, and lanes that part from one (until
 * they cross again).
 */
final class ConflictFinder {
    private static final double STEP_M = 0.5;
    private static final int MOST_STEPS = 400;
    private static final double DECK_GAP_M = 3.5;
    /** Bodies do not fill a lane: lanes that overlap by less than this do not disturb each other. */
    private static final double SLACK_M = 0.8;

    private static final double PARALLEL_RAD = StrictMath.toRadians(15);
    private static final double JOINT_M = 1.0;
    private static final int CHUNK_POINTS = 16;

    private final SiteMap map;
    private final LaneGeometry lanes;
    private final List<ConflictTable.Area> areas = new ArrayList<>();

    ConflictFinder(SiteMap map) {
        this.map = map;
        lanes = map.geometry;
    }

    ConflictTable find() {
        STRtree tree = new STRtree();
        for (int lane = 0; lane < map.laneCount(); lane++) {
            addBoxes(lane, tree);
        }
        if (map.laneCount() > 0) {
            tree.build();
        }
        for (int lane = 0; lane < map.laneCount(); lane++) {
            BitSet near = near(lane, tree);
            for (int other = near.nextSetBit(lane + 1); other >= 0; other = near.nextSetBit(other + 1)) {
                if (canMeet(lane, other)) {
                    measure(lane, other);
                }
            }
        }
        areas.sort(Comparator.comparingInt(ConflictTable.Area::lane)
                .thenComparingDouble(ConflictTable.Area::fromM)
                .thenComparingInt(ConflictTable.Area::other));
        return new ConflictTable(map.laneCount(), areas);
    }

    /** A long lane as several boxes, so that a curve does not fill half the map. */
    private void addBoxes(int lane, STRtree tree) {
        for (int p = lanes.firstPoint[lane]; p < lanes.lastPoint(lane); p += CHUNK_POINTS) {
            tree.insert(box(lane, p), lane);
        }
    }

    private Envelope box(int lane, int from) {
        Envelope box = new Envelope();
        int end = Math.min(lanes.lastPoint(lane), from + CHUNK_POINTS);
        double halfM = 0;
        for (int p = from; p <= end; p++) {
            box.expandToInclude(lanes.eastM[p], lanes.northM[p]);
            halfM = Math.max(halfM, lanes.widthM[p] / 2);
        }
        box.expandBy(halfM);
        return box;
    }

    private BitSet near(int lane, STRtree tree) {
        BitSet near = new BitSet(map.laneCount());
        for (int p = lanes.firstPoint[lane]; p < lanes.lastPoint(lane); p += CHUNK_POINTS) {
            for (Object other : tree.query(box(lane, p))) {
                near.set((Integer) other);
            }
        }
        return near;
    }

    private boolean canMeet(int lane, int other) {
        boolean isStanding = map.kind(lane) == LaneKind.PARKING || map.kind(other) == LaneKind.PARKING;
        boolean isOnFoot = !isRidden(lane) && !isRidden(other);
        return !isStanding && !isOnFoot && !map.links.isLinked(lane, other) && !map.links.isLinked(other, lane);
    }

    private boolean isRidden(int lane) {
        return map.kind(lane) != LaneKind.CROSSWALK && map.kind(lane) != LaneKind.SIDEWALK;
    }

    private void measure(int lane, int other) {
        double lengthM = lanes.lengthM(lane);
        int steps = (int) Math.max(1, Math.min(MOST_STEPS, Math.ceil(lengthM / STEP_M)));
        Run run = new Run(lane, other);
        for (int i = 0; i <= steps; i++) {
            run.step(lengthM * i / steps, lengthM / steps);
        }
        run.close();
    }

    /** One walk along a lane beside another. */
    private final class Run {
        private final int lane;
        private final int other;
        private final boolean isParting;
        private final boolean isMerging;
        private boolean isOpen;
        private double fromM;
        private double toM;
        private double otherFromM;
        private double otherToM;
        private double leastM;
        private double turn;

        Run(int lane, int other) {
            this.lane = lane;
            this.other = other;
            isParting = isOnePlace(lanes.firstPoint[lane], lanes.firstPoint[other]);
            isMerging = isOnePlace(lanes.lastPoint(lane), lanes.lastPoint(other));
        }

        private boolean isOnePlace(int point, int otherPoint) {
            return LaneGeometry.distanceM(
                                    lanes.eastM[point],
                                    lanes.northM[point],
                                    lanes.eastM[otherPoint],
                                    lanes.northM[otherPoint])
                            < JOINT_M
                    && Math.abs(LaneGeometry.turnRad(lanes.courseRad[point], lanes.courseRad[otherPoint])) < 1;
        }

        void step(double alongM, double stepM) {
            int segment = lanes.segment(lane, alongM);
            double share = lanes.share(segment, alongM);
            double eastM = LaneGeometry.between(lanes.eastM, segment, share);
            double northM = LaneGeometry.between(lanes.northM, segment, share);
            double upM = LaneGeometry.between(lanes.upM, segment, share);
            double halfM = LaneGeometry.between(lanes.widthM, segment, share) / 2;
            double bestM = Double.POSITIVE_INFINITY;
            double bestAlongM = 0;
            int best = lanes.firstPoint[other];
            for (int p = lanes.firstPoint[other]; p < lanes.lastPoint(other); p++) {
                double lengthM = lanes.alongM[p + 1] - lanes.alongM[p];
                double east = lanes.eastM[p + 1] - lanes.eastM[p];
                double north = lanes.northM[p + 1] - lanes.northM[p];
                double ahead =
                        ((eastM - lanes.eastM[p]) * east + (northM - lanes.northM[p]) * north) / (lengthM * lengthM);
                double at = Math.max(0, Math.min(1, ahead));
                double awayM =
                        LaneGeometry.distanceM(lanes.eastM[p] + at * east, lanes.northM[p] + at * north, eastM, northM);
                if (awayM < bestM) {
                    bestM = awayM;
                    bestAlongM = lanes.alongM[p] + at * lengthM;
                    best = p;
                }
            }
            double otherShare = lanes.share(best, bestAlongM);
            double reachM = halfM + LaneGeometry.between(lanes.widthM, best, otherShare) / 2 - SLACK_M;
            double otherUpM = LaneGeometry.between(lanes.upM, best, otherShare);
            boolean isMet = bestM < reachM && Math.abs(upM - otherUpM) < DECK_GAP_M;
            if (isMet) {
                meet(
                        alongM,
                        stepM,
                        bestAlongM,
                        bestM,
                        LaneGeometry.turnRad(lanes.courseRad[segment], lanes.courseRad[best]));
            } else {
                close();
            }
        }

        private void meet(double alongM, double stepM, double otherAlongM, double awayM, double turnRad) {
            if (!isOpen) {
                isOpen = true;
                fromM = Math.max(0, alongM - stepM / 2);
                otherFromM = otherAlongM;
                otherToM = otherAlongM;
                leastM = Double.POSITIVE_INFINITY;
            }
            toM = Math.min(lanes.lengthM(lane), alongM + stepM / 2);
            otherFromM = Math.min(otherFromM, otherAlongM);
            otherToM = Math.max(otherToM, otherAlongM);
            if (awayM < leastM) {
                leastM = awayM;
                turn = turnRad;
            }
        }

        void close() {
            if (!isOpen) {
                return;
            }
            isOpen = false;
            boolean isStart = isParting && fromM <= 0;
            boolean isEnd = isMerging && toM >= lanes.lengthM(lane);
            double besideM = (map.widthM(lane, fromM) + map.widthM(other, otherFromM)) / 4;
            boolean isBeside = !isEnd
                    && leastM > besideM
                    && (Math.abs(turn) < PARALLEL_RAD || Math.abs(turn) > Math.PI - PARALLEL_RAD);
            if ((isStart && !isEnd) || isBeside) {
                return;
            }
            // The walk has seen the other lane's middle only: its bodies reach half the width of this one further.
            double otherHalfM = isEnd ? 0 : map.widthM(lane, fromM) / 2;
            double beginM = Math.max(0, otherFromM - otherHalfM);
            double endM = Math.min(lanes.lengthM(other), otherToM + otherHalfM);
            ConflictTable.Kind kind = isEnd ? ConflictTable.Kind.MERGING : ConflictTable.Kind.CROSSING;
            areas.add(new ConflictTable.Area(lane, fromM, toM, other, beginM, endM, kind, turn));
            areas.add(new ConflictTable.Area(other, beginM, endM, lane, fromM, toM, kind, -turn));
        }
    }
}
