package io.roadgate.gateway.cooperation;

import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * Whether a vehicle may come into a lane between the one ahead and the one behind there.
 *
 * <p>Both gaps are carried on along the lane over the time of the manoeuvre, with the speeds as they are (or as they are
 * advised), and made smaller by what is not known of places and speeds. Safe is: from the middle of the manoeuvre, when
 * the body crosses, to its end each gap keeps the least headway of who drives behind in it and a time-to-collision above
 * the least.
 *
 * <p><b>Source:</b> hazards.md section 4 and 5: lane change 3 s, safe headway 2 s, safe time-to-collision 2 s.
 *
 * <p><b>Thread:</b> the fusion agent; the numbers of the last check stand in the accessors. Nothing is allocated.
 */
public final class GapCheck {
    /** Keys of the site file for whoever checks gaps. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.duration("manoeuvre", "3s", "1s", "10s", "how long a lane change takes; OpenV2X"),
            Setting.number("headwayS", 2, 0.5, 5, "least headway to who is ahead and for who is behind, s; OpenV2X"),
            Setting.number("ttcS", 2, 0.5, 10, "least time-to-collision, s; OpenV2X"),
            Setting.number("standstillM", 2, 0, 10, "least gap at any speed, m; project default"),
            Setting.number("sigmas", 2, 0, 4, "standard deviations by which gaps are made smaller; project default"),
            Setting.number("keptShare", 0.75, 0.3, 1, "a begun manoeuvre goes on at this share of the limits"));

    private final double manoeuvreS;
    private final double headwayS;
    private final double ttcS;
    private final double standstillM;
    private final double sigmas;
    private final double keptShare;
    private double leastHeadwayS;
    private boolean isFrontSafe;
    private boolean isRearSafe;
    private double lackingRearM;

    /** A check with these settings. */
    public GapCheck(Settings settings) {
        manoeuvreS = settings.durationNs("manoeuvre") * 1e-9;
        headwayS = settings.number("headwayS");
        ttcS = settings.number("ttcS");
        standstillM = settings.number("standstillM");
        sigmas = settings.number("sigmas");
        keptShare = settings.number("keptShare");
    }

    /**
     * Checks a gap.
     *
     * @param slot who comes in.
     * @param speedMps its speed during the manoeuvre.
     * @param ahead who is ahead in the lane, or {@link LaneOrder#NOBODY}.
     * @param aheadM free distance to it.
     * @param behind who is behind in the lane, or {@link LaneOrder#NOBODY}.
     * @param behindM free distance to it.
     * @param isBegun whether the manoeuvre has been advised: then somewhat less is enough.
     */
    public boolean isSafe(
            RoadPicture picture,
            int slot,
            double speedMps,
            int ahead,
            double aheadM,
            int behind,
            double behindM,
            boolean isBegun) {
        double share = isBegun ? keptShare : 1;
        leastHeadwayS = Double.POSITIVE_INFINITY;
        lackingRearM = 0;
        TrackTable tracks = picture.tracks();
        isFrontSafe = ahead == LaneOrder.NOBODY
                || isKept(aheadM, speedMps, tracks.speedMps(ahead), sigmaM(tracks, slot, ahead), share, false);
        isRearSafe = behind == LaneOrder.NOBODY
                || isKept(behindM, tracks.speedMps(behind), speedMps, sigmaM(tracks, slot, behind), share, true);
        return isFrontSafe && isRearSafe;
    }

    private boolean isKept(
            double gapM, double followerMps, double leaderMps, double sigmaM, double share, boolean isRear) {
        boolean isKept = true;
        for (int step = 1; step <= 2; step++) {
            double atS = manoeuvreS * step / 2;
            double closingMps = followerMps - leaderMps;
            double leftM = gapM - closingMps * atS - sigmaM;
            double wantedM = Math.max(standstillM, Math.max(headwayS * followerMps, ttcS * closingMps)) * share;
            leastHeadwayS = Math.min(leastHeadwayS, leftM / Math.max(1, followerMps));
            isKept &= leftM >= wantedM;
            if (isRear) {
                lackingRearM = Math.max(lackingRearM, wantedM - leftM);
            }
        }
        return isKept;
    }

    private double sigmaM(TrackTable tracks, int slot, int other) {
        double place = square(tracks.positionSigmaM(slot)) + square(tracks.positionSigmaM(other));
        double speed = square(tracks.speedSigmaMps(slot)) + square(tracks.speedSigmaMps(other));
        return sigmas * Math.sqrt(place + speed * square(manoeuvreS / 2));
    }

    private static double square(double value) {
        return value * value;
    }

    /** Whether the gap ahead is safe, by the last check. */
    public boolean isFrontSafe() {
        return isFrontSafe;
    }

    /** Whether the gap behind is safe, by the last check. */
    public boolean isRearSafe() {
        return isRearSafe;
    }

    /** Shortest headway in either gap during the manoeuvre, seconds. */
    public double leastHeadwayS() {
        return leastHeadwayS;
    }

    /** How much longer the gap behind would have to be, metres. */
    public double lackingRearM() {
        return lackingRearM;
    }

    /** The headway that is wanted, seconds. */
    public double headwayS() {
        return headwayS;
    }

    /** How long a lane change takes, seconds. */
    public double manoeuvreS() {
        return manoeuvreS;
    }
}
