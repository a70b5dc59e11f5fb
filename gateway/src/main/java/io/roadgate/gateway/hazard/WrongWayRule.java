package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EvidenceQuantity;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.sensor.observation.Trigonometry;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * A motor vehicle that drives against the direction of its carriageway: of the expressway's zone, or, where the map names
 * no zones, of a lane of an expressway.
 *
 * <p><b>Source:</b> abnormal vehicle warning, T/CSAE 53, without numbers; faster than 3 m/s for 1 s is the project's
 * default (a vehicle that is pushed or manoeuvres is slower).
 */
final class WrongWayRule implements HazardRule {
    static final List<Setting> SETTINGS = List.of(
            Setting.number("aboveMps", 3, 0.5, 30, "speed against the direction, m/s; project default for AVW"),
            Setting.number("looseMps", 1.5, 0.2, 30, "certainly above this is told, too, m/s"),
            EventTiming.dwell("600ms", "project default"),
            EventTiming.endAfter("2s"),
            EventTiming.probable(0.5),
            EventTiming.certain(0.97));

    private final EventTiming timing;
    private final double aboveMps;
    private final double looseMps;
    private final LaneDirections directions = new LaneDirections();

    WrongWayRule(Settings settings) {
        timing = EventTiming.of(settings);
        aboveMps = settings.number("aboveMps");
        looseMps = settings.number("looseMps");
    }

    @Override
    public void assess(RoadPicture picture, int slot, EventBook book) {
        EventKind kind = EventKind.WRONG_WAY;
        boolean isCandidate = picture.tracks().isMotor(slot)
                && picture.isMovementKnown(slot)
                && picture.isOnExpressway(slot)
                && directions.look(picture, slot);
        double againstMps = isCandidate
                ? -(picture.eastMps(slot) * directions.east + picture.northMps(slot) * directions.north)
                : 0;
        if (againstMps < looseMps && !book.isKnown(kind, slot, EventBook.NOBODY)) {
            return;
        }
        double sigma = Math.sqrt(picture.velocityVar(slot, directions.east, directions.north));
        book.judge(
                book.find(kind, slot)
                        .probable(
                                isCandidate ? Normal.above(againstMps, aboveMps, sigma) : 0,
                                isCandidate ? Normal.above(againstMps, looseMps, sigma) : 0)
                        .measured(againstMps, aboveMps)
                        .evidence(EvidenceQuantity.SPEED_AGAINST, againstMps, sigma, aboveMps),
                timing);
    }

    /** Direction of the carriageway where a track is. */
    private static final class LaneDirections {
        private double east;
        private double north;

        private boolean look(RoadPicture picture, int slot) {
            ZonePlaces zones = picture.zones();
            if (zones.expressway(slot) != SiteMap.NONE) {
                east = zones.alongEast(slot);
                north = zones.alongNorth(slot);
                return true;
            }
            if (picture.laneIndex(slot) == SiteMap.NONE) {
                return false;
            }
            double courseRad = picture.laneCourseRad(slot);
            east = Trigonometry.sin(courseRad);
            north = Trigonometry.cos(courseRad);
            return true;
        }
    }
}
