package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EvidenceQuantity;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * Two vehicles near a junction on crossing courses who will meet if both go on. The deciding number is the time to their
 * closest approach.
 *
 * <p><b>Source:</b> intersection collision warning, T/CSAE 53, without numbers; 2 s and 2.5 m are the project's defaults.
 */
final class IntersectionCollisionRule implements PairRule {
    static final List<Setting> SETTINGS = List.of(
            Setting.number(
                    "nearM", 2.5, 0.2, 20, "distance of the middles at the closest approach, m; project default"),
            Setting.number("looseNearM", 5.5, 0.2, 20, "certainly within this is told, too, m"),
            Setting.number("withinS", 2, 0.2, 20, "time until then, s; project default for ICW, T/CSAE 53"),
            Setting.number("looseS", 4, 0.2, 20, "certainly within this is told, too, s"),
            Setting.number("aboveMps", 3, 0, 30, "slower vehicles do not count, m/s"),
            Setting.number("junctionM", 60, 5, 500, "both are this close to the junction's middle, m"),
            EventTiming.dwell("200ms", "project default for ICW"),
            EventTiming.endAfter("1500ms"),
            EventTiming.probable(0.5),
            EventTiming.certain(0.85));

    private static final double MOST_COS = 0.77; // 40 degrees
    private static final double LEAST_COS = -0.94; // 160 degrees

    private final EventTiming timing;
    private final Approaching approaching;
    private final double withinS;
    private final double looseS;
    private final double looseNearM;
    private final double aboveMps;
    private final double junctionM;

    IntersectionCollisionRule(Settings settings) {
        timing = EventTiming.of(settings);
        withinS = settings.number("withinS");
        looseS = settings.number("looseS");
        looseNearM = settings.number("looseNearM");
        aboveMps = settings.number("aboveMps");
        junctionM = settings.number("junctionM");
        approaching = new Approaching(settings.number("nearM"), looseNearM, withinS, looseS);
    }

    @Override
    public void assessPair(RoadPicture picture, TrackPair pair, EventBook book) {
        TrackTable tracks = picture.tracks();
        EventKind kind = EventKind.INTERSECTION_COLLISION;
        // Each pair is looked at from both sides; the older track is the subject.
        if (tracks.trackId(pair.self) > tracks.trackId(pair.other)) {
            return;
        }
        boolean isCandidate = pair.closestS > 0
                && pair.closestS < looseS * 1.5
                && pair.closestM < looseNearM * 1.5
                && pair.cosHeadings < MOST_COS
                && pair.cosHeadings > LEAST_COS
                && tracks.isMotor(pair.self)
                && tracks.isMotor(pair.other)
                && isThere(picture, pair.self)
                && isThere(picture, pair.other);
        if (!isCandidate && !book.isKnown(kind, pair.self, pair.other)) {
            return;
        }
        double strict = 0;
        double loose = 0;
        if (isCandidate) {
            double moving = Normal.above(tracks.speedMps(pair.self), aboveMps, picture.speedSigmaMps(pair.self))
                    * Normal.above(tracks.speedMps(pair.other), aboveMps, picture.speedSigmaMps(pair.other));
            approaching.look(picture, pair);
            strict = approaching.strict * moving;
            loose = approaching.loose * moving;
        }
        if (loose < 0.05 && !book.isKnown(kind, pair.self, pair.other)) {
            return;
        }
        book.judge(
                approaching
                        .tell(book.find(kind, pair.self, pair.other), pair, timing)
                        .probable(strict, loose)
                        .measured(pair.closestS, withinS)
                        .at(picture.eastM(pair.self) + pair.eastM / 2, picture.northM(pair.self) + pair.northM / 2)
                        .evidence(EvidenceQuantity.DISTANCE, pair.distanceM, Double.NaN, Double.NaN),
                timing);
    }

    private boolean isThere(RoadPicture picture, int slot) {
        if (!picture.isMovementKnown(slot)) {
            return false;
        }
        if (picture.zones().isEmpty()) {
            int lane = picture.laneIndex(slot);
            return lane != SiteMap.NONE && !picture.isOnExpressway(slot);
        }
        return picture.zones().junctionM(slot) < junctionM;
    }
}
