package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EvidenceQuantity;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.Trigonometry;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * A vehicle on a lane of oncoming traffic, as one who overtakes is, and somebody who comes towards it on that lane sooner
 * than it can be back. The deciding number is the time until the two meet.
 *
 * <p>On an expressway that is a wrong-way driver and told as such.
 *
 * <p><b>Source:</b> do not pass warning, T/CSAE 53, without numbers; 9 s for overtaking as open roadside software has it
 * (OpenV2X).
 */
final class DoNotPassRule implements HazardRule {
    static final List<Setting> SETTINGS = List.of(
            Setting.number("overtakingS", 9, 1, 30, "who meets sooner than this does not get by, s; OpenV2X"),
            Setting.number("fromMps", 3, 0, 50, "slower vehicles do not count, m/s"),
            Setting.number("besideM", 1.8, 0.3, 5, "the oncoming one is in the same path, middles, m"),
            Setting.number("withinM", 300, 30, 1000, "oncoming ones up to this far away count, m; T/CSAE 53"),
            EventTiming.dwell("300ms", "project default for DNPW"),
            EventTiming.endAfter("1500ms"),
            EventTiming.probable(0.5),
            EventTiming.certain(1.01));

    private static final double OPPOSITE_COS = -0.85;

    private final EventTiming timing;
    private final double overtakingS;
    private final double fromMps;
    private final double besideM;
    private final double withinM;
    private final TrackPair pair = new TrackPair();
    private final int[] near = new int[TrackTable.CAPACITY];

    DoNotPassRule(Settings settings) {
        timing = EventTiming.of(settings);
        overtakingS = settings.number("overtakingS");
        fromMps = settings.number("fromMps");
        besideM = settings.number("besideM");
        withinM = settings.number("withinM");
    }

    @Override
    public void assess(RoadPicture picture, int slot, EventBook book) {
        TrackTable tracks = picture.tracks();
        boolean isCandidate = tracks.isMotor(slot)
                && tracks.speedMps(slot) > fromMps
                && picture.isMovementKnown(slot)
                && !picture.isOnExpressway(slot)
                && isOnOppositeLane(picture, slot);
        if (!isCandidate) {
            return; // what was raised ends in the book's sweep
        }
        int count = picture.near(picture.eastM(slot), picture.northM(slot), withinM, near);
        for (int i = 0; i < count; i++) {
            int other = near[i];
            if (other != slot
                    && tracks.isConfirmed(other)
                    && tracks.isMotor(other)
                    && picture.isSameDeck(slot, other)
                    && pair.look(picture, slot, other, withinM)) {
                judge(picture, book);
            }
        }
    }

    private boolean isOnOppositeLane(RoadPicture picture, int slot) {
        int lane = picture.laneIndex(slot);
        if (lane == SiteMap.NONE
                || !picture.lanes().kind(lane).isMotor()
                || picture.lanes().isInJunction(lane)) {
            return false;
        }
        double courseRad = picture.laneCourseRad(slot);
        return picture.headEast(slot) * Trigonometry.sin(courseRad)
                        + picture.headNorth(slot) * Trigonometry.cos(courseRad)
                < OPPOSITE_COS;
    }

    private void judge(RoadPicture picture, EventBook book) {
        EventKind kind = EventKind.DO_NOT_PASS;
        boolean isOncoming = pair.aheadM > 0 && pair.cosHeadings < OPPOSITE_COS && picture.isMovementKnown(pair.other);
        if (!isOncoming && !book.isKnown(kind, pair.self, pair.other)) {
            return;
        }
        double east = picture.headEast(pair.self);
        double north = picture.headNorth(pair.self);
        double alongVar = picture.positionVar(pair.self, east, north) + picture.positionVar(pair.other, east, north);
        double speedVar = picture.velocityVar(pair.self, east, north) + picture.velocityVar(pair.other, east, north);
        double besideSigma =
                Math.sqrt(picture.positionVar(pair.self, north, -east) + picture.positionVar(pair.other, north, -east));
        double gapM = Math.max(0, pair.aheadM - (picture.lengthM(pair.self) + picture.lengthM(pair.other)) / 2);
        double sigmaM = Math.sqrt(alongVar + overtakingS * overtakingS * speedVar);
        double strict = isOncoming
                ? Normal.above(pair.closingMps * overtakingS, gapM, sigmaM) * inPath(picture, besideSigma)
                : 0;
        if (strict < 0.05 && !book.isKnown(kind, pair.self, pair.other)) {
            return;
        }
        double meetS = gapM / Math.max(0.1, pair.closingMps);
        book.judge(
                book.find(kind, pair.self, pair.other)
                        .grouped()
                        .probable(strict, 0)
                        .measured(meetS, overtakingS)
                        .evidence(
                                EvidenceQuantity.TIME_GAP, meetS, sigmaM / Math.max(0.1, pair.closingMps), overtakingS)
                        .evidence(EvidenceQuantity.GAP, gapM, Math.sqrt(alongVar), Double.NaN)
                        .evidence(EvidenceQuantity.CLOSING, pair.closingMps, Math.sqrt(speedVar), Double.NaN)
                        .evidence(EvidenceQuantity.LATERAL, pair.rightM, besideSigma, besideM)
                        .evidence(EvidenceQuantity.PROBABILITY, strict, 0, timing.probable()),
                timing);
    }

    /** Both on one lane are in one path, whatever the bend between them; elsewhere the straight line ahead decides. */
    private double inPath(RoadPicture picture, double besideSigma) {
        int lane = picture.laneIndex(pair.self);
        return lane == picture.laneIndex(pair.other) ? 1 : Normal.within(pair.rightM, besideM, besideSigma);
    }
}
