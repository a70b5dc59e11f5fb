package io.roadgate.gateway.track;

/**
 * Lowers the score of tracks that a frame should have held and did not.
 *
 * <pre>
 *   score += w ln(1 - Pd)      Pd from range, angle, class, and whether a nearer track stands in the line of sight
 * </pre>
 *
 * <p>The weight w below one stands for misses of following frames not being independent of each other.
 */
final class Existence {
    private static final double EDGE_M = 4;
    private static final double HIDDEN_SLACK = 0.4;
    private static final double LEAST_PD = 0.05;
    private static final double SURE_PD = 0.3;
    private static final double MERGE_RANGE_M = 3;
    private static final double MERGE_ANGLE = 0.055;

    private final TrackTable table;
    private final TrackerSettings settings;
    private final TwinEvidence twins;
    private final int[] viewOf = new int[TrackTable.CAPACITY];
    private final int[] inView = new int[TrackTable.CAPACITY];
    private final double[] viewRange = new double[TrackTable.CAPACITY];
    private final double[] viewEast = new double[TrackTable.CAPACITY];
    private final double[] viewNorth = new double[TrackTable.CAPACITY];
    private final double[] viewPd = new double[TrackTable.CAPACITY];
    private int viewCount;

    Existence(TrackTable table, TrackerSettings settings, TwinEvidence twins) {
        this.table = table;
        this.twins = twins;
        this.settings = settings;
    }

    void countMisses(SensorFrame frame, SensorModel model, long atNs) {
        if (!model.view.isKnown()) {
            countUnknownView(frame, atNs);
            return;
        }
        collect(model, atNs);
        weighTwins(frame, model);
        for (int k = 0; k < viewCount; k++) {
            int slot = inView[k];
            int at = slot * table.sensorCount + frame.sensorId - 1;
            boolean isMissed =
                    table.hitFrame[at] != frame.ordinal && table.bornAtNs[slot] < atNs && viewPd[k] > LEAST_PD;
            if (isMissed) {
                double pd = viewPd[k] * hiding(k, frame, model);
                if (pd > LEAST_PD) {
                    table.bodyMissCount[slot] += pd > SURE_PD ? 1 : 0;
                    table.missCount[at] = (byte) Math.min(100, table.missCount[at] + 1);
                    table.score[slot] += settings.missWeight * StrictMath.log(1 - Math.min(0.95, pd));
                }
            }
        }
    }

    /** What this frame says of pairs of neighbours: one participant or two. */
    private void weighTwins(SensorFrame frame, SensorModel model) {
        int sensor = frame.sensorId - 1;
        for (int k = 0; k < viewCount; k++) {
            int slot = inView[k];
            int partner = twins.partner(slot);
            int j = partner == Assignment.ALONE ? viewCount : viewOf[partner];
            if (j >= viewCount || inView[j] != partner) {
                continue;
            }
            if (table.hitFrame[slot * table.sensorCount + sensor] == frame.ordinal) {
                twins.weighHit(slot, sensor, frame.ordinal, viewPd[j] * hiding(j, frame, model));
            } else {
                twins.weighMiss(slot, sensor, frame.ordinal, viewPd[k] * hiding(k, frame, model));
            }
        }
    }

    /** Where nobody said what a sensor sees, absence counts only for tracks that it has seen and not lost for good. */
    private void countUnknownView(SensorFrame frame, long atNs) {
        double missRatio = StrictMath.log(1 - settings.detectionProbability);
        for (int i = 0; i < table.liveCount(); i++) {
            int slot = table.liveSlot(i);
            int at = slot * table.sensorCount + frame.sensorId - 1;
            boolean isExpected = table.seenBySensorAtNs[at] != 0
                    && table.hitFrame[at] != frame.ordinal
                    && table.missCount[at] < settings.missLimit
                    && table.bornAtNs[slot] < atNs;
            if (isExpected) {
                table.missCount[at]++;
                table.score[slot] += missRatio;
            }
        }
    }

    private void collect(SensorModel model, long atNs) {
        viewCount = 0;
        double reach = model.reachM();
        double eastM = model.mount.eastM();
        double northM = model.mount.northM();
        for (int i = 0; i < table.liveCount(); i++) {
            int slot = table.liveSlot(i);
            double east = table.eastM(slot, atNs) - eastM;
            double north = table.northM(slot, atNs) - northM;
            double square = east * east + north * north;
            if (square > reach * reach || !model.seesDeck(table.level[slot])) {
                continue;
            }
            double range = Math.sqrt(square);
            int best = table.belief.best(slot);
            double margin = EDGE_M + Math.min(10, 2 * table.positionSigmaM(slot));
            inView[viewCount] = slot;
            viewRange[viewCount] = range;
            viewEast[viewCount] = east / Math.max(0.1, range);
            viewNorth[viewCount] = north / Math.max(0.1, range);
            viewPd[viewCount] = model.probability(
                    east + eastM,
                    north + northM,
                    ClassBelief.isSmall(best) || (best == 0 && table.rcsCount[slot] > 2 && table.rcsMean[slot] < -2.5),
                    ClassBelief.isVulnerable(best),
                    margin);
            viewOf[slot] = viewCount++;
        }
    }

    /** Factor on the chance: hidden by a nearer track, or reported as one with a neighbour. */
    private double hiding(int k, SensorFrame frame, SensorModel model) {
        double factor = 1;
        boolean isRadar = model.noise.azimuthRad() > 0;
        for (int j = 0; j < viewCount; j++) {
            int other = inView[j];
            double cross = Math.abs(viewEast[k] * viewNorth[j] - viewNorth[k] * viewEast[j]);
            double ahead = viewEast[k] * viewEast[j] + viewNorth[k] * viewNorth[j];
            if (j == k || ahead < 0.8 || !table.confirmed[other]) {
                continue;
            }
            double half = bodyAcross(other, viewEast[j], viewNorth[j]) / 2 + HIDDEN_SLACK;
            boolean isBefore = viewRange[j] < viewRange[k] - 1 && cross * viewRange[j] < half + 0.3;
            if (isBefore) {
                factor = Math.min(factor, model.detection.hiddenFactor());
            }
            boolean isMerged = isRadar
                    && table.hitFrame[other * table.sensorCount + frame.sensorId - 1] == frame.ordinal
                    && Math.abs(viewRange[j] - viewRange[k]) < MERGE_RANGE_M
                    && cross < MERGE_ANGLE;
            if (isMerged) {
                factor = Math.min(factor, 0.3);
            }
        }
        return factor;
    }

    /** How broad a body stands across a line of sight. */
    private double bodyAcross(int slot, double ue, double un) {
        double length = table.bodyLengthM(slot);
        double width = Float.isNaN(table.widthM[slot]) ? Math.min(2.2, length * 0.45) : table.widthM[slot];
        double sin = Math.abs(table.headEast[slot] * un - table.headNorth[slot] * ue);
        double cos = Math.abs(table.headEast[slot] * ue + table.headNorth[slot] * un);
        return length * sin + width * cos;
    }
}
