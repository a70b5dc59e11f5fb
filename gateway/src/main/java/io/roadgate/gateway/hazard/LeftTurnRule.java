package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EvidenceQuantity;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * A vehicle that turns left across the way of an oncoming one. Both are followed along their predicted paths; the
 * deciding number is the time until the oncoming one is where the paths cross.
 *
 * <p><b>Source:</b> left turn assist, T/CSAE 53, without numbers; a gap of 4.5 s, the critical gap of a left turn as
 * capacity handbooks have it, is the project's default.
 */
final class LeftTurnRule implements PairRule {
    static final List<Setting> SETTINGS = List.of(
            Setting.number(
                    "gapS", 4.5, 0.5, 15, "the oncoming one is there sooner than this, s; project default for LTA"),
            Setting.number(
                    "clearS", 1.5, 0, 10, "who turns this long after the other has passed is in nobody's way, s"),
            Setting.number("nearM", 2.5, 0.5, 10, "paths cross where they come this close, m"),
            Setting.number("turnDeg", 25, 5, 120, "the path of one who turns left bends by this, degrees"),
            Setting.number("oncomingMps", 3, 0, 30, "slower oncoming ones do not count, m/s"),
            Setting.number("turningMps", 1, 0, 30, "who is slower waits, m/s"),
            EventTiming.dwell("200ms", "project default for LTA"),
            EventTiming.endAfter("1500ms"),
            EventTiming.probable(0.5),
            EventTiming.certain(1.01));

    private static final double ONCOMING_COS = -0.3; // while it turns, up to 107 degrees are left between them
    private static final double STRAIGHT_RAD = 0.35;

    private final EventTiming timing;
    private final double gapS;
    private final double clearS;
    private final double nearM;
    private final double turnRad;
    private final double oncomingMps;
    private final double turningMps;
    private double turnerS;
    private double oncomingS;

    LeftTurnRule(Settings settings) {
        timing = EventTiming.of(settings);
        gapS = settings.number("gapS");
        clearS = settings.number("clearS");
        nearM = settings.number("nearM");
        turnRad = StrictMath.toRadians(settings.number("turnDeg"));
        oncomingMps = settings.number("oncomingMps");
        turningMps = settings.number("turningMps");
    }

    @Override
    public void assessPair(RoadPicture picture, TrackPair pair, EventBook book) {
        TrackTable tracks = picture.tracks();
        EventKind kind = EventKind.LEFT_TURN_CONFLICT;
        boolean isCandidate = pair.cosHeadings < ONCOMING_COS
                && pair.aheadM > 0
                && tracks.isMotor(pair.self)
                && tracks.isMotor(pair.other)
                && tracks.speedMps(pair.self) > turningMps
                && tracks.speedMps(pair.other) > oncomingMps
                && !picture.isOnExpressway(pair.self)
                && picture.isMovementKnown(pair.self)
                && picture.isMovementKnown(pair.other)
                && cross(picture.paths(), pair);
        if (!isCandidate && !book.isKnown(kind, pair.self, pair.other)) {
            return;
        }
        double sigmaS = isCandidate ? sigmaS(picture, pair.other, oncomingS) : Double.NaN;
        double strict = 0;
        if (isCandidate) {
            double bothS = Math.sqrt(square(sigmaS) + square(sigmaS(picture, pair.self, turnerS)));
            strict = Normal.under(oncomingS, gapS, sigmaS) * Normal.under(turnerS - oncomingS, clearS, bothS);
        }
        book.judge(
                book.find(kind, pair.self, pair.other)
                        .grouped()
                        .probable(strict, 0)
                        .measured(isCandidate ? oncomingS : Double.NaN, gapS)
                        .evidence(EvidenceQuantity.TIME_GAP, isCandidate ? oncomingS : Double.NaN, sigmaS, gapS)
                        .evidence(
                                EvidenceQuantity.POST_ENCROACHMENT,
                                isCandidate ? Math.abs(turnerS - oncomingS) : Double.NaN,
                                Double.NaN,
                                Double.NaN)
                        .evidence(EvidenceQuantity.DISTANCE, pair.distanceM, Double.NaN, Double.NaN)
                        .evidence(EvidenceQuantity.PROBABILITY, strict, 0, timing.probable()),
                timing);
    }

    /** Finds where the first one's path, bent to the left, first crosses the other's, that is straight. */
    private boolean cross(PathTable paths, TrackPair pair) {
        paths.find(pair.self);
        if (bendRightRad(paths, pair.self) > -turnRad) {
            return false;
        }
        paths.find(pair.other);
        if (Math.abs(bendRightRad(paths, pair.other)) > STRAIGHT_RAD) {
            return false;
        }
        double best = nearM * nearM;
        int turner = -1;
        int oncoming = -1;
        for (int i = 0; i < PathTable.STEPS; i++) {
            for (int j = 0; j < PathTable.STEPS; j++) {
                double east = paths.eastM(pair.self, i) - paths.eastM(pair.other, j);
                double north = paths.northM(pair.self, i) - paths.northM(pair.other, j);
                double square = east * east + north * north;
                if (square < best) {
                    best = square;
                    turner = i;
                    oncoming = j;
                }
            }
        }
        turnerS = turner * PathTable.STEP_S;
        oncomingS = oncoming * PathTable.STEP_S;
        return turner >= 0;
    }

    /** Sum of the bends from each piece of a path to the next, positive = to the right; so a circle is one full turn. */
    private static double bendRightRad(PathTable paths, int slot) {
        double bendRad = 0;
        double beforeEast = paths.eastM(slot, 1) - paths.eastM(slot, 0);
        double beforeNorth = paths.northM(slot, 1) - paths.northM(slot, 0);
        for (int i = 2; i < PathTable.STEPS; i++) {
            double east = paths.eastM(slot, i) - paths.eastM(slot, i - 1);
            double north = paths.northM(slot, i) - paths.northM(slot, i - 1);
            bendRad +=
                    StrictMath.atan2(beforeNorth * east - beforeEast * north, beforeEast * east + beforeNorth * north);
            beforeEast = east;
            beforeNorth = north;
        }
        return bendRad;
    }

    private static double sigmaS(RoadPicture picture, int slot, double aheadS) {
        double east = picture.headEast(slot);
        double north = picture.headNorth(slot);
        double varM2 = picture.positionVar(slot, east, north) + square(aheadS) * picture.velocityVar(slot, east, north);
        return Math.sqrt(varM2) / Math.max(1, picture.tracks().speedMps(slot));
    }

    private static double square(double x) {
        return x * x;
    }
}
