package io.roadgate.gateway.roadmap;

import java.util.List;

/**
 * Centre lines of all lanes in flat arrays, point after point, lane after lane. Segment n of a lane joins its points n and
 * n + 1; a segment is known by its first point.
 *
 * <p><b>Thread:</b> built once, then only read.
 */
final class LaneGeometry {
    final double[] eastM;
    final double[] northM;
    final double[] upM;
    final double[] alongM;
    final double[] widthM;
    /** Course of the segment that starts at a point; at a lane's last point that of the segment before. */
    final double[] courseRad;
    /** Bend at a point, 1/m, positive = to the right. */
    final double[] bendPerM;

    final int[] firstPoint;
    final int[] laneOfPoint;

    LaneGeometry(List<LaneDraft> lanes) {
        int points = lanes.stream().mapToInt(lane -> lane.points.size()).sum();
        eastM = new double[points];
        northM = new double[points];
        upM = new double[points];
        alongM = new double[points];
        widthM = new double[points];
        courseRad = new double[points];
        bendPerM = new double[points];
        laneOfPoint = new int[points];
        firstPoint = new int[lanes.size() + 1];
        int point = 0;
        for (int i = 0; i < lanes.size(); i++) {
            firstPoint[i] = point;
            point = layOut(lanes.get(i), i, point);
            finish(firstPoint[i], point);
        }
        firstPoint[lanes.size()] = point;
    }

    private int layOut(LaneDraft lane, int index, int first) {
        int widths = lane.widthsM.size();
        int point = first;
        for (double[] place : lane.points) {
            int at = point - first;
            laneOfPoint[point] = index;
            eastM[point] = place[0];
            northM[point] = place[1];
            upM[point] = place[2];
            widthM[point] = widths == 0 ? LaneDraft.USUAL_WIDTH_M : lane.widthsM.get(Math.min(at, widths - 1));
            alongM[point] = at == 0
                    ? 0
                    : alongM[point - 1] + distanceM(eastM[point - 1], northM[point - 1], eastM[point], northM[point]);
            point++;
        }
        return point;
    }

    private void finish(int first, int end) {
        for (int p = first; p < end - 1; p++) {
            courseRad[p] = StrictMath.atan2(eastM[p + 1] - eastM[p], northM[p + 1] - northM[p]);
        }
        if (end - first > 1) {
            courseRad[end - 1] = courseRad[end - 2];
        }
        for (int p = first + 1; p < end - 1; p++) {
            double reachM = (alongM[p + 1] - alongM[p - 1]) / 2;
            bendPerM[p] = reachM > 0 ? turnRad(courseRad[p - 1], courseRad[p]) / reachM : 0;
        }
        if (end - first > 2) {
            bendPerM[first] = bendPerM[first + 1];
            bendPerM[end - 1] = bendPerM[end - 2];
        }
    }

    static double distanceM(double fromEastM, double fromNorthM, double toEastM, double toNorthM) {
        double east = toEastM - fromEastM;
        double north = toNorthM - fromNorthM;
        return Math.sqrt(east * east + north * north);
    }

    /** From one course to another, -pi..pi, positive = to the right. */
    static double turnRad(double fromRad, double toRad) {
        double turned = (toRad - fromRad) % (2 * Math.PI);
        if (turned > Math.PI) {
            return turned - 2 * Math.PI;
        }
        return turned < -Math.PI ? turned + 2 * Math.PI : turned;
    }

    int laneCount() {
        return firstPoint.length - 1;
    }

    int lastPoint(int lane) {
        return firstPoint[lane + 1] - 1;
    }

    double lengthM(int lane) {
        return alongM[lastPoint(lane)];
    }

    /** Segment (its first point) on which a distance along a lane lies; the first or last one beyond the ends. */
    int segment(int lane, double placeM) {
        int low = firstPoint[lane];
        int high = lastPoint(lane) - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (alongM[middle] <= placeM) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** How far along a segment a distance lies, 0..1. */
    double share(int segment, double placeM) {
        double lengthM = alongM[segment + 1] - alongM[segment];
        double share = lengthM > 0 ? (placeM - alongM[segment]) / lengthM : 0;
        return Math.max(0, Math.min(1, share));
    }

    static double between(double[] values, int segment, double share) {
        return values[segment] + share * (values[segment + 1] - values[segment]);
    }
}
