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
 * A vehicle that drifts out of its lane towards another one that is beside it, or comes up from behind in the lane that
 * it drifts into. The deciding number is the time until the sides meet, or until the one behind has closed up.
 *
 * <p>Drift is the speed across the vehicle's own lane, so that a bend is none; without a lane there is no drift.
 *
 * <p><b>Source:</b> blind spot and lane change warning, T/CSAE 53, without numbers; a zone of 3 m by 5 m, 3.5 s for the
 * one who closes up and 3 s for a change of lanes are the project's defaults.
 */
final class LaneChangeRule implements PairRule {
    static final List<Setting> SETTINGS = List.of(
            Setting.number("zoneBesideM", 3, 0.5, 6, "the blind spot reaches this far from side to side, m"),
            Setting.number("zoneBehindM", 5, 0.5, 30, "and this far back from the rear bumper, m"),
            Setting.number("closingS", 3.5, 0.5, 20, "who closes up within this is in the way, too, s"),
            Setting.number("contactS", 3, 0.5, 20, "the sides meet within this, s; a change of lanes"),
            Setting.number("driftMps", 0.35, 0.05, 3, "slower drift is keeping the lane, m/s"),
            Setting.number("fromMps", 5, 0, 50, "slower vehicles do not count, m/s"),
            EventTiming.dwell("300ms", "project default for LCW"),
            EventTiming.endAfter("1500ms"),
            EventTiming.probable(0.5),
            EventTiming.certain(1.01));

    private static final double FARTHEST_M = 90;
    private static final double LEAST_COS = 0.94;
    private static final double MOST_BESIDE_M = 6;
    private static final double LEAST_MPS = 0.05;

    private final EventTiming timing;
    private final double zoneBesideM;
    private final double zoneBehindM;
    private final double closingS;
    private final double contactS;
    private final double driftMps;
    private final double fromMps;
    private double driftRightMps;
    private double driftSigma;

    LaneChangeRule(Settings settings) {
        timing = EventTiming.of(settings);
        zoneBesideM = settings.number("zoneBesideM");
        zoneBehindM = settings.number("zoneBehindM");
        closingS = settings.number("closingS");
        contactS = settings.number("contactS");
        driftMps = settings.number("driftMps");
        fromMps = settings.number("fromMps");
    }

    @Override
    public void assessPair(RoadPicture picture, TrackPair pair, EventBook book) {
        TrackTable tracks = picture.tracks();
        EventKind kind = EventKind.LANE_CHANGE_CONFLICT;
        boolean isCandidate = pair.cosHeadings > LEAST_COS
                && Math.abs(pair.rightM) < MOST_BESIDE_M
                && Math.abs(pair.aheadM) < FARTHEST_M
                && tracks.isMotor(pair.self)
                && tracks.isMotor(pair.other)
                && tracks.speedMps(pair.self) > fromMps
                && picture.isMovementKnown(pair.self)
                && picture.isMovementKnown(pair.other)
                && drift(picture, pair.self);
        if (!isCandidate && !book.isKnown(kind, pair.self, pair.other)) {
            return;
        }
        double side = Math.signum(pair.rightM);
        double besideM = Math.abs(pair.rightM) - (picture.widthM(pair.self) + picture.widthM(pair.other)) / 2;
        double lengthsM = (picture.lengthM(pair.self) + picture.lengthM(pair.other)) / 2;
        double behindM = -pair.aheadM - lengthsM; // from bumper to bumper; negative = side by side
        double toward = isCandidate ? driftRightMps * side : 0;
        double meetS = Math.max(0, besideM) / Math.max(LEAST_MPS, toward);
        double closeUpS = behindM / Math.max(LEAST_MPS, -pair.closingMps);
        double strict = isCandidate && besideM > -0.5
                ? Normal.above(toward, driftMps, driftSigma)
                        * Normal.above(contactS * toward, Math.max(0, besideM), contactS * driftSigma + 0.1)
                        * inTheWay(picture, pair, besideM, behindM, lengthsM)
                : 0;
        if (strict < 0.05 && !book.isKnown(kind, pair.self, pair.other)) {
            return;
        }
        book.judge(
                book.find(kind, pair.self, pair.other)
                        .grouped()
                        .probable(strict, 0)
                        .measured(meetS, contactS)
                        .evidence(EvidenceQuantity.TIME_GAP, meetS, Double.NaN, contactS)
                        .evidence(EvidenceQuantity.LATERAL, besideM, driftSigma, zoneBesideM)
                        .evidence(EvidenceQuantity.SPEED_ACROSS, toward, driftSigma, driftMps)
                        .evidence(EvidenceQuantity.GAP, behindM, Double.NaN, zoneBehindM)
                        .evidence(EvidenceQuantity.TIME_TO_COLLISION, behindM > 0 ? closeUpS : 0, Double.NaN, closingS)
                        .evidence(EvidenceQuantity.PROBABILITY, strict, 0, timing.probable()),
                timing);
    }

    /** Probability that the other is in the blind spot, or will be before the lane is changed. */
    private double inTheWay(RoadPicture picture, TrackPair pair, double besideM, double behindM, double lengthsM) {
        double east = picture.headEast(pair.self);
        double north = picture.headNorth(pair.self);
        double along = picture.positionVar(pair.self, east, north) + picture.positionVar(pair.other, east, north);
        double speedVar = picture.velocityVar(pair.self, east, north) + picture.velocityVar(pair.other, east, north);
        double sigmaM = Math.sqrt(along);
        double notAhead = Normal.under(pair.aheadM, lengthsM, sigmaM);
        double inZone = besideM < zoneBesideM ? Normal.under(behindM, zoneBehindM, sigmaM) : 0;
        double closesUp =
                Normal.above(-pair.closingMps * closingS, behindM, Math.sqrt(along + closingS * closingS * speedVar))
                        * (pair.closingMps < 0 ? 1 : 0);
        return notAhead * Math.max(inZone, closesUp);
    }

    private boolean drift(RoadPicture picture, int slot) {
        int lane = picture.laneIndex(slot);
        if (lane == SiteMap.NONE || !picture.lanes().kind(lane).isMotor()) {
            return false;
        }
        double courseRad = picture.laneCourseRad(slot);
        double east = Trigonometry.cos(courseRad); // to the right of the lane
        double north = -Trigonometry.sin(courseRad);
        driftRightMps = picture.eastMps(slot) * east + picture.northMps(slot) * north;
        driftSigma = Math.sqrt(picture.velocityVar(slot, east, north));
        return true;
    }
}
