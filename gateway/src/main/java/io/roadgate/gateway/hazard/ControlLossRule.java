package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EvidenceQuantity;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * A vehicle that says of itself that it has lost its grip: its anti-lock brakes, traction control or stability control
 * are at work while it moves. Only the vehicle can know that; a roadside hands it on to those who cannot hear it.
 *
 * <p><b>Source:</b> control loss warning, T/CSAE 53: flags of BSM, from its events or from the state of its brakes.
 */
final class ControlLossRule implements HazardRule {
    static final List<Setting> SETTINGS = List.of(
            Setting.number("fromMps", 2, 0, 50, "slower vehicles may slip as they like, m/s; project default"),
            Setting.duration("freshFor", "300ms", "50ms", "5s", "a flag holds this long after it was measured"),
            EventTiming.dwell("100ms", "project default for CLW: two reports in a row"),
            EventTiming.endAfter("1s"),
            EventTiming.probable(0.5),
            EventTiming.certain(1.01));

    private final EventTiming timing;
    private final double fromMps;
    private final long freshNs;

    ControlLossRule(Settings settings) {
        timing = EventTiming.of(settings);
        fromMps = settings.number("fromMps");
        freshNs = settings.durationNs("freshFor");
    }

    @Override
    public void assess(RoadPicture picture, int slot, EventBook book) {
        TrackTable tracks = picture.tracks();
        EventKind kind = EventKind.CONTROL_LOSS;
        boolean isFlagged = picture.nowNs() - tracks.controlLossAtNs(slot) < freshNs && tracks.isMotor(slot);
        if (!isFlagged && !book.isKnown(kind, slot, EventBook.NOBODY)) {
            return;
        }
        double speedMps = tracks.speedMps(slot);
        double sigma = picture.speedSigmaMps(slot);
        book.judge(
                book.find(kind, slot)
                        .probable(isFlagged ? Normal.above(speedMps, fromMps, sigma) : 0, 0)
                        .measured(isFlagged ? 1 : 0, 1)
                        .evidence(EvidenceQuantity.FLAG, isFlagged ? 1 : 0, 0, 1)
                        .evidence(EvidenceQuantity.SPEED, speedMps, sigma, fromMps),
                timing);
    }
}
