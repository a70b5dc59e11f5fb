package io.roadgate.gateway.fusion;

import io.roadgate.gateway.roadmap.LaneCursor;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.RoadCourse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Courses of the site's lanes, by cells of the plane that list the pieces of lanes near them. */
final class LaneCourses implements RoadCourse {
    private static final double CELL_M = 16;
    private static final double CROSSING_COS = 0.94; // 20 degrees
    private static final double PIECE_M = 10;
    private static final int SHAPE = 7;
    private static final int MOST_CELLS = 1 << 20;

    private final double[] pieces; // east, north, unit east, unit north, length, half width, -
    private final int[][] cells;
    private final double westM;
    private final double southM;
    private final int columns;
    private final int rows;

    LaneCourses(SiteMap map) {
        List<double[]> found = new ArrayList<>();
        LaneCursor cursor = new LaneCursor(map);
        for (int lane = 0; lane < map.laneCount(); lane++) {
            if (map.kind(lane).isMotor()) {
                addPieces(map, lane, cursor, found);
            }
        }
        pieces = new double[found.size() * SHAPE];
        double west = Double.MAX_VALUE;
        double south = Double.MAX_VALUE;
        double east = -Double.MAX_VALUE;
        double north = -Double.MAX_VALUE;
        for (int i = 0; i < found.size(); i++) {
            double[] p = found.get(i);
            System.arraycopy(p, 0, pieces, i * SHAPE, SHAPE);
            double endEast = p[0] + p[2] * p[4];
            double endNorth = p[1] + p[3] * p[4];
            west = Math.min(west, Math.min(p[0], endEast) - p[5]);
            south = Math.min(south, Math.min(p[1], endNorth) - p[5]);
            east = Math.max(east, Math.max(p[0], endEast) + p[5]);
            north = Math.max(north, Math.max(p[1], endNorth) + p[5]);
        }
        westM = west;
        southM = south;
        columns = found.isEmpty() ? 0 : (int) Math.min(MOST_CELLS, (east - west) / CELL_M + 1);
        rows = found.isEmpty() ? 0 : Math.min(MOST_CELLS / columns, (int) ((north - south) / CELL_M) + 1);
        cells = new int[columns * rows][];
        Arrays.fill(cells, new int[0]);
        for (int i = 0; i < found.size(); i++) {
            spread(i);
        }
    }

    /** A lane is cut into chords of {@value #PIECE_M} m at most. */
    private static void addPieces(SiteMap map, int lane, LaneCursor cursor, List<double[]> found) {
        int count = Math.max(1, (int) Math.ceil(map.lengthM(lane) / PIECE_M));
        cursor.moveTo(lane, 0);
        for (int i = 1; i <= count; i++) {
            double fromEast = cursor.eastM();
            double fromNorth = cursor.northM();
            cursor.moveTo(lane, map.lengthM(lane) * i / count);
            double east = cursor.eastM() - fromEast;
            double north = cursor.northM() - fromNorth;
            double length = Math.sqrt(east * east + north * north);
            if (length > 0.01) {
                found.add(new double[] {
                    fromEast, fromNorth, east / length, north / length, length, cursor.widthM() / 2 + 0.5, 0
                });
            }
        }
    }

    private void spread(int piece) {
        int o = piece * SHAPE;
        double reach = pieces[o + 5] + CELL_M * 0.75;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double east = westM + (column + 0.5) * CELL_M - pieces[o];
                double north = southM + (row + 0.5) * CELL_M - pieces[o + 1];
                double along = east * pieces[o + 2] + north * pieces[o + 3];
                double side = east * pieces[o + 3] - north * pieces[o + 2];
                double past = Math.max(0, Math.max(-along, along - pieces[o + 4]));
                if (past * past + side * side < reach * reach) {
                    int[] old = cells[row * columns + column];
                    int[] grown = Arrays.copyOf(old, old.length + 1);
                    grown[old.length] = piece;
                    cells[row * columns + column] = grown;
                }
            }
        }
    }

    @Override
    public boolean at(double eastM, double northM, double[] out) {
        double x = (eastM - westM) / CELL_M;
        double y = (northM - southM) / CELL_M;
        if (!(x >= 0 && x < columns && y >= 0 && y < rows)) {
            return false;
        }
        double nearest = Double.MAX_VALUE;
        boolean isOne = true;
        for (int piece : cells[((int) y) * columns + (int) x]) {
            int o = piece * SHAPE;
            double east = eastM - pieces[o];
            double north = northM - pieces[o + 1];
            double along = east * pieces[o + 2] + north * pieces[o + 3];
            double side = Math.abs(east * pieces[o + 3] - north * pieces[o + 2]);
            if (along < -1 || along > pieces[o + 4] + 1 || side > pieces[o + 5]) {
                continue;
            }
            boolean isFirst = nearest == Double.MAX_VALUE;
            double cos = isFirst ? 1 : Math.abs(out[0] * pieces[o + 2] + out[1] * pieces[o + 3]);
            isOne &= cos > CROSSING_COS;
            if (side < nearest) {
                nearest = side;
                out[0] = pieces[o + 2];
                out[1] = pieces[o + 3];
            }
        }
        return nearest < Double.MAX_VALUE && isOne;
    }
}
