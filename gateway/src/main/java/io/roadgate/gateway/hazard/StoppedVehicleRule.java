package io.roadgate.gateway.hazard;

import io.roadgate.gateway.config.GatewayConfig.LaneKind;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.roadmap.LaneNetwork;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * A motor vehicle that stands in a driving lane and is not in a queue: nobody stands close ahead of it in its lane, and
 * it does not wait at the end of a lane that nothing continues (a stop line, on a map without signals).
 *
 * <p>The deciding number is the time it has stood, in seconds.
 *
 * <p><b>Source:</b> abnormal vehicle warning, T/CSAE 53; the standard gives no numbers: stopped below 0.5 m/s for 5 s is
 * the project's default.
 */
final class StoppedVehicleRule implements HazardRule {
    static final List<Setting> SETTINGS = List.of(
            Setting.number(
                    "belowMps", 0.5, 0.05, 10, "slower than this stands, m/s; project default for AVW, T/CSAE 53"),
            Setting.number("movingMps", 1.5, 0.1, 20, "an event ends when the vehicle is faster than this, m/s"),
            EventTiming.dwell("5s", "project default for AVW, T/CSAE 53"),
            EventTiming.endAfter("1s"),
            Setting.number("queueGapM", 15, 0, 200, "someone who stands this close ahead makes it a queue, middles, m"),
            Setting.number("laneEndGapM", 8, 0, 200, "this close to the end of a lane that ends here it waits, m"));

    private static final double SPEED_SIGMA_LIMIT_MPS = 1;

    private final EventTiming timing;
    private final double belowMps;
    private final double movingMps;
    private final double queueGapM;
    private final double laneEndGapM;

    StoppedVehicleRule(Settings settings) {
        timing = EventTiming.of(settings);
        belowMps = settings.number("belowMps");
        movingMps = settings.number("movingMps");
        queueGapM = settings.number("queueGapM");
        laneEndGapM = settings.number("laneEndGapM");
    }

    @Override
    public void assess(RoadPicture picture, int slot, EventBook book) {
        TrackTable tracks = picture.tracks();
        double speedMps = tracks.speedMps(slot);
        boolean isAbnormal = tracks.isMotor(slot)
                && speedMps < movingMps
                && isInDrivingLane(picture, slot)
                && !isAtLaneEnd(picture, slot)
                && !isQueued(picture, slot);
        boolean isStanding = isAbnormal
                && picture.isFresh(slot)
                && speedMps < belowMps
                && tracks.speedSigmaMps(slot) < SPEED_SIGMA_LIMIT_MPS;
        EventKind kind = EventKind.ABNORMAL_VEHICLE_STOPPED;
        double stoodS = book.heldNs(kind, slot, EventBook.NOBODY) * 1e-9;
        book.assess(
                kind,
                slot,
                EventBook.NOBODY,
                isStanding,
                isAbnormal,
                stoodS,
                timing.dwellNs() * 1e-9,
                timing.dwellNs(),
                timing);
    }

    private static boolean isInDrivingLane(RoadPicture picture, int slot) {
        int lane = picture.laneIndex(slot);
        return lane != LaneNetwork.NONE && picture.lanes().kind(lane) == LaneKind.DRIVING;
    }

    private boolean isAtLaneEnd(RoadPicture picture, int slot) {
        int lane = picture.laneIndex(slot);
        double leftM = picture.lanes().lengthM(lane) - picture.alongM(slot) - picture.lengthM(slot) / 2;
        return !picture.lanes().isContinued(lane) && leftM < laneEndGapM;
    }

    private boolean isQueued(RoadPicture picture, int slot) {
        TrackTable tracks = picture.tracks();
        for (int i = 0; i < picture.motorCount(); i++) {
            int other = picture.motorSlot(i);
            boolean isInLane = other != slot
                    && tracks.isConfirmed(other)
                    && picture.laneIndex(other) == picture.laneIndex(slot)
                    && tracks.speedMps(other) < movingMps;
            double gapM = picture.alongM(other) - picture.alongM(slot);
            if (isInLane && gapM > 0 && gapM < queueGapM) {
                return true;
            }
        }
        return false;
    }
}
