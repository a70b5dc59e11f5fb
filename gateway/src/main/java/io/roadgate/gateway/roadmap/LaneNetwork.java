package io.roadgate.gateway.roadmap;

import io.roadgate.gateway.config.GatewayConfig.Lane;
import io.roadgate.gateway.config.GatewayConfig.LaneKind;
import java.util.Arrays;
import java.util.List;

/**
 * The lanes of a site: centre lines cut into segments in flat arrays, and a grid that finds the segments near a place.
 *
 * <p><b>Shape:</b> a lane is its index in the order of the site file; a segment joins two neighbouring points of a lane.
 * The grid's cells list every segment whose box, widened by {@link #REACH_M}, touches them.
 *
 * <p><b>Thread:</b> built once, then only read.
 */
public final class LaneNetwork {
    /** No lane. */
    public static final int NONE = -1;
    /** How far from a centre line a place may be for its lane to be found. */
    public static final double REACH_M = 8;

    private static final double CELL_M = 12;
    private static final int EDGE_LIMIT = 512;
    private static final double JOINT_M = 1.5;
    private static final double JOINT_RAD = StrictMath.toRadians(45);

    final double[] eastM;
    final double[] northM;
    final double[] upM;
    final double[] alongM;
    final int[] laneOfSegment;
    final int[] pointOfSegment;
    private final int[] firstPoint;
    private final List<Lane> lanes;
    private final int[] indexOfId = new int[65_536];
    private final boolean[] isContinued;
    private final double originEastM;
    private final double originNorthM;
    private final double cellM;
    private final int columns;
    private final int rows;
    private final int[] cellStart;
    private final int[] cellSegments;

    /** The lanes of a site file. */
    public LaneNetwork(List<Lane> lanes) {
        this.lanes = List.copyOf(lanes);
        int points = lanes.stream().mapToInt(lane -> lane.points().size()).sum();
        eastM = new double[points];
        northM = new double[points];
        upM = new double[points];
        alongM = new double[points];
        firstPoint = new int[lanes.size() + 1];
        laneOfSegment = new int[points - lanes.size()];
        pointOfSegment = new int[points - lanes.size()];
        Arrays.fill(indexOfId, NONE);
        layOut();
        isContinued = new boolean[lanes.size()];
        for (int i = 0; i < isContinued.length; i++) {
            isContinued[i] = findContinuation(i);
        }
        originEastM = Arrays.stream(eastM).min().orElse(0) - REACH_M;
        originNorthM = Arrays.stream(northM).min().orElse(0) - REACH_M;
        double widthM = Arrays.stream(eastM).max().orElse(0) + REACH_M - originEastM;
        double heightM = Arrays.stream(northM).max().orElse(0) + REACH_M - originNorthM;
        cellM = Math.max(CELL_M, Math.max(widthM, heightM) / EDGE_LIMIT);
        columns = (int) (widthM / cellM) + 1;
        rows = (int) (heightM / cellM) + 1;
        cellStart = new int[columns * rows + 1];
        cellSegments = fillCells();
    }

    private void layOut() {
        int point = 0;
        int segment = 0;
        for (int i = 0; i < lanes.size(); i++) {
            firstPoint[i] = point;
            indexOfId[lanes.get(i).id()] = i;
            for (double[] place : lanes.get(i).points()) {
                eastM[point] = place[0];
                northM[point] = place[1];
                upM[point] = place.length > 2 ? place[2] : 0;
                if (point > firstPoint[i]) {
                    double east = eastM[point] - eastM[point - 1];
                    double north = northM[point] - northM[point - 1];
                    alongM[point] = alongM[point - 1] + Math.sqrt(east * east + north * north);
                    laneOfSegment[segment] = i;
                    pointOfSegment[segment++] = point - 1;
                }
                point++;
            }
        }
        firstPoint[lanes.size()] = point;
    }

    private boolean findContinuation(int index) {
        int end = firstPoint[index + 1] - 1;
        for (int other = 0; other < lanes.size(); other++) {
            int start = firstPoint[other];
            double east = eastM[start] - eastM[end];
            double north = northM[start] - northM[end];
            boolean isJoined = other != index
                    && level(other) == level(index)
                    && lanes.get(other).kind() != LaneKind.CROSSWALK
                    && east * east + north * north < JOINT_M * JOINT_M;
            if (isJoined && turnRad(end - 1, start) < JOINT_RAD) {
                return true;
            }
        }
        return false;
    }

    private double turnRad(int from, int to) {
        double difference = segmentCourseRad(from) - segmentCourseRad(to);
        double turned = Math.abs(difference) % (2 * Math.PI);
        return Math.min(turned, 2 * Math.PI - turned);
    }

    /** Course of the segment that starts at a point. */
    double segmentCourseRad(int point) {
        return StrictMath.atan2(eastM[point + 1] - eastM[point], northM[point + 1] - northM[point]);
    }

    private int[] fillCells() {
        int[] fill = new int[columns * rows];
        for (int segment = 0; segment < laneOfSegment.length; segment++) {
            addToCells(segment, fill, null);
        }
        for (int cell = 0; cell < fill.length; cell++) {
            cellStart[cell + 1] = cellStart[cell] + fill[cell];
        }
        int[] segments = new int[cellStart[fill.length]];
        Arrays.fill(fill, 0);
        for (int segment = 0; segment < laneOfSegment.length; segment++) {
            addToCells(segment, fill, segments);
        }
        return segments;
    }

    private void addToCells(int segment, int[] fill, int[] segments) {
        int a = pointOfSegment[segment];
        int west = column(Math.min(eastM[a], eastM[a + 1]) - REACH_M);
        int east = column(Math.max(eastM[a], eastM[a + 1]) + REACH_M);
        int south = row(Math.min(northM[a], northM[a + 1]) - REACH_M);
        int north = row(Math.max(northM[a], northM[a + 1]) + REACH_M);
        for (int y = south; y <= north; y++) {
            for (int x = west; x <= east; x++) {
                int cell = y * columns + x;
                if (segments != null) {
                    segments[cellStart[cell] + fill[cell]] = segment;
                }
                fill[cell]++;
            }
        }
    }

    private int column(double placeEastM) {
        return Math.max(0, Math.min(columns - 1, (int) ((placeEastM - originEastM) / cellM)));
    }

    private int row(double placeNorthM) {
        return Math.max(0, Math.min(rows - 1, (int) ((placeNorthM - originNorthM) / cellM)));
    }

    /** Cell of a place, or {@link #NONE} outside. */
    int cell(double placeEastM, double placeNorthM) {
        double x = (placeEastM - originEastM) / cellM;
        double y = (placeNorthM - originNorthM) / cellM;
        boolean isInside = x >= 0 && x < columns && y >= 0 && y < rows;
        return isInside ? ((int) y) * columns + (int) x : NONE;
    }

    int cellStart(int cell) {
        return cellStart[cell];
    }

    int cellEnd(int cell) {
        return cellStart[cell + 1];
    }

    int cellSegment(int entry) {
        return cellSegments[entry];
    }

    /** Number of lanes. */
    public int laneCount() {
        return lanes.size();
    }

    /** Index of a lane by its id, or {@link #NONE}. */
    public int indexOf(int laneId) {
        return laneId >= 0 && laneId < indexOfId.length ? indexOfId[laneId] : NONE;
    }

    /** Id of a lane; 0 for {@link #NONE}. */
    public int laneId(int index) {
        return index == NONE ? 0 : lanes.get(index).id();
    }

    /** What the lane is for. */
    public LaneKind kind(int index) {
        return lanes.get(index).kind();
    }

    /** Deck of the lane. */
    public int level(int index) {
        return lanes.get(index).level();
    }

    /** From edge to edge. */
    public double widthM(int index) {
        return lanes.get(index).widthM();
    }

    /** As signed. */
    public double speedLimitMps(int index) {
        return lanes.get(index).speedLimitMps();
    }

    /** Length of the centre line. */
    public double lengthM(int index) {
        return alongM[firstPoint[index + 1] - 1];
    }

    /** Whether another lane goes on where this one ends; if not, it ends at a stop line or at the edge of the site. */
    public boolean isContinued(int index) {
        return isContinued[index];
    }
}
