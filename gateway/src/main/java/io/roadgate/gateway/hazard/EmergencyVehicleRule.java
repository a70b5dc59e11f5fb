package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EvidenceQuantity;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * An emergency vehicle on the roads of the site. The deciding number is the belief that it is one: its own report says
 * so, or cameras do.
 *
 * <p><b>Source:</b> emergency vehicle warning, T/CSAE 53: within 300 m, which the site is.
 */
final class EmergencyVehicleRule implements HazardRule {
    static final List<Setting> SETTINGS = List.of(
            Setting.number("leastShare", 0.5, 0.1, 1, "belief in the class, 0..1; project default for EVW"),
            EventTiming.dwell("250ms", "project default for EVW"),
            EventTiming.endAfter("5s"),
            EventTiming.probable(0.5),
            EventTiming.certain(1.01));

    private static final double SURE = 0.15;
    private static final float RADIUS_M = 300;

    private final EventTiming timing;
    private final double leastShare;

    EmergencyVehicleRule(Settings settings) {
        timing = EventTiming.of(settings);
        leastShare = settings.number("leastShare");
    }

    @Override
    public void assess(RoadPicture picture, int slot, EventBook book) {
        EventKind kind = EventKind.EMERGENCY_VEHICLE;
        double share = picture.tracks().classShare(slot, ParticipantClass.EMERGENCY.value());
        boolean isCandidate = share > leastShare / 2 && picture.isOnRoad(slot);
        if (!isCandidate && !book.isKnown(kind, slot, EventBook.NOBODY)) {
            return;
        }
        Finding found = book.find(kind, slot)
                .probable(isCandidate ? Normal.above(share, leastShare, SURE) : 0, 0)
                .measured(share, leastShare)
                .evidence(EvidenceQuantity.CLASS_SHARE, share, SURE, leastShare);
        found.radiusM = RADIUS_M;
        book.judge(found, timing);
    }
}
