package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EvidenceQuantity;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * A vehicle on an expressway that is much slower than those around it on its carriageway. The deciding number is its
 * share of their mean speed.
 *
 * <p>Who stands is not slow but stopped, and where all are slow there is a jam: neither is told here.
 *
 * <p><b>Source:</b> abnormal vehicle warning, T/CSAE 53, which gives no numbers: half of the mean is the project's
 * default.
 */
final class SlowVehicleRule implements HazardRule {
    static final List<Setting> SETTINGS = List.of(
            Setting.number("share", 0.5, 0.05, 0.95, "slower than this share of the mean; project default for AVW"),
            Setting.number("fromMps", 1, 0, 20, "slower vehicles stand, m/s"),
            Setting.number("leastMeanMps", 8, 1, 50, "where the others are slower there is a jam, m/s"),
            Setting.number("leastVehicles", 3, 1, 50, "so many others make a mean"),
            Setting.number("withinM", 150, 20, 500, "others up to this far away count, m"),
            EventTiming.dwell("3s", "project default for AVW"),
            EventTiming.endAfter("2s"),
            EventTiming.probable(0.9),
            EventTiming.certain(1.01));

    private static final double SAME_COURSE_COS = 0.8;

    private final EventTiming timing;
    private final double share;
    private final double fromMps;
    private final double leastMeanMps;
    private final double leastVehicles;
    private final double withinM;
    private final int[] near = new int[TrackTable.CAPACITY];
    private int others;

    SlowVehicleRule(Settings settings) {
        timing = EventTiming.of(settings);
        share = settings.number("share");
        fromMps = settings.number("fromMps");
        leastMeanMps = settings.number("leastMeanMps");
        leastVehicles = settings.number("leastVehicles");
        withinM = settings.number("withinM");
    }

    @Override
    public void assess(RoadPicture picture, int slot, EventBook book) {
        TrackTable tracks = picture.tracks();
        EventKind kind = EventKind.ABNORMAL_VEHICLE_SLOW;
        double speedMps = tracks.speedMps(slot);
        // Half of the fastest limit there is: nobody faster can be slow, and most need no look around.
        boolean isCandidate = tracks.isMotor(slot)
                && speedMps > fromMps
                && speedMps < share * fastestMps(picture, slot)
                && picture.isOnExpressway(slot)
                && picture.isMovementKnown(slot);
        if (!isCandidate && !book.isKnown(kind, slot, EventBook.NOBODY)) {
            return;
        }
        double meanMps = isCandidate ? meanOfOthers(picture, slot) : Double.NaN;
        double sigma = picture.speedSigmaMps(slot);
        boolean isFlowing = isCandidate && others >= leastVehicles && meanMps >= leastMeanMps;
        double slow =
                isFlowing ? Normal.under(speedMps, share * meanMps, sigma) * Normal.above(speedMps, fromMps, sigma) : 0;
        book.judge(
                book.find(kind, slot)
                        .probable(slow * tracks.existence(slot), 0)
                        .measured(speedMps / meanMps, share)
                        .evidence(EvidenceQuantity.SPEED, speedMps, sigma, share * meanMps)
                        .evidence(EvidenceQuantity.MEAN_SPEED, meanMps, Double.NaN, leastMeanMps)
                        .evidence(EvidenceQuantity.VEHICLES, others, 0, leastVehicles),
                timing);
    }

    private static double fastestMps(RoadPicture picture, int slot) {
        double limitMps = picture.limitMps(slot);
        return Double.isNaN(limitMps) ? Double.MAX_VALUE : limitMps * 1.5;
    }

    private double meanOfOthers(RoadPicture picture, int slot) {
        TrackTable tracks = picture.tracks();
        others = 0;
        double sumMps = 0;
        int count = picture.near(picture.eastM(slot), picture.northM(slot), withinM, near);
        for (int i = 0; i < count; i++) {
            int other = near[i];
            if (other != slot && tracks.isConfirmed(other) && tracks.isMotor(other) && isBeside(picture, slot, other)) {
                others++;
                sumMps += tracks.speedMps(other);
            }
        }
        return others == 0 ? Double.NaN : sumMps / others;
    }

    private static boolean isBeside(RoadPicture picture, int slot, int other) {
        int zone = picture.zones().expressway(slot);
        boolean isSameWay = zone == SiteMap.NONE
                ? picture.isOnExpressway(other) && picture.isSameDeck(slot, other)
                : picture.zones().expressway(other) == zone;
        return isSameWay
                && picture.headEast(slot) * picture.headEast(other) + picture.headNorth(slot) * picture.headNorth(other)
                        > SAME_COURSE_COS;
    }
}
