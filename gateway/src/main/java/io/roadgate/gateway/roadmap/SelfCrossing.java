package io.roadgate.gateway.roadmap;

import java.util.Optional;

/** Whether a lane's line crosses itself: plain segment tests, bounded for lines of very many points. */
final class SelfCrossing {
    /** Beyond this, only segments this many apart at most are compared: a crossing is then found within a loop. */
    private static final int WINDOW = 2000;

    private final LaneDraft lane;

    SelfCrossing(LaneDraft lane) {
        this.lane = lane;
    }

    /** Where; empty = nowhere. */
    Optional<String> find() {
        int segments = lane.points.size() - 1;
        for (int i = 0; i < segments; i++) {
            int end = Math.min(segments, i + WINDOW);
            for (int k = i + 2; k < end; k++) {
                boolean isClosing = i == 0 && k == segments - 1;
                if (!isClosing && isCrossing(i, k)) {
                    return Optional.of(MapCheck.place(lane.points.get(i)));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isCrossing(int i, int k) {
        double[] a = lane.points.get(i);
        double[] b = lane.points.get(i + 1);
        double[] c = lane.points.get(k);
        double[] d = lane.points.get(k + 1);
        return Math.max(a[0], b[0]) >= Math.min(c[0], d[0])
                && Math.max(c[0], d[0]) >= Math.min(a[0], b[0])
                && side(a, b, c) * side(a, b, d) < 0
                && side(c, d, a) * side(c, d, b) < 0;
    }

    private static double side(double[] a, double[] b, double[] p) {
        return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
    }
}
