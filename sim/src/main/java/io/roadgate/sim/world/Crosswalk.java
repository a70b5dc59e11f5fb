package io.roadgate.sim.world;

import io.roadgate.sim.scene.Geometry;
import java.util.ArrayList;
import java.util.List;

/** A marked way over the road. */
public final class Crosswalk {
    private static final double CONFLICT_M = 4;

    final String id;
    final double[] from;
    final double[] to;
    final int signalGroup;
    final List<Walker> walkers = new ArrayList<>();

    /** Between two kerbs; {@code signalGroup} &lt; 0: walkers have priority over vehicles. */
    Crosswalk(String id, double[] from, double[] to, int signalGroup) {
        this.id = id;
        this.from = from;
        this.to = to;
        this.signalGroup = signalGroup;
    }

    /** Where a lane crosses it, as length along the lane; NaN where it doesn't. */
    double crossing(Curve curve) {
        double[][] points = curve.points(1);
        for (int i = 0; i + 1 < points.length; i++) {
            double[] a = points[i];
            double[] b = points[i + 1];
            double de = b[0] - a[0];
            double dn = b[1] - a[1];
            double we = to[0] - from[0];
            double wn = to[1] - from[1];
            double area = de * wn - dn * we;
            if (Math.abs(area) < 1e-9) {
                continue;
            }
            double t = ((from[0] - a[0]) * wn - (from[1] - a[1]) * we) / area;
            double u = ((from[0] - a[0]) * dn - (from[1] - a[1]) * de) / area;
            if (t >= 0 && t < 1 && u >= 0 && u <= 1) {
                return curve.lengthM() * (i + t) / (points.length - 1);
            }
        }
        return Double.NaN;
    }

    /** Whether someone walks there near a place, or is about to. */
    boolean isOccupiedNear(double eastM, double northM) {
        for (Walker walker : walkers) {
            double de = walker.eastM - eastM;
            double dn = walker.northM - northM;
            boolean isComing = de * walker.eastMps + dn * walker.northMps <= 0;
            if (Geometry.hypot(de, dn) < (isComing ? CONFLICT_M + 1.5 : 2.2)) {
                return true;
            }
        }
        return false;
    }
}
