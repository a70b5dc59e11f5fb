package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EvidenceQuantity;

/**
 * How probable it is that two come closer than a distance within a time: on straight lines with the velocities of now,
 * and along their predicted paths over the lanes. Both forecasts are possible; the strict probability is the mean of the
 * two when a path bends, that of the straight lines when it does not.
 *
 * <p>Time between one leaving the place and the other coming to it (post-encroachment) is found along the paths.
 */
final class Approaching {
    private static final double BENT_M = 1.0;
    private static final double PATH_NEAR_M = 2.5;

    double strict;
    double loose;
    /** Time between both at the place where the paths cross; NaN = they do not cross. */
    double postEncroachmentS;

    private final double nearM;
    private final double looseNearM;
    private final double withinS;
    private final double looseS;

    Approaching(double nearM, double looseNearM, double withinS, double looseS) {
        this.nearM = nearM;
        this.looseNearM = looseNearM;
        this.withinS = withinS;
        this.looseS = looseS;
    }

    /** Looks at a pair whose closest approach lies ahead. */
    void look(RoadPicture picture, TrackPair pair) {
        pair.findUncertainty(picture);
        strict = probability(pair.closestM, pair.closestS, pair, nearM, withinS);
        loose = probability(pair.closestM, pair.closestS, pair, looseNearM, looseS);
        postEncroachmentS = Double.NaN;
        if (loose > 0.2) {
            alongPaths(picture, pair);
        }
    }

    private static double probability(double closestM, double closestS, TrackPair pair, double limitM, double limitS) {
        return Normal.within(closestM, limitM, pair.closestSigmaM)
                * Normal.under(closestS, limitS, pair.closestSigmaS)
                * Normal.above(closestS, 0, pair.closestSigmaS);
    }

    private void alongPaths(RoadPicture picture, TrackPair pair) {
        PathTable paths = picture.paths();
        paths.find(pair.self);
        paths.find(pair.other);
        postEncroachmentS = encroachment(paths, pair.self, pair.other);
        int step = Math.max(0, Math.min(PathTable.STEPS - 1, (int) Math.round(pair.closestS / PathTable.STEP_S)));
        double bent = away(picture, pair.self, step) + away(picture, pair.other, step);
        if (bent < BENT_M) {
            return;
        }
        double bestM = Double.POSITIVE_INFINITY;
        int best = 0;
        for (int i = 0; i < PathTable.STEPS; i++) {
            double east = paths.eastM(pair.self, i) - paths.eastM(pair.other, i);
            double north = paths.northM(pair.self, i) - paths.northM(pair.other, i);
            double square = east * east + north * north;
            if (square < bestM) {
                bestM = square;
                best = i;
            }
        }
        double pathM = Math.sqrt(bestM);
        strict = (strict + probability(pathM, best * PathTable.STEP_S, pair, nearM, withinS)) / 2;
    }

    private static double away(RoadPicture picture, int slot, int step) {
        double seconds = step * PathTable.STEP_S;
        double east = picture.paths().eastM(slot, step) - picture.eastM(slot) - picture.eastMps(slot) * seconds;
        double north = picture.paths().northM(slot, step) - picture.northM(slot) - picture.northMps(slot) * seconds;
        return Math.sqrt(east * east + north * north);
    }

    /** Least difference of the times at which both are at one place; NaN = no common place. */
    static double encroachment(PathTable paths, int self, int other) {
        double least = Double.NaN;
        for (int i = 0; i < PathTable.STEPS; i++) {
            for (int j = 0; j < PathTable.STEPS; j++) {
                double east = paths.eastM(self, i) - paths.eastM(other, j);
                double north = paths.northM(self, i) - paths.northM(other, j);
                double apartS = Math.abs(i - j) * PathTable.STEP_S;
                if (east * east + north * north < PATH_NEAR_M * PATH_NEAR_M && !(least <= apartS)) {
                    least = apartS;
                }
            }
        }
        return least;
    }

    /** Puts the numbers into a finding. */
    Finding tell(Finding found, TrackPair pair, EventTiming timing) {
        return found.evidence(EvidenceQuantity.CLOSEST_TIME, pair.closestS, pair.closestSigmaS, withinS)
                .evidence(EvidenceQuantity.CLOSEST_DISTANCE, pair.closestM, pair.closestSigmaM, nearM)
                .evidence(EvidenceQuantity.POST_ENCROACHMENT, postEncroachmentS, Double.NaN, Double.NaN)
                .evidence(EvidenceQuantity.PROBABILITY, strict, 0, timing.probable())
                .evidence(EvidenceQuantity.PROBABILITY_LOOSE, loose, 0, timing.certain());
    }
}
