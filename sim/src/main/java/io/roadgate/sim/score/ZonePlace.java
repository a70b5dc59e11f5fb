package io.roadgate.sim.score;

import io.roadgate.sim.scene.Geometry;

/** Where a point is along and beside a line, and the direction of the line there. */
record ZonePlace(double alongM, double leftM, double eastward, double northward, boolean isBeyond) {
    static ZonePlace of(double[][] line, double eastM, double northM) {
        ZonePlace best = null;
        double bestSquare = Double.POSITIVE_INFINITY;
        double startM = 0;
        for (int i = 0; i + 1 < line.length; i++) {
            double de = line[i + 1][0] - line[i][0];
            double dn = line[i + 1][1] - line[i][1];
            double length = Geometry.hypot(de, dn);
            double ue = de / length;
            double un = dn / length;
            double qe = eastM - line[i][0];
            double qn = northM - line[i][1];
            double along = qe * ue + qn * un;
            double inside = Math.max(0, Math.min(length, along));
            double square = (qe - ue * inside) * (qe - ue * inside) + (qn - un * inside) * (qn - un * inside);
            if (square < bestSquare) {
                bestSquare = square;
                boolean isBefore = i == 0 && along < -1e-6;
                boolean isAfter = i == line.length - 2 && along > length + 1e-6;
                best = new ZonePlace(startM + inside, ue * qn - un * qe, ue, un, isBefore || isAfter);
            }
            startM += length;
        }
        return best;
    }
}
