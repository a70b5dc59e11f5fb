package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
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
            Setting.number("easedMps2", 2.5, 0, 15, "below this the braking is over, m/s2; UN R48"),
            Setting.number("fromMps", 5, 0, 50, "slower vehicles may brake as they like, m/s; project default"),
            EventTiming.dwell("300ms", "project default for EBW, T/CSAE 53"),
            EventTiming.endAfter("1s"),
            Setting.number(
                    "sigmaLimitMps2", 2, 0.1, 10, "a track's deceleration vaguer than this proves nothing, m/s2"));

    private static final long FLAG_FRESH_NS = 500_000_000L;

    private final EventTiming timing;
    private final double decelerationMps2;
    private final double easedMps2;
    private final double fromMps;
    private final double sigmaLimitMps2;

    EmergencyBrakingRule(Settings settings) {
        timing = EventTiming.of(settings);
        decelerationMps2 = settings.number("decelerationMps2");
        easedMps2 = settings.number("easedMps2");
        fromMps = settings.number("fromMps");
        sigmaLimitMps2 = settings.number("sigmaLimitMps2");
    }

    @Override
    public void assess(RoadPicture picture, int slot, EventBook book) {
        TrackTable tracks = picture.tracks();
        EventKind kind = EventKind.EMERGENCY_BRAKING;
        boolean isFlagged = picture.nowNs() - tracks.hardBrakingAtNs(slot) < FLAG_FRESH_NS;
        double slowingMps2 = -tracks.accelMps2(slot);
        boolean isMotor = tracks.isMotor(slot);
        boolean isBegun = book.heldNs(kind, slot, EventBook.NOBODY) > 0;
        boolean isFastEnough = isBegun || tracks.speedMps(slot) >= fromMps;
        boolean isBraking = picture.isFresh(slot)
                && slowingMps2 >= decelerationMps2
                && tracks.accelSigmaMps2(slot) <= sigmaLimitMps2;
        boolean isEntered = isMotor && (isFlagged || (isBraking && isFastEnough));
        boolean isStill = isMotor && (isFlagged || slowingMps2 >= easedMps2);
        double measure = Double.isNaN(slowingMps2) || (isFlagged && !isBraking) ? decelerationMps2 : slowingMps2;
        book.assess(
                kind,
                slot,
                EventBook.NOBODY,
                isEntered,
                isStill,
                measure,
                decelerationMps2,
                isFlagged ? 0 : timing.dwellNs(),
                timing);
    }
}
