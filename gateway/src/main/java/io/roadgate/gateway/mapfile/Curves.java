package io.roadgate.gateway.mapfile;

import java.util.ArrayList;
import java.util.List;

/** Ways across a junction for formats that name only its ends: a cubic that leaves and arrives along the lanes. */
final class Curves {
    private static final int STEPS = 12;
    private static final double PULL = 0.39;

    private Curves() {}

    /** Points from the end of one line to the beginning of another. */
    static List<double[]> across(List<double[]> from, List<double[]> to) {
        double[] a = from.get(from.size() - 1);
        double[] before = from.get(from.size() - 2);
        double[] b = to.get(0);
        double[] after = to.get(1);
        double awayM = distanceM(a, b);
        double[] out = direction(before, a, awayM * PULL);
        double[] in = direction(b, after, awayM * PULL);
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i <= STEPS; i++) {
            double t = (double) i / STEPS;
            double u = 1 - t;
            double[] p = new double[3];
            for (int axis = 0; axis < 2; axis++) {
                p[axis] = u * u * u * a[axis]
                        + 3 * u * u * t * (a[axis] + out[axis])
                        + 3 * u * t * t * (b[axis] - in[axis])
                        + t * t * t * b[axis];
            }
            p[2] = a[2] + t * (b[2] - a[2]);
            points.add(p);
        }
        return points;
    }

    static double distanceM(double[] a, double[] b) {
        return Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]));
    }

    private static double[] direction(double[] from, double[] to, double lengthM) {
        double awayM = distanceM(from, to);
        return awayM > 0
                ? new double[] {(to[0] - from[0]) / awayM * lengthM, (to[1] - from[1]) / awayM * lengthM}
                : new double[2];
    }
}
