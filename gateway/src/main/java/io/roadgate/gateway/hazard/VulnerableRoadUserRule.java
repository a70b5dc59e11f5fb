package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EvidenceQuantity;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * A moving vehicle and a person on foot or on pedals who will be in one place within seconds if both go on. The deciding
 * number is the time to their closest approach; who rides along in the vehicle's own direction is not in danger of that.
 *
 * <p><b>Source:</b> vulnerable road user collision warning, T/CSAE 53; 2.5 s and 2 m are the project's defaults.
 */
final class VulnerableRoadUserRule implements PairRule {
    static final List<Setting> SETTINGS = List.of(
            Setting.number("nearM", 2, 0.2, 20, "distance at the closest approach, m; project default for VRUCW"),
            Setting.number("looseNearM", 4, 0.2, 20, "certainly within this is told, too, m"),
            Setting.number("withinS", 2.5, 0.2, 20, "time until then, s; project default for VRUCW, T/CSAE 53"),
            Setting.number("looseS", 4.5, 0.2, 20, "certainly within this is told, too, s"),
            Setting.number("aboveMps", 3, 0, 30, "slower vehicles do not count, m/s"),
            EventTiming.dwell("200ms", "project default for VRUCW"),
            EventTiming.endAfter("1500ms"),
            EventTiming.probable(0.5),
            EventTiming.certain(0.88));

    private static final double FARTHEST_M = 120;
    private static final double STANDING_MPS = 0.5;
    private static final double SAME_COURSE_COS = 0.85;

    private final EventTiming timing;
    private final Approaching approaching;
    private final double withinS;
    private final double looseS;
    private final double looseNearM;
    private final double aboveMps;

    VulnerableRoadUserRule(Settings settings) {
        timing = EventTiming.of(settings);
        withinS = settings.number("withinS");
        looseS = settings.number("looseS");
        looseNearM = settings.number("looseNearM");
        aboveMps = settings.number("aboveMps");
        approaching = new Approaching(settings.number("nearM"), looseNearM, withinS, looseS);
    }

    @Override
    public void assessPair(RoadPicture picture, TrackPair pair, EventBook book) {
        TrackTable tracks = picture.tracks();
        int vehicle = pair.self;
        int person = pair.other;
        EventKind kind = EventKind.VULNERABLE_ROAD_USER_CONFLICT;
        boolean isCandidate = pair.closestS > 0
                && pair.closestS < looseS * 1.5
                && pair.closestM < looseNearM * 1.5
                && pair.distanceM < FARTHEST_M
                && tracks.isVulnerable(person)
                && tracks.isMotor(vehicle)
                && isMet(picture, pair);
        if (!isCandidate && !book.isKnown(kind, person, vehicle)) {
            return;
        }
        double strict = 0;
        double loose = 0;
        if (isCandidate) {
            double moving = Normal.above(tracks.speedMps(vehicle), aboveMps, picture.speedSigmaMps(vehicle));
            approaching.look(picture, pair);
            strict = approaching.strict * moving;
            // Who stands beside the way waits: only the strict test counts.
            loose = tracks.speedMps(person) < STANDING_MPS ? strict : approaching.loose * moving;
        }
        if (loose < 0.05 && !book.isKnown(kind, person, vehicle)) {
            return;
        }
        book.judge(
                approaching
                        .tell(book.find(kind, person, vehicle), pair, timing)
                        .between(vehicle, person)
                        .grouped()
                        .probable(strict, loose)
                        .measured(pair.closestS, withinS)
                        .evidence(
                                EvidenceQuantity.SPEED,
                                tracks.speedMps(vehicle),
                                picture.speedSigmaMps(vehicle),
                                aboveMps),
                timing);
    }

    private boolean isMet(RoadPicture picture, TrackPair pair) {
        boolean isRider = picture.tracks().participantClass(pair.other) != ParticipantClass.PEDESTRIAN.value();
        return !(isRider && pair.cosHeadings > SAME_COURSE_COS)
                && picture.isOnRoad(pair.self)
                && picture.isOnRoad(pair.other)
                && picture.isMovementKnown(pair.self)
                && picture.isMovementKnown(pair.other);
    }
}
