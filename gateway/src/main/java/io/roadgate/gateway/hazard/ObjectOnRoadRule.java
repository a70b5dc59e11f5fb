package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EvidenceQuantity;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * Something on the road that does not belong there: an animal, a thing that lies about, a person on foot on an
 * expressway. The deciding number is the belief in the class.
 *
 * <p><b>Source:</b> hazardous location warning, T/CSAE 53; half a second is the project's default.
 */
final class ObjectOnRoadRule implements HazardRule {
    static final List<Setting> SETTINGS = List.of(
            Setting.number("leastShare", 0.5, 0.1, 1, "belief in the class, 0..1; project default for HLW"),
            EventTiming.dwell("400ms", "project default for HLW"),
            EventTiming.endAfter("4s"),
            EventTiming.probable(0.5),
            EventTiming.certain(1.01));

    private static final double SURE = 0.15; // how sharply the belief decides
    private static final double FASTEST_MPS = 9;

    private final EventTiming timing;
    private final double leastShare;

    ObjectOnRoadRule(Settings settings) {
        timing = EventTiming.of(settings);
        leastShare = settings.number("leastShare");
    }

    @Override
    public void assess(RoadPicture picture, int slot, EventBook book) {
        TrackTable tracks = picture.tracks();
        double animal = tracks.classShare(slot, ParticipantClass.ANIMAL.value());
        double thing = tracks.classShare(slot, ParticipantClass.DEBRIS.value())
                + tracks.classShare(slot, ParticipantClass.CONE.value());
        boolean isAnimal = animal > thing;
        // One of the two it is: that they are taken for each other makes neither less of a hazard.
        judge(picture, slot, book, EventKind.ANIMAL_ON_ROAD, isAnimal ? animal + thing : 0);
        judge(picture, slot, book, EventKind.OBJECT_ON_ROAD, isAnimal ? 0 : animal + thing);
        double person = picture.isOnExpressway(slot) ? tracks.classShare(slot, ParticipantClass.PEDESTRIAN.value()) : 0;
        judge(picture, slot, book, EventKind.PEDESTRIAN_ON_EXPRESSWAY, person);
    }

    private void judge(RoadPicture picture, int slot, EventBook book, EventKind kind, double share) {
        boolean isCandidate = share > leastShare / 2
                && picture.isOnRoad(slot)
                && picture.tracks().speedMps(slot) < FASTEST_MPS;
        if (!isCandidate && !book.isKnown(kind, slot, EventBook.NOBODY)) {
            return;
        }
        double existence = picture.tracks().existence(slot);
        book.judge(
                book.find(kind, slot)
                        .probable(isCandidate ? Normal.above(share, leastShare, SURE) * existence : 0, 0)
                        .measured(share, leastShare)
                        .evidence(EvidenceQuantity.CLASS_SHARE, share, SURE, leastShare)
                        .evidence(
                                EvidenceQuantity.SPEED,
                                picture.tracks().speedMps(slot),
                                picture.speedSigmaMps(slot),
                                FASTEST_MPS),
                timing);
    }
}
