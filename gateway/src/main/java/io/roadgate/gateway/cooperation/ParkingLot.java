package io.roadgate.gateway.cooperation;

import io.roadgate.gateway.roadmap.LaneCursor;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.ParkingBay;
import io.roadgate.gateway.roadmap.SiteMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A car park as the map has it: drives are lanes of the kind "parking", nodes are where they begin, meet and end, and each
 * bay lies along the drive nearest to it.
 *
 * <p><b>Shape:</b> nodes, drives and bays by index from 0; metres from the site origin.
 *
 * <p><b>Thread:</b> built once for a map; {@link #path} uses one memory for its answer.
 */
public final class ParkingLot {
    /** None. */
    public static final int NONE = -1;
    /** Nodes that a message holds. */
    public static final int MOST_NODES = 63;
    /** Nodes of a way that a message holds. */
    public static final int MOST_STEPS = 32;

    private static final double STEP_M = 2;

    private final int[] driveLane;
    private final int[] fromNode;
    private final int[] toNode;
    private final double[] driveM;
    private final double[] nodeEastM;
    private final double[] nodeNorthM;
    private final double[] nodeUpM;
    private final List<ParkingBay> bays;
    private final int[] bayDrive;
    private final double[] bayEastM;
    private final double[] bayNorthM;
    private final int[] reachedBy;
    private final double[] reachedM;
    private final int[] steps = new int[MOST_STEPS];
    private int stepCount;

    /** The car park of a map; empty when it has no drives. */
    public ParkingLot(SiteMap map) {
        List<Integer> drives = new ArrayList<>();
        for (int lane = 0; lane < map.laneCount(); lane++) {
            if (map.kind(lane) == LaneKind.PARKING) {
                drives.add(lane);
            }
        }
        driveLane = drives.stream().mapToInt(Integer::intValue).toArray();
        fromNode = new int[driveLane.length];
        toNode = new int[driveLane.length];
        driveM = new double[driveLane.length];
        List<double[]> nodes = new ArrayList<>();
        LaneCursor cursor = new LaneCursor(map);
        for (int drive = 0; drive < driveLane.length; drive++) {
            driveM[drive] = map.lengthM(driveLane[drive]);
            cursor.moveTo(driveLane[drive], 0);
            fromNode[drive] = nodeAt(nodes, cursor);
            cursor.moveTo(driveLane[drive], driveM[drive]);
            toNode[drive] = nodeAt(nodes, cursor);
        }
        nodeEastM = nodes.stream().mapToDouble(node -> node[0]).toArray();
        nodeNorthM = nodes.stream().mapToDouble(node -> node[1]).toArray();
        nodeUpM = nodes.stream().mapToDouble(node -> node[2]).toArray();
        reachedBy = new int[nodes.size()];
        reachedM = new double[nodes.size()];
        bays = driveLane.length == 0 || nodes.size() > MOST_NODES ? List.of() : map.parkingBays();
        bayDrive = new int[bays.size()];
        bayEastM = new double[bays.size()];
        bayNorthM = new double[bays.size()];
        for (int bay = 0; bay < bays.size(); bay++) {
            bayEastM[bay] = mean(bay, 0);
            bayNorthM[bay] = mean(bay, 1);
            bayDrive[bay] = nearestDrive(bayEastM[bay], bayNorthM[bay], cursor);
        }
    }

    private static int nodeAt(List<double[]> nodes, LaneCursor cursor) {
        for (int i = 0; i < nodes.size(); i++) {
            double east = nodes.get(i)[0] - cursor.eastM();
            double north = nodes.get(i)[1] - cursor.northM();
            if (east * east + north * north < STEP_M * STEP_M) {
                return i;
            }
        }
        nodes.add(new double[] {cursor.eastM(), cursor.northM(), cursor.upM()});
        return nodes.size() - 1;
    }

    private double mean(int bay, int axis) {
        return bays.get(bay).corners().stream()
                .mapToDouble(corner -> corner[axis])
                .average()
                .orElse(0);
    }

    private int nearestDrive(double eastM, double northM, LaneCursor cursor) {
        int best = 0;
        double bestSquare = Double.POSITIVE_INFINITY;
        for (int drive = 0; drive < driveLane.length; drive++) {
            for (double alongM = 0; alongM <= driveM[drive]; alongM += STEP_M) {
                cursor.moveTo(driveLane[drive], alongM);
                double east = cursor.eastM() - eastM;
                double north = cursor.northM() - northM;
                if (east * east + north * north < bestSquare) {
                    bestSquare = east * east + north * north;
                    best = drive;
                }
            }
        }
        return best;
    }

    /** Whether there is nothing to guide through. */
    public boolean isEmpty() {
        return bays.isEmpty();
    }

    /** Number of nodes. */
    public int nodeCount() {
        return nodeEastM.length;
    }

    /** East of a node. */
    public double nodeEastM(int node) {
        return nodeEastM[node];
    }

    /** North of a node. */
    public double nodeNorthM(int node) {
        return nodeNorthM[node];
    }

    /** Height of a node. */
    public double nodeUpM(int node) {
        return nodeUpM[node];
    }

    /** Number of drives. */
    public int driveCount() {
        return driveLane.length;
    }

    /** Lane of a drive, an index of the map. */
    public int lane(int drive) {
        return driveLane[drive];
    }

    /** Node where a drive begins. */
    public int fromNode(int drive) {
        return fromNode[drive];
    }

    /** Node where it ends. */
    public int toNode(int drive) {
        return toNode[drive];
    }

    /** Whether one can only drive in there. */
    public boolean isEntrance(int node) {
        return Arrays.stream(toNode).noneMatch(to -> to == node);
    }

    /** Whether one can only drive out there. */
    public boolean isExit(int node) {
        return Arrays.stream(fromNode).noneMatch(from -> from == node);
    }

    /** Number of bays. */
    public int bayCount() {
        return bays.size();
    }

    /** A bay as the map has it. */
    public ParkingBay bay(int bay) {
        return bays.get(bay);
    }

    /** Drive of a bay. */
    public int drive(int bay) {
        return bayDrive[bay];
    }

    /** East of the middle of a bay. */
    public double bayEastM(int bay) {
        return bayEastM[bay];
    }

    /** North of the middle of a bay. */
    public double bayNorthM(int bay) {
        return bayNorthM[bay];
    }

    /** Bay in which a place lies, or {@link #NONE}. */
    public int bayAt(double eastM, double northM) {
        for (int bay = 0; bay < bays.size(); bay++) {
            if (isInside(bays.get(bay).corners(), eastM, northM)) {
                return bay;
            }
        }
        return NONE;
    }

    private static boolean isInside(List<double[]> corners, double eastM, double northM) {
        boolean isInside = false;
        for (int i = 0; i < corners.size(); i++) {
            double[] a = corners.get(i);
            double[] b = corners.get((i + 1) % corners.size());
            boolean isCrossed = a[1] > northM != b[1] > northM;
            if (isCrossed && eastM < (b[0] - a[0]) * (northM - a[1]) / (b[1] - a[1]) + a[0]) {
                isInside = !isInside;
            }
        }
        return isInside;
    }

    /** Drive of a lane, or {@link #NONE}. */
    public int driveOf(int lane) {
        for (int drive = 0; drive < driveLane.length; drive++) {
            if (driveLane[drive] == lane) {
                return drive;
            }
        }
        return NONE;
    }

    /** The entrance nearest to a place, or {@link #NONE}. */
    public int entranceNear(double eastM, double northM) {
        int best = NONE;
        double bestSquare = Double.POSITIVE_INFINITY;
        for (int node = 0; node < nodeEastM.length; node++) {
            double east = nodeEastM[node] - eastM;
            double north = nodeNorthM[node] - northM;
            if (isEntrance(node) && east * east + north * north < bestSquare) {
                bestSquare = east * east + north * north;
                best = node;
            }
        }
        return best;
    }

    /**
     * The shortest way over the drives.
     *
     * @param from node.
     * @param to node.
     * @return its length in metres, NaN when there is none; {@link #stepCount} and {@link #step} then say the nodes.
     */
    public double path(int from, int to) {
        Arrays.fill(reachedM, Double.POSITIVE_INFINITY);
        Arrays.fill(reachedBy, NONE);
        reachedM[from] = 0;
        for (int round = 0; round < nodeEastM.length; round++) {
            for (int drive = 0; drive < driveLane.length; drive++) {
                double overM = reachedM[fromNode[drive]] + driveM[drive];
                if (overM < reachedM[toNode[drive]]) {
                    reachedM[toNode[drive]] = overM;
                    reachedBy[toNode[drive]] = fromNode[drive];
                }
            }
        }
        stepCount = 0;
        if (Double.isInfinite(reachedM[to])) {
            return Double.NaN;
        }
        int length = 1;
        for (int at = to; at != from; at = reachedBy[at]) {
            length++;
        }
        if (length > MOST_STEPS) {
            return Double.NaN;
        }
        stepCount = length;
        int at = to;
        for (int i = length - 1; i >= 0; i--) {
            steps[i] = at;
            at = reachedBy[at];
        }
        return reachedM[to];
    }

    /** Nodes of the way found last. */
    public int stepCount() {
        return stepCount;
    }

    /** The n-th of them. */
    public int step(int index) {
        return steps[index];
    }
}
