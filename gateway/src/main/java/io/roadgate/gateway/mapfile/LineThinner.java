package io.roadgate.gateway.mapfile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Leaves out points of a line that lie on it anyway (Douglas and Peucker), in all their coordinates. */
final class LineThinner {
    private LineThinner() {}

    /** The points that are needed to stay within a tolerance; the ends always are. */
    static List<double[]> thin(List<double[]> points, double toleranceM) {
        if (points.size() < 3) {
            return points;
        }
        BitSet kept = new BitSet(points.size());
        kept.set(0);
        kept.set(points.size() - 1);
        Deque<int[]> open = new ArrayDeque<>();
        open.push(new int[] {0, points.size() - 1});
        while (!open.isEmpty()) {
            int[] range = open.pop();
            double worst = toleranceM;
            int at = -1;
            for (int i = range[0] + 1; i < range[1]; i++) {
                double off = off(points.get(range[0]), points.get(range[1]), points.get(i));
                if (off > worst) {
                    worst = off;
                    at = i;
                }
            }
            if (at > 0) {
                kept.set(at);
                open.push(new int[] {range[0], at});
                open.push(new int[] {at, range[1]});
            }
        }
        List<double[]> thinned = new ArrayList<>();
        kept.stream().forEach(i -> thinned.add(points.get(i)));
        return thinned;
    }

    /** At most so many points, with the smallest tolerance (doubled from 1 cm on) that gives so few. */
    static List<double[]> thinTo(List<double[]> points, int most) {
        List<double[]> thinned = points;
        for (double toleranceM = 0.01; thinned.size() > most; toleranceM *= 2) {
            thinned = thin(points, toleranceM);
        }
        return thinned;
    }

    private static double off(double[] a, double[] b, double[] p) {
        double square = 0;
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            square += (b[i] - a[i]) * (b[i] - a[i]);
            dot += (b[i] - a[i]) * (p[i] - a[i]);
        }
        double share = square > 0 ? Math.max(0, Math.min(1, dot / square)) : 0;
        double away = 0;
        for (int i = 0; i < a.length; i++) {
            double d = a[i] + share * (b[i] - a[i]) - p[i];
            away += d * d;
        }
        return Math.sqrt(away);
    }
}
