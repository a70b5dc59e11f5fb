package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EvidenceQuantity;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * A vehicle that closes up on the one ahead in its own path. The deciding number is the time until the bumpers meet.
 *
 * <p>What is uncertain: the gap (positions and lengths), the closing speed, and whether the other is in the same path at
 * all. The probability is the product of the three.
 *
 * <p><b>Source:</b> forward collision warning, T/CSAE 53, without numbers; open roadside software warns at 2.14 s to
 * 2.7 s, the default lies between.
 */
final class ForwardCollisionRule implements PairRule {
    static final List<Setting> SETTINGS = List.of(
            Setting.number("withinS", 2.5, 0.2, 20, "time to collision, s; project default for FCW"),
            Setting.number("looseS", 4.0, 0.2, 30, "certainly within this is told, too, s"),
            Setting.number("closingMps", 2.5, 0.1, 30, "slower closing does not count, m/s"),
            Setting.number("lateralM", 1.5, 0.2, 5, "further beside the own line is another lane, middles, m"),
            Setting.number("looseLateralM", 2.2, 0.2, 5, "certainly within this is told, too, m"),
            Setting.number("fromMps", 5, 0, 50, "slower followers do not count, m/s"),
            EventTiming.dwell("200ms", "project default for FCW"),
            EventTiming.endAfter("1500ms"),
            EventTiming.probable(0.4),
            EventTiming.certain(0.8));

    private static final double FARTHEST_M = 90;
    private static final double NEAREST_M = 2;
    private static final double LEAST_COS = 0.94;
    private static final double LATERAL_VAR = 0.25; // what a sensor off its boresight does to two tracks
    private static final double LENGTH_SIGMA = 0.06;

    private final EventTiming timing;
    private final double withinS;
    private final double looseS;
    private final double closingMps;
    private final double lateralM;
    private final double looseLateralM;
    private final double fromMps;

    ForwardCollisionRule(Settings settings) {
        timing = EventTiming.of(settings);
        withinS = settings.number("withinS");
        looseS = settings.number("looseS");
        closingMps = settings.number("closingMps");
        lateralM = settings.number("lateralM");
        looseLateralM = settings.number("looseLateralM");
        fromMps = settings.number("fromMps");
    }

    @Override
    public void assessPair(RoadPicture picture, TrackPair pair, EventBook book) {
        TrackTable tracks = picture.tracks();
        EventKind kind = EventKind.FORWARD_COLLISION;
        boolean isCandidate = pair.aheadM > NEAREST_M
                && pair.aheadM < FARTHEST_M
                && pair.closingMps > closingMps / 2
                && pair.cosHeadings > LEAST_COS
                && Math.abs(pair.rightM) < looseLateralM + 1.5
                && tracks.isMotor(pair.self)
                && tracks.isMotor(pair.other)
                && tracks.speedMps(pair.self) > fromMps
                && picture.isOnRoad(pair.self)
                && picture.isOnRoad(pair.other)
                && picture.isMovementKnown(pair.self)
                && picture.isMovementKnown(pair.other);
        if (!isCandidate && !book.isKnown(kind, pair.self, pair.other)) {
            return;
        }
        double east = picture.headEast(pair.self);
        double north = picture.headNorth(pair.self);
        double lengthsM = picture.lengthM(pair.self) + picture.lengthM(pair.other);
        double gapM = Math.max(0, pair.aheadM - lengthsM / 2);
        double gapVar = both(picture, pair, east, north, false) + square(LENGTH_SIGMA * lengthsM);
        double closingVar = both(picture, pair, east, north, true);
        double lateralSigma = Math.sqrt(both(picture, pair, north, -east, false) + LATERAL_VAR);
        double strict = 0;
        double loose = 0;
        if (isCandidate) {
            double closing = Normal.above(pair.closingMps, closingMps, Math.sqrt(closingVar));
            strict = closing
                    * soon(gapM, gapVar, pair.closingMps, closingVar, withinS)
                    * Normal.within(pair.rightM, lateralM, lateralSigma);
            loose = closing
                    * soon(gapM, gapVar, pair.closingMps, closingVar, looseS)
                    * Normal.within(pair.rightM, looseLateralM, lateralSigma);
        }
        if (loose < 0.05 && !book.isKnown(kind, pair.self, pair.other)) {
            return;
        }
        double collisionS = gapM / Math.max(0.1, pair.closingMps);
        book.judge(
                book.find(kind, pair.self, pair.other)
                        .grouped()
                        .probable(strict, loose)
                        .measured(collisionS, withinS)
                        .evidence(
                                EvidenceQuantity.TIME_TO_COLLISION,
                                collisionS,
                                Math.sqrt(gapVar + collisionS * collisionS * closingVar)
                                        / Math.max(0.1, pair.closingMps),
                                withinS)
                        .evidence(EvidenceQuantity.GAP, gapM, Math.sqrt(gapVar), Double.NaN)
                        .evidence(EvidenceQuantity.CLOSING, pair.closingMps, Math.sqrt(closingVar), closingMps)
                        .evidence(EvidenceQuantity.LATERAL, pair.rightM, lateralSigma, lateralM)
                        .evidence(EvidenceQuantity.PROBABILITY, strict, 0, timing.probable())
                        .evidence(EvidenceQuantity.PROBABILITY_LOOSE, loose, 0, timing.certain()),
                timing);
    }

    private static double soon(double gapM, double gapVar, double closingMps, double closingVar, double limitS) {
        return Normal.above(limitS * closingMps, gapM, Math.sqrt(gapVar + limitS * limitS * closingVar));
    }

    private static double both(RoadPicture picture, TrackPair pair, double east, double north, boolean ofVelocity) {
        return ofVelocity
                ? picture.velocityVar(pair.self, east, north) + picture.velocityVar(pair.other, east, north)
                : picture.positionVar(pair.self, east, north) + picture.positionVar(pair.other, east, north);
    }

    private static double square(double x) {
        return x * x;
    }
}
