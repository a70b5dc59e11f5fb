package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * A moving vehicle and a person on foot or on pedals who will be in one place within seconds if both go on.
 *
 * <p>In the vehicle's frame the person moves on the straight line p(t) = p + w t. The vehicle is the strip of its length
 * along its own axis, the person a point; their distance at time t is that of p(t) to the axis. The danger is there when
 * this distance falls below {@code nearM} within {@code withinS} and is falling now; the deciding number is the time
 * until then (time to collision, seconds). Half the vehicle's width lies inside of {@code nearM}: the gap that is left
 * beside a car's flank is about a metre.
 *
 * <p><b>Source:</b> vulnerable road user collision warning, T/CSAE 53; 2.5 s and 2 m are the project's defaults.
 */
final class VulnerableRoadUserRule implements HazardRule {
    static final List<Setting> SETTINGS = List.of(
            Setting.number("nearM", 2, 0.2, 20, "closer than this to the vehicle's axis, m; project default for VRUCW"),
            Setting.number("withinS", 2.5, 0.2, 20, "time to collision, s; project default for VRUCW, T/CSAE 53"),
            Setting.number("aboveMps", 3, 0, 30, "slower vehicles do not count, m/s"),
            EventTiming.dwell("200ms", "project default for VRUCW"),
            EventTiming.endAfter("700ms"),
            Setting.number("sigmaLimitMps", 1.5, 0.1, 10, "vaguer velocities prove nothing, m/s"));

    private static final double STILL_FACTOR = 1.25; // hysteresis: looser by a quarter once it is there
    private static final double FARTHEST_M = 150;

    private final EventTiming timing;
    private final double nearM;
    private final double withinS;
    private final double aboveMps;
    private final double sigmaLimitMps;

    VulnerableRoadUserRule(Settings settings) {
        timing = EventTiming.of(settings);
        nearM = settings.number("nearM");
        withinS = settings.number("withinS");
        aboveMps = settings.number("aboveMps");
        sigmaLimitMps = settings.number("sigmaLimitMps");
    }

    @Override
    public void assess(RoadPicture picture, int slot, EventBook book) {
        TrackTable tracks = picture.tracks();
        if (tracks.isVulnerable(slot)) {
            for (int i = 0; i < picture.motorCount(); i++) {
                assessPair(picture, picture.motorSlot(i), slot, book);
            }
        } else if (tracks.isMotor(slot)) {
            for (int i = 0; i < picture.vulnerableCount(); i++) {
                assessPair(picture, slot, picture.vulnerableSlot(i), book);
            }
        }
    }

    private void assessPair(RoadPicture picture, int vehicle, int person, EventBook book) {
        TrackTable tracks = picture.tracks();
        if (!tracks.isConfirmed(vehicle) || !tracks.isConfirmed(person)) {
            return;
        }
        double eastM = picture.eastM(person) - picture.eastM(vehicle);
        double northM = picture.northM(person) - picture.northM(vehicle);
        double speedMps = tracks.speedMps(vehicle);
        boolean isCandidate = speedMps > aboveMps
                && eastM * eastM + northM * northM < FARTHEST_M * FARTHEST_M
                && picture.isSameDeck(vehicle, person);
        double collisionS = Double.POSITIVE_INFINITY;
        double looseS = Double.POSITIVE_INFINITY;
        if (isCandidate) {
            double sin = tracks.eastMps(vehicle) / speedMps;
            double cos = tracks.northMps(vehicle) / speedMps;
            double eastMps = tracks.eastMps(person) - tracks.eastMps(vehicle);
            double northMps = tracks.northMps(person) - tracks.northMps(vehicle);
            double aheadM = eastM * sin + northM * cos;
            double rightM = eastM * cos - northM * sin;
            double aheadMps = eastMps * sin + northMps * cos;
            double rightMps = eastMps * cos - northMps * sin;
            double halfM = picture.lengthM(vehicle) / 2;
            collisionS = entryS(aheadM, rightM, aheadMps, rightMps, halfM, nearM);
            looseS = entryS(aheadM, rightM, aheadMps, rightMps, halfM, nearM * STILL_FACTOR);
        }
        boolean isCertain = picture.isFresh(vehicle)
                && picture.isFresh(person)
                && tracks.speedSigmaMps(vehicle) < sigmaLimitMps
                && tracks.speedSigmaMps(person) < sigmaLimitMps;
        book.assess(
                EventKind.VULNERABLE_ROAD_USER_CONFLICT,
                vehicle,
                person,
                isCertain && collisionS <= withinS,
                looseS <= withinS * STILL_FACTOR,
                Math.min(collisionS, looseS),
                withinS,
                timing.dwellNs(),
                timing);
    }

    /**
     * When a point comes closer than {@code reachM} to the strip from -half to +half along the first axis; infinite when
     * never, or when it moves away. The rounded strip is a box and two discs; the earliest entry into any of them counts.
     */
    static double entryS(double aheadM, double rightM, double aheadMps, double rightMps, double halfM, double reachM) {
        double box = Math.max(slabEntryS(aheadM, aheadMps, halfM), slabEntryS(rightM, rightMps, reachM));
        double boxEnd = Math.min(slabExitS(aheadM, aheadMps, halfM), slabExitS(rightM, rightMps, reachM));
        double boxS = box <= boxEnd && boxEnd >= 0 ? Math.max(0, box) : Double.POSITIVE_INFINITY;
        double front = discEntryS(aheadM - halfM, rightM, aheadMps, rightMps, reachM);
        double rear = discEntryS(aheadM + halfM, rightM, aheadMps, rightMps, reachM);
        double entry = Math.min(boxS, Math.min(front, rear));
        boolean isPassed = aheadM < -halfM && aheadMps <= 0;
        return isPassed ? Double.POSITIVE_INFINITY : entry;
    }

    private static double slabEntryS(double placeM, double speedMps, double halfM) {
        if (speedMps == 0) {
            return Math.abs(placeM) <= halfM ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Math.min((-halfM - placeM) / speedMps, (halfM - placeM) / speedMps);
    }

    private static double slabExitS(double placeM, double speedMps, double halfM) {
        if (speedMps == 0) {
            return Math.abs(placeM) <= halfM ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        return Math.max((-halfM - placeM) / speedMps, (halfM - placeM) / speedMps);
    }

    private static double discEntryS(double aheadM, double rightM, double aheadMps, double rightMps, double reachM) {
        double outside = aheadM * aheadM + rightM * rightM - reachM * reachM;
        if (outside <= 0) {
            return 0;
        }
        double square = aheadMps * aheadMps + rightMps * rightMps;
        double closing = -(aheadM * aheadMps + rightM * rightMps);
        double discriminant = closing * closing - square * outside;
        boolean isMet = closing > 0 && square > 0 && discriminant >= 0;
        return isMet ? (closing - Math.sqrt(discriminant)) / square : Double.POSITIVE_INFINITY;
    }
}
