package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EvidenceQuantity;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * A vehicle that brakes as hard as one does in an emergency: it says so itself, or its track slows that fast.
 *
 * <p>The deciding number is the deceleration in m/s2. A vehicle's own flag needs no dwell: it means that the vehicle has
 * measured it already.
 *
 * <p><b>Source:</b> emergency brake warning, T/CSAE 53; 4 m/s2 is the definition of the BSM flag eventHardBraking; ends
 * below 2.5 m/s2 as the emergency stop signal of UN R48 does.
 */
final class EmergencyBrakingRule implements HazardRule {
    static final List<Setting> SETTINGS = List.of(
            Setting.number("decelerationMps2", 4, 1, 15, "deceleration from which it is an emergency, m/s2; BSM flag"),
            Setting.number("looseMps2", 2.8, 0.5, 15, "certainly above this is told, too, m/s2"),
            Setting.number("easedMps2", 2.5, 0, 15, "below this the braking is over, m/s2; UN R48"),
            Setting.number("fromMps", 2, 0, 50, "slower vehicles may brake as they like, m/s; project default"),
            EventTiming.dwell("250ms", "project default for EBW, T/CSAE 53"),
            EventTiming.endAfter("1s"),
            EventTiming.probable(0.25),
            EventTiming.certain(0.6),
            Setting.number(
                    "sigmaLimitMps2", 3, 0.1, 10, "a track's deceleration vaguer than this proves nothing, m/s2"));

    private static final long FLAG_FRESH_NS = 500_000_000L;

    private final EventTiming timing;
    private final double decelerationMps2;
    private final double looseMps2;
    private final double easedMps2;
    private final double fromMps;
    private final double sigmaLimitMps2;

    EmergencyBrakingRule(Settings settings) {
        timing = EventTiming.of(settings);
        decelerationMps2 = settings.number("decelerationMps2");
        looseMps2 = settings.number("looseMps2");
        easedMps2 = settings.number("easedMps2");
        fromMps = settings.number("fromMps");
        sigmaLimitMps2 = settings.number("sigmaLimitMps2");
    }

    @Override
    public void assess(RoadPicture picture, int slot, EventBook book) {
        TrackTable tracks = picture.tracks();
        EventKind kind = EventKind.EMERGENCY_BRAKING;
        if (!tracks.isMotor(slot)) {
            return;
        }
        boolean isRaised = book.isRaised(kind, slot, EventBook.NOBODY);
        boolean isFlagged = picture.nowNs() - tracks.hardBrakingAtNs(slot) < FLAG_FRESH_NS;
        double slowing = -tracks.accelMps2(slot);
        double sigma = tracks.accelSigmaMps2(slot);
        boolean isUsable = sigma <= sigmaLimitMps2 && picture.isOnRoad(slot) && picture.isMovementKnown(slot);
        boolean isFast = isRaised || tracks.speedMps(slot) >= fromMps;
        double strict = 0;
        double loose = 0;
        if (isUsable && isFast) {
            strict = Normal.above(slowing, decelerationMps2, sigma);
            double trend = -picture.trend().slopeMps2(slot);
            double trendSigma = picture.trend().slopeSigmaMps2(slot);
            if (trendSigma <= sigmaLimitMps2) {
                // The speeds of the last half second tell a beginning that the filter still smooths away; both must
                // agree.
                double beginning = Normal.above(slowing, looseMps2, sigma);
                strict = Math.max(strict, beginning * Normal.above(trend, decelerationMps2, trendSigma));
            }
            loose = isRaised ? Normal.above(slowing, easedMps2, sigma) : Normal.above(slowing, looseMps2, sigma);
        }
        if (isFlagged) {
            strict = 1;
        }
        if (loose < EventTiming.STILL && strict == 0 && !book.isKnown(kind, slot, EventBook.NOBODY)) {
            return;
        }
        Finding found = book.find(kind, slot)
                .probable(strict, loose)
                .measured(isFlagged && !(slowing >= decelerationMps2) ? decelerationMps2 : slowing, decelerationMps2)
                .evidence(EvidenceQuantity.DECELERATION, slowing, sigma, decelerationMps2)
                .evidence(EvidenceQuantity.FLAG, isFlagged ? 1 : 0, 0, 1)
                .evidence(EvidenceQuantity.SPEED, tracks.speedMps(slot), picture.speedSigmaMps(slot), fromMps);
        found.skipDwellNs = isFlagged ? timing.dwellNs() : 0;
        book.judge(found, timing);
    }
}
