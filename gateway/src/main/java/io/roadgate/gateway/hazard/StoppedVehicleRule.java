package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * A motor vehicle that stands in a driving lane and is not in a queue: nobody stands close ahead of it in its lane, and
 * it does not wait at the end of a lane that nothing continues (a stop line, on a map without signals).
 *
 * <p>The clock starts when the speed falls below {@code belowMps}; from then on the place counts, not the speed, which
 * shakes by more than that when only a camera sees the vehicle: it stands while it is less than {@code belowMps} times
 * {@code dwell} away from where it was then (a mean speed below {@code belowMps} over the dwell) and while its speed is not
 * above {@code belowMps} beyond doubt (3.5 sigma). The deciding number is the time it has stood, in seconds.
 *
 * <p><b>Source:</b> abnormal vehicle warning, T/CSAE 53; the standard gives no numbers: stopped below 0.5 m/s for 5 s is
 * the project's default.
 */
final class StoppedVehicleRule implements HazardRule {
    static final List<Setting> SETTINGS = List.of(
            Setting.number(
                    "belowMps", 0.5, 0.05, 10, "slower than this stands, m/s; project default for AVW, T/CSAE 53"),
            EventTiming.dwell("5s", "project default for AVW, T/CSAE 53"),
            EventTiming.endAfter("1s"),
            Setting.number("queueGapM", 15, 0, 200, "someone who stands this close ahead makes it a queue, middles, m"),
            Setting.number("laneEndGapM", 8, 0, 200, "this close to the end of a lane that ends here it waits, m"));

    private static final double QUEUE_SPEED_MPS = 2;
    private static final double SHORTEST_REACH_M = 1;
    private static final double MOVING_SIGMAS = 3.5;

    private final EventTiming timing;
    private final double belowMps;
    private final double reachM;
    private final double queueGapM;
    private final double laneEndGapM;
    private final int[] anchoredTrack = new int[TrackTable.CAPACITY];
    private final double[] anchorEastM = new double[TrackTable.CAPACITY];
    private final double[] anchorNorthM = new double[TrackTable.CAPACITY];

    StoppedVehicleRule(Settings settings) {
        timing = EventTiming.of(settings);
        belowMps = settings.number("belowMps");
        reachM = Math.max(SHORTEST_REACH_M, belowMps * timing.dwellNs() * 1e-9);
        queueGapM = settings.number("queueGapM");
        laneEndGapM = settings.number("laneEndGapM");
    }

    @Override
    public void assess(RoadPicture picture, int slot, EventBook book) {
        EventKind kind = EventKind.ABNORMAL_VEHICLE_STOPPED;
        boolean isStanding = isStanding(picture, slot);
        boolean isAbnormal = isStanding
                && picture.tracks().isMotor(slot)
                && isInDrivingLane(picture, slot)
                && !isAtLaneEnd(picture, slot)
                && !isQueued(picture, slot);
        double stoodS = book.heldNs(kind, slot, EventBook.NOBODY) * 1e-9;
        boolean isEntered = isAbnormal && picture.isFresh(slot);
        double dwellS = timing.dwellNs() * 1e-9;
        book.assess(kind, slot, EventBook.NOBODY, isEntered, isAbnormal, stoodS, dwellS, timing.dwellNs(), timing);
    }

    private boolean isStanding(RoadPicture picture, int slot) {
        TrackTable tracks = picture.tracks();
        double eastM = picture.eastM(slot);
        double northM = picture.northM(slot);
        if (anchoredTrack[slot] == tracks.trackId(slot)) {
            double east = eastM - anchorEastM[slot];
            double north = northM - anchorNorthM[slot];
            double movingMps = belowMps + MOVING_SIGMAS * tracks.speedSigmaMps(slot);
            if (east * east + north * north < reachM * reachM && tracks.speedMps(slot) < movingMps) {
                return true;
            }
            anchoredTrack[slot] = 0;
        }
        if (tracks.speedMps(slot) >= belowMps) {
            return false;
        }
        anchoredTrack[slot] = tracks.trackId(slot);
        anchorEastM[slot] = eastM;
        anchorNorthM[slot] = northM;
        return true;
    }

    private static boolean isInDrivingLane(RoadPicture picture, int slot) {
        int lane = picture.laneIndex(slot);
        return lane != SiteMap.NONE && picture.lanes().kind(lane) == LaneKind.DRIVING;
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
                    && (tracks.speedMps(other) < QUEUE_SPEED_MPS || anchoredTrack[other] == tracks.trackId(other));
            double gapM = picture.alongM(other) - picture.alongM(slot);
            if (isInLane && gapM > 0 && gapM < queueGapM) {
                return true;
            }
        }
        return false;
    }
}
