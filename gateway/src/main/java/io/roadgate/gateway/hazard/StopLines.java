package io.roadgate.gateway.hazard;

import io.roadgate.gateway.roadmap.Approach;
import io.roadgate.gateway.roadmap.LaneCursor;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.signal.SignalBoard;
import io.roadgate.sensor.observation.Trigonometry;
import java.util.ArrayList;
import java.util.List;

/**
 * The stop lines of the map with the signal groups that govern them: of its approaches, and of lanes that no approach
 * covers. An approach without a group is known to its controller by its place in the map's list: the first is phase 1.
 */
final class StopLines {
    private final double[] eastM;
    private final double[] northM;
    private final double[] courseEast;
    private final double[] courseNorth;
    private final double[] halfWidthM;
    private final int[] group;
    private final int[] row;

    StopLines(SiteMap map) {
        List<double[]> lines = new ArrayList<>();
        List<Approach> approaches = map.approaches();
        for (int i = 0; i < approaches.size(); i++) {
            Approach approach = approaches.get(i);
            double east = approach.rightEastM() - approach.leftEastM();
            double north = approach.rightNorthM() - approach.leftNorthM();
            lines.add(new double[] {
                (approach.rightEastM() + approach.leftEastM()) / 2,
                (approach.rightNorthM() + approach.leftNorthM()) / 2,
                approach.headingRad(),
                Math.sqrt(east * east + north * north) / 2,
                approach.signalGroup() != 0 ? approach.signalGroup() : i + 1
            });
        }
        if (lines.isEmpty()) {
            addLanes(map, lines);
        }
        int count = lines.size();
        eastM = lines.stream().mapToDouble(line -> line[0]).toArray();
        northM = lines.stream().mapToDouble(line -> line[1]).toArray();
        courseEast =
                lines.stream().mapToDouble(line -> Trigonometry.sin(line[2])).toArray();
        courseNorth =
                lines.stream().mapToDouble(line -> Trigonometry.cos(line[2])).toArray();
        halfWidthM = lines.stream().mapToDouble(line -> line[3]).toArray();
        group = lines.stream().mapToInt(line -> (int) line[4]).toArray();
        row = new int[count];
        java.util.Arrays.fill(row, SignalBoard.NONE);
    }

    private static void addLanes(SiteMap map, List<double[]> lines) {
        LaneCursor cursor = new LaneCursor(map);
        for (int lane = 0; lane < map.laneCount(); lane++) {
            if (!Double.isNaN(map.stopLineM(lane)) && map.signalGroup(lane) != 0) {
                cursor.moveTo(lane, map.stopLineM(lane));
                lines.add(new double[] {
                    cursor.eastM(), cursor.northM(), cursor.courseRad(), cursor.widthM() / 2, map.signalGroup(lane)
                });
            }
        }
    }

    int count() {
        return eastM.length;
    }

    /** Row of its signal group on the board, or {@link SignalBoard#NONE} while nobody has told it. */
    int row(int line, SignalBoard board) {
        if (row[line] == SignalBoard.NONE) {
            row[line] = board.findPhase(group[line]);
        }
        return row[line];
    }

    /** Metres beyond the line, negative = before it. */
    double beyondM(int line, double placeEastM, double placeNorthM) {
        return (placeEastM - eastM[line]) * courseEast[line] + (placeNorthM - northM[line]) * courseNorth[line];
    }

    /** Metres beside the middle of the line. */
    double besideM(int line, double placeEastM, double placeNorthM) {
        return (placeEastM - eastM[line]) * courseNorth[line] - (placeNorthM - northM[line]) * courseEast[line];
    }

    double courseEast(int line) {
        return courseEast[line];
    }

    double courseNorth(int line) {
        return courseNorth[line];
    }

    double halfWidthM(int line) {
        return halfWidthM[line];
    }
}
