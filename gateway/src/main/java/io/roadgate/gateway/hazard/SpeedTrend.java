package io.roadgate.gateway.hazard;

import io.roadgate.gateway.track.TrackTable;

/**
 * How the speed of each track changes: a straight line through the speeds of the last half second, weighted by how sure
 * each was, beside what the track itself says of its acceleration.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing after construction.
 */
final class SpeedTrend {
    private static final int KEPT = 16;
    private static final long SPAN_NS = 600_000_000L;
    private static final long LEAST_STEP_NS = 30_000_000L;
    private static final int LEAST_POINTS = 4;
    private static final double LEAST_SIGMA_MPS = 0.15;
    private static final double CORRELATION = 1.6; // speeds of one filter: their errors go together
    private static final double YAW_SMOOTHING = 0.4;

    private final int[] track;
    private final long[] atNs;
    private final float[] speedMps;
    private final float[] sigmaMps;
    private final int[] count;
    private final long[] sinceNs;
    private final double[] slopeMps2;
    private final double[] slopeSigma;
    private final double[] yawRadps;
    private final double[] lastEast;
    private final double[] lastNorth;

    SpeedTrend(int capacity) {
        track = new int[capacity];
        atNs = new long[capacity * KEPT];
        speedMps = new float[capacity * KEPT];
        sigmaMps = new float[capacity * KEPT];
        count = new int[capacity];
        sinceNs = new long[capacity];
        slopeMps2 = new double[capacity];
        slopeSigma = new double[capacity];
        yawRadps = new double[capacity];
        lastEast = new double[capacity];
        lastNorth = new double[capacity];
    }

    /** Takes in the newest estimate of a track. */
    void update(int slot, TrackTable tracks, long nowNs) {
        if (track[slot] != tracks.trackId(slot)) {
            track[slot] = tracks.trackId(slot);
            count[slot] = 0;
            sinceNs[slot] = nowNs;
            yawRadps[slot] = 0;
            slopeMps2[slot] = Double.NaN;
            slopeSigma[slot] = Double.NaN;
        }
        int newest = slot * KEPT + (count[slot] + KEPT - 1) % KEPT;
        if (count[slot] > 0 && nowNs - atNs[newest] < LEAST_STEP_NS) {
            return;
        }
        double speed = tracks.speedMps(slot);
        turn(slot, tracks, speed, count[slot] > 0 ? (nowNs - atNs[newest]) * 1e-9 : Double.NaN);
        int at = slot * KEPT + count[slot] % KEPT;
        atNs[at] = nowNs;
        speedMps[at] = (float) speed;
        sigmaMps[at] = (float) Math.max(LEAST_SIGMA_MPS, tracks.speedSigmaMps(slot));
        count[slot]++;
        fit(slot, nowNs);
    }

    private void turn(int slot, TrackTable tracks, double speed, double stepS) {
        if (speed < 2) {
            yawRadps[slot] = 0;
            lastEast[slot] = 0;
            lastNorth[slot] = 0;
            return;
        }
        double east = tracks.eastMps(slot) / speed;
        double north = tracks.northMps(slot) / speed;
        if (stepS > 0 && (lastEast[slot] != 0 || lastNorth[slot] != 0)) {
            // The sine of a small angle; positive = to the right.
            double turned = lastNorth[slot] * east - lastEast[slot] * north;
            yawRadps[slot] += YAW_SMOOTHING * (turned / stepS - yawRadps[slot]);
        }
        lastEast[slot] = east;
        lastNorth[slot] = north;
    }

    private void fit(int slot, long nowNs) {
        int points = Math.min(count[slot], KEPT);
        double w = 0;
        double wt = 0;
        double wtt = 0;
        double wv = 0;
        double wtv = 0;
        int used = 0;
        for (int i = 0; i < points; i++) {
            int at = slot * KEPT + i;
            if (nowNs - atNs[at] <= SPAN_NS) {
                double t = (atNs[at] - nowNs) * 1e-9;
                double weight = 1 / (sigmaMps[at] * sigmaMps[at]);
                w += weight;
                wt += weight * t;
                wtt += weight * t * t;
                wv += weight * speedMps[at];
                wtv += weight * t * speedMps[at];
                used++;
            }
        }
        double determinant = w * wtt - wt * wt;
        if (used < LEAST_POINTS || !(determinant > 1e-9)) {
            slopeMps2[slot] = Double.NaN;
            slopeSigma[slot] = Double.NaN;
            return;
        }
        slopeMps2[slot] = (w * wtv - wt * wv) / determinant;
        slopeSigma[slot] = CORRELATION * Math.sqrt(w / determinant);
    }

    /** How long the track has been looked at. */
    long ageNs(int slot, long nowNs) {
        return nowNs - sinceNs[slot];
    }

    /** Change of speed; NaN while it cannot be told. */
    double slopeMps2(int slot) {
        return slopeMps2[slot];
    }

    /** Standard deviation of the change of speed. */
    double slopeSigmaMps2(int slot) {
        return slopeSigma[slot];
    }

    /** Rate of turn, positive = to the right. */
    double yawRadps(int slot) {
        return yawRadps[slot];
    }
}
