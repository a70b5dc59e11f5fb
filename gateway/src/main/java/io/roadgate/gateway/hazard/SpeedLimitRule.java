package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EvidenceQuantity;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * A motor vehicle faster than the limit where it is. The deciding number is its share of the limit.
 *
 * <p><b>Source:</b> speed limit warning, T/CSAE 53, which gives no tolerance; a fifth above the limit is the project's
 * default for an event that everybody hears (Chinese traffic law fines from there on).
 */
final class SpeedLimitRule implements HazardRule {
    static final List<Setting> SETTINGS = List.of(
            Setting.number("aboveShare", 1.20, 0.5, 3, "share of the limit; project default for SLW"),
            Setting.number("looseShare", 1.10, 0.5, 3, "certainly above this is told, too"),
            EventTiming.dwell("700ms", "project default for SLW"),
            EventTiming.endAfter("2s"),
            EventTiming.probable(0.5),
            EventTiming.certain(0.98));

    private final EventTiming timing;
    private final double aboveShare;
    private final double looseShare;

    SpeedLimitRule(Settings settings) {
        timing = EventTiming.of(settings);
        aboveShare = settings.number("aboveShare");
        looseShare = settings.number("looseShare");
    }

    @Override
    public void assess(RoadPicture picture, int slot, EventBook book) {
        EventKind kind = EventKind.SPEEDING;
        double limitMps = picture.limitMps(slot);
        double speedMps = picture.tracks().speedMps(slot);
        boolean isCandidate = picture.tracks().isMotor(slot) && picture.isMovementKnown(slot) && limitMps > 0;
        boolean isPossible = isCandidate && speedMps > limitMps * looseShare;
        if (!isPossible && !book.isKnown(kind, slot, EventBook.NOBODY)) {
            return;
        }
        double sigma = picture.speedSigmaMps(slot);
        book.judge(
                book.find(kind, slot)
                        .probable(
                                isCandidate ? Normal.above(speedMps, limitMps * aboveShare, sigma) : 0,
                                isCandidate ? Normal.above(speedMps, limitMps * looseShare, sigma) : 0)
                        .measured(speedMps / limitMps, aboveShare)
                        .evidence(EvidenceQuantity.SHARE_OF_LIMIT, speedMps / limitMps, sigma / limitMps, aboveShare)
                        .evidence(EvidenceQuantity.SPEED, speedMps, sigma, limitMps * aboveShare),
                timing);
    }
}
