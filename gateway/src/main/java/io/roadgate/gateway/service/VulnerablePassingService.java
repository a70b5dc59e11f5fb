package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.Cooperation;
import io.roadgate.gateway.cooperation.PeopleBook;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.message.Cadence;
import io.roadgate.gateway.record.AdviceReason;
import io.roadgate.gateway.record.AdviceState;
import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.roadmap.ConflictTable;
import io.roadgate.gateway.roadmap.LaneCursor;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.LaneMatcher;
import io.roadgate.gateway.roadmap.LaneWalk;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.Trigonometry;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.v2x.daytwo.DriveBehavior;
import io.roadgate.v2x.daytwo.PersonalCrossing;
import java.util.List;

/**
 * Vulnerable road user safe passing: connected vehicles ahead of a crosswalk are told to let people pass who cross or ask
 * to, whether sensors see them or their device tells it (PSM).
 *
 * <p>A person is on the stretch of the crosswalk that a lane takes from a first to a last instant, by walking on as now. A
 * vehicle that would be there in this time, or shortly before or after, is told the speed at which it comes after, or to
 * stop before the crosswalk. Who waits and asks is let in by vehicles that can still stop comfortably. At a crosswalk
 * with a signal the controller is asked for green for who asks, and for more of it for who will not be across.
 *
 * <p><b>Source:</b> T/CSAE 157, vulnerable road user safe passing.
 */
final class VulnerablePassingService implements RoadService {
    static final List<Setting> SETTINGS = List.of(
            Setting.number("horizonM", 100, 20, 300, "how far ahead of a crosswalk vehicles are told, m"),
            Setting.number("marginS", 1.5, 0.2, 5, "least time between a person and a vehicle, s; project default"),
            Setting.number("walkingMps", 1.2, 0.5, 3, "pace of who is about to cross, m/s; project default"),
            Setting.number("slowestMps", 0.5, 0.1, 1.5, "who is slower stands, m/s; project default"),
            Setting.number("leastMps", 3, 0.5, 10, "slower than this is told as a stop, m/s"),
            Setting.number("comfortMps2", 2.5, 0.5, 5, "who lets in somebody who waits brakes at most so hard"));

    private static final long PERIOD_NS = 100_000_000L;
    private static final int MOST_PEOPLE = 128;
    private static final double STOP_SHORT_M = 3;
    private static final double STEADY_MPS = 0.5;
    private static final int SIGNAL_LEVEL = 3;

    private final Cooperation cooperation;
    private final AdviceDesk desk;
    private final PriorityRequests signals;
    private final Cadence cadence = new Cadence(PERIOD_NS);
    private final double horizonM;
    private final double marginS;
    private final double walkingMps;
    private final double slowestMps;
    private final double leastMps;
    private final double comfortMps2;
    private final int[] crosswalk = new int[MOST_PEOPLE];
    private final double[] alongM = new double[MOST_PEOPLE];
    private final double[] alongMps = new double[MOST_PEOPLE];
    private final boolean[] isWaiting = new boolean[MOST_PEOPLE];
    private int people;
    private LaneMatcher matcher;
    private LaneCursor cursor;
    private LaneWalk walk;
    private SiteMap map;
    private long nowNs;

    VulnerablePassingService(ServiceContext context) {
        cooperation = context.cooperation();
        desk = context.advice();
        signals = context.priorities();
        horizonM = context.settings().number("horizonM");
        marginS = context.settings().number("marginS");
        walkingMps = context.settings().number("walkingMps");
        slowestMps = context.settings().number("slowestMps");
        leastMps = context.settings().number("leastMps");
        comfortMps2 = context.settings().number("comfortMps2");
    }

    @Override
    public void onSweep(RoadPicture picture, long newNowNs) {
        if (!cadence.isDue(newNowNs)) {
            return;
        }
        nowNs = newNowNs;
        if (map != picture.lanes()) {
            map = picture.lanes();
            matcher = new LaneMatcher(map);
            cursor = new LaneCursor(map);
            walk = new LaneWalk(map);
        }
        gather(picture);
        if (people > 0) {
            for (int i = 0; i < picture.motorCount(); i++) {
                warn(picture, picture.motorSlot(i));
            }
            askSignals();
        }
        desk.closeUnkept(Application.VULNERABLE_PASSING, AdviceState.COMPLETED, AdviceReason.NONE);
    }

    /** Everybody on a crosswalk, or about to be, by sensors first and by devices then. */
    private void gather(RoadPicture picture) {
        people = 0;
        TrackTable tracks = picture.tracks();
        for (int i = 0; i < picture.vulnerableCount(); i++) {
            int slot = picture.vulnerableSlot(i);
            if (tracks.trackId(slot) != 0 && picture.isFresh(slot)) {
                add(
                        picture.eastM(slot),
                        picture.northM(slot),
                        tracks.eastMps(slot),
                        tracks.northMps(slot),
                        PersonalCrossing.UNAVAILABLE);
            }
        }
        PeopleBook devices = cooperation.people();
        for (int i = 0; i < devices.count(); i++) {
            double course = Double.isNaN(devices.courseRad(i)) ? 0 : devices.courseRad(i);
            double speedMps = Double.isNaN(devices.courseRad(i)) ? 0 : devices.speedMps(i);
            double agedS = (nowNs - devices.heardAtNs(i)) * 1e-9;
            double eastMps = speedMps * Trigonometry.sin(course);
            double northMps = speedMps * Trigonometry.cos(course);
            if (devices.crossing(i) != PersonalCrossing.FINISH) {
                add(
                        devices.eastM(i) + eastMps * agedS,
                        devices.northM(i) + northMps * agedS,
                        eastMps,
                        northMps,
                        devices.crossing(i));
            }
        }
    }

    private void add(double eastM, double northM, double eastMps, double northMps, int crossing) {
        int lane = matcher.match(eastM, northM, Double.NaN, LaneMatcher.UNKNOWN_LEVEL, Double.NaN, true, SiteMap.NONE);
        if (lane == SiteMap.NONE || map.kind(lane) != LaneKind.CROSSWALK || people == MOST_PEOPLE) {
            return;
        }
        double placeM = matcher.alongM();
        cursor.moveTo(lane, placeM);
        double mps = eastMps * Trigonometry.sin(cursor.courseRad()) + northMps * Trigonometry.cos(cursor.courseRad());
        boolean isStanding = Math.abs(mps) < slowestMps;
        boolean isAsking = crossing == PersonalCrossing.REQUEST;
        if (isStanding && !isAsking && crossing != PersonalCrossing.CROSSING) {
            return; // waits or stands about; nobody knows for what
        }
        boolean isNearStart = placeM < map.lengthM(lane) / 2;
        crosswalk[people] = lane;
        alongM[people] = placeM;
        alongMps[people] = isStanding ? (isNearStart ? walkingMps : -walkingMps) : mps;
        isWaiting[people] = isStanding && isAsking;
        people++;
    }

    private void warn(RoadPicture picture, int slot) {
        TrackTable tracks = picture.tracks();
        long vehicleId = tracks.temporaryId(slot);
        int lane = tracks.trackId(slot) == 0 ? SiteMap.NONE : picture.laneIndex(slot);
        if (vehicleId == 0 || lane == SiteMap.NONE || !picture.isFresh(slot)) {
            return;
        }
        double frontM = picture.alongM(slot) + picture.lengthM(slot) / 2;
        walk.start(lane, Math.min(frontM, map.lengthM(lane)));
        ConflictTable table = map.conflicts();
        for (int skip = 0; skip < MOST_PEOPLE; skip++) {
            int area = walk.conflictAhead(horizonM, LaneWalk.ANY, skip);
            if (area == SiteMap.NONE) {
                return;
            }
            boolean isAhead = walk.aheadM() > 0;
            if (isAhead && map.kind(table.other(area)) == LaneKind.CROSSWALK) {
                double clearS = clearS(picture, slot, area, walk.aheadM());
                if (clearS > 0) {
                    advise(picture, slot, vehicleId, frontM, walk.aheadM(), clearS);
                    return;
                }
            }
        }
    }

    /** How long people on the area keep this vehicle from passing, seconds from now; 0 = they do not. */
    private double clearS(RoadPicture picture, int slot, int area, double aheadM) {
        ConflictTable table = map.conflicts();
        int mirror = table.mirror(area);
        double speedMps = Math.max(STEADY_MPS, picture.tracks().speedMps(slot));
        double inS = aheadM / speedMps;
        double outS = (aheadM + table.toM(area) - table.fromM(area) + picture.lengthM(slot)) / speedMps;
        double brakingM = speedMps * speedMps / (2 * comfortMps2) + STOP_SHORT_M;
        double clearS = 0;
        for (int i = 0; i < people; i++) {
            if (crosswalk[i] != table.other(area)) {
                continue;
            }
            double entryM = alongMps[i] > 0 ? table.fromM(mirror) - alongM[i] : alongM[i] - table.toM(mirror);
            double exitM = alongMps[i] > 0 ? table.toM(mirror) - alongM[i] : alongM[i] - table.fromM(mirror);
            double pace = Math.abs(alongMps[i]);
            double personInS = entryM / pace;
            double personOutS = exitM / pace;
            boolean isMet = personOutS > 0 && inS < personOutS + marginS && personInS - marginS < outS;
            boolean isLetIn = !isWaiting[i] || aheadM >= brakingM;
            if (isMet && isLetIn) {
                clearS = Math.max(clearS, personOutS + marginS);
            }
        }
        return clearS;
    }

    private void advise(RoadPicture picture, int slot, long vehicleId, double frontM, double aheadM, double clearS) {
        Advice advice = desk.ask(Application.VULNERABLE_PASSING, vehicleId, 0);
        if (advice == null) {
            return;
        }
        int own = picture.laneIndex(slot);
        double ownMps = picture.tracks().speedMps(slot);
        double thereM = Math.max(0, aheadM - STOP_SHORT_M);
        double slowMps = thereM / clearS;
        boolean isStop = slowMps < leastMps;
        cursor.moveTo(own, Math.min(frontM + thereM, map.lengthM(own)));
        advice.behave(1 << (isStop ? DriveBehavior.STOP : DriveBehavior.SLOW_DOWN), 0)
                .lane(own)
                .speed(isStop ? 0 : Math.min(slowMps, ownMps))
                .point(cursor.eastM(), cursor.northM(), cursor.upM(), cursor.courseRad(), clearS)
                .because(AdviceReason.PEOPLE_CROSSING, aheadM / Math.max(STEADY_MPS, ownMps), clearS)
                .answers(0, picture.tracks().causedAtNs(slot));
    }

    private void askSignals() {
        for (int i = 0; i < people; i++) {
            int group = map.signalGroup(crosswalk[i]);
            if (group == 0) {
                continue;
            }
            double leftM = alongMps[i] > 0 ? map.lengthM(crosswalk[i]) - alongM[i] : alongM[i];
            long neededMs = (long) (leftM / Math.abs(alongMps[i]) * 1_000);
            PriorityRequests.Wish wish = signals.want(
                    Application.VULNERABLE_PASSING,
                    0,
                    group,
                    cooperation.names().downstreamId(crosswalk[i]),
                    nowNs);
            if (wish != null) {
                boolean isFirst = wish.arrivesAtNs != nowNs;
                wish.holdMs = isFirst ? neededMs : Math.max(wish.holdMs, neededMs);
                wish.arrivesAtNs = nowNs;
                wish.level = SIGNAL_LEVEL;
                wish.distanceM = 0;
                wish.regionId = cooperation.names().downstreamRegion(crosswalk[i]);
            }
        }
    }
}
