package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EvidenceQuantity;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * A motor vehicle that stands where traffic flows and is not in a queue: nobody slow is close ahead of it. Where the map
 * names zones, that is on an expressway; where it names none, in any driving lane but at the end of one that nothing
 * continues (a stop line). On the hard shoulder it is an event of its own.
 *
 * <p>The clock starts when the speed falls below {@code belowMps}; from then on the place counts, not the speed, which
 * shakes by more than that when only a camera sees the vehicle: it stands while it is less than a reach away from where
 * it was then and while its speed is not above {@code belowMps} beyond doubt (3.5 sigma). What has neither moved nor been
 * named a vehicle by anybody is no vehicle: a radar sees posts, too. The deciding number is the time it has stood.
 *
 * <p><b>Source:</b> abnormal vehicle warning, T/CSAE 53, which gives no numbers: below 1 m/s for 3 s, and 40 m for the
 * queue, are the project's defaults.
 */
final class StoppedVehicleRule implements HazardRule {
    static final List<Setting> SETTINGS = List.of(
            Setting.number("belowMps", 1.0, 0.05, 10, "slower than this stands, m/s; project default for AVW"),
            EventTiming.dwell("2500ms", "project default for AVW, T/CSAE 53"),
            EventTiming.endAfter("1s"),
            EventTiming.probable(0.5),
            EventTiming.certain(0.9),
            Setting.number("queueGapM", 40, 0, 200, "someone slow this close ahead makes it a queue, middles, m"),
            Setting.number("laneEndGapM", 8, 0, 200, "this close to the end of a lane that ends here it waits, m"));

    private static final double QUEUE_SPEED_MPS = 3;
    private static final double QUEUE_WIDTH_M = 2.5;
    private static final double SHORTEST_REACH_M = 1.5;
    private static final double MOVING_SIGMAS = 3.5;
    private static final double MOVED_MPS = 4;

    private final EventTiming timing;
    private final double belowMps;
    private final double reachM;
    private final double queueGapM;
    private final double laneEndGapM;
    private final int[] near = new int[TrackTable.CAPACITY];
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
        boolean isStanding = isStanding(picture, slot);
        boolean isOnShoulder = isOnLane(picture, slot, LaneKind.SHOULDER);
        judge(picture, slot, book, EventKind.ABNORMAL_VEHICLE_STOPPED, isStanding && !isOnShoulder);
        judge(picture, slot, book, EventKind.SHOULDER_STOP, isStanding && isOnShoulder);
    }

    private void judge(RoadPicture picture, int slot, EventBook book, EventKind kind, boolean isCandidate) {
        boolean isAbnormal = isCandidate
                && isVehicle(picture.tracks(), slot)
                && (kind == EventKind.SHOULDER_STOP || isWhereTrafficFlows(picture, slot))
                && !isQueued(picture, slot);
        if (!isAbnormal && !book.isKnown(kind, slot, EventBook.NOBODY)) {
            return;
        }
        double speedMps = picture.tracks().speedMps(slot);
        double standing = isAbnormal ? picture.tracks().existence(slot) : 0;
        double stoodS = book.heldNs(kind, slot, EventBook.NOBODY) * 1e-9;
        boolean isKnownNow = picture.isFresh(slot) || book.isRaised(kind, slot, EventBook.NOBODY);
        book.judge(
                book.find(kind, slot)
                        .probable(isKnownNow ? standing : 0, 0)
                        .measured(stoodS, timing.dwellNs() * 1e-9)
                        .evidence(EvidenceQuantity.STANDING, stoodS, 0, timing.dwellNs() * 1e-9)
                        .evidence(EvidenceQuantity.SPEED, speedMps, picture.speedSigmaMps(slot), belowMps),
                timing);
    }

    private static boolean isVehicle(TrackTable tracks, int slot) {
        boolean isNamed = tracks.participantClass(slot) != 0;
        return tracks.isMotor(slot) && (isNamed || tracks.peakSpeedMps(slot) > MOVED_MPS);
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

    private static boolean isOnLane(RoadPicture picture, int slot, LaneKind kind) {
        int lane = picture.laneIndex(slot);
        return lane != SiteMap.NONE && picture.lanes().kind(lane) == kind;
    }

    private boolean isWhereTrafficFlows(RoadPicture picture, int slot) {
        if (!picture.zones().isEmpty()) {
            return picture.zones().expressway(slot) != SiteMap.NONE;
        }
        return isOnLane(picture, slot, LaneKind.DRIVING) && !isAtLaneEnd(picture, slot);
    }

    private boolean isAtLaneEnd(RoadPicture picture, int slot) {
        int lane = picture.laneIndex(slot);
        double leftM = picture.lanes().lengthM(lane) - picture.alongM(slot) - picture.lengthM(slot) / 2;
        return !picture.lanes().isContinued(lane) && leftM < laneEndGapM;
    }

    private boolean isQueued(RoadPicture picture, int slot) {
        int count = picture.near(picture.eastM(slot), picture.northM(slot), queueGapM, near);
        for (int i = 0; i < count; i++) {
            int other = near[i];
            if (other != slot && isSlowAhead(picture, slot, other)) {
                return true;
            }
        }
        return false;
    }

    private boolean isSlowAhead(RoadPicture picture, int slot, int other) {
        TrackTable tracks = picture.tracks();
        boolean isSlow = tracks.isConfirmed(other)
                && tracks.isMotor(other)
                && (tracks.speedMps(other) < QUEUE_SPEED_MPS || anchoredTrack[other] == tracks.trackId(other));
        if (!isSlow) {
            return false;
        }
        ZonePlaces zones = picture.zones();
        int zone = zones.expressway(slot);
        double aheadM;
        double besideM;
        if (zone != SiteMap.NONE) {
            aheadM = zones.expressway(other) == zone ? zones.alongM(other) - zones.alongM(slot) : -1;
            besideM = zones.lateralM(other) - zones.lateralM(slot);
        } else {
            boolean isInLane = picture.laneIndex(other) == picture.laneIndex(slot);
            aheadM = isInLane ? picture.alongM(other) - picture.alongM(slot) : -1;
            besideM = 0;
        }
        return aheadM > 0 && aheadM < queueGapM && Math.abs(besideM) < QUEUE_WIDTH_M;
    }
}
