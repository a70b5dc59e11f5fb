package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.Cooperation;
import io.roadgate.gateway.cooperation.GapCheck;
import io.roadgate.gateway.cooperation.Intention;
import io.roadgate.gateway.cooperation.Intention.Request;
import io.roadgate.gateway.cooperation.LaneOrder;
import io.roadgate.gateway.cooperation.PlatoonBook;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.message.Cadence;
import io.roadgate.gateway.record.AdviceReason;
import io.roadgate.gateway.record.AdviceState;
import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.roadmap.LaneCursor;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.v2x.daytwo.DriveBehavior;
import io.roadgate.v2x.daytwo.ReqStatus;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cooperative lane change: a vehicle asks for room in the lane beside it (VIR, laneChange), and is told when to change.
 *
 * <p>While the gap is not safe, whoever is behind in that lane and can be asked is asked to slow down, and the vehicle to
 * stay; if the one behind cannot be asked, the vehicle is asked to fall in behind it. When the gap is safe for the whole
 * manoeuvre the vehicle is asked to change, with place, time and speed; that is withdrawn as soon as it is not safe any
 * more, and not given again for a second. The request is refused when its lane is not beside the vehicle's own, when the
 * vehicle is not on the road, or when no gap was made in time.
 *
 * <p><b>Source:</b> T/CSAE 157, cooperative lane change; limits in {@link GapCheck}.
 */
final class LaneChangeService implements RoadService {
    static final List<Setting> SETTINGS = Stream.concat(
                    GapCheck.SETTINGS.stream(),
                    Stream.of(
                            Setting.number("horizonM", 150, 20, 500, "how far gaps are looked at, m"),
                            Setting.duration(
                                    "settle", "300ms", "0ms", "3s", "a gap must be safe this long before it is told"),
                            Setting.duration("waitFor", "15s", "2s", "60s", "no gap made in this time is a refusal"),
                            Setting.number("comfortMps2", 2, 0.5, 4, "who makes room brakes at most so hard, m/s2"),
                            Setting.number("leastMps", 4, 0, 20, "nobody is asked to drive slower, m/s")))
            .toList();

    private static final long PERIOD_NS = 100_000_000L;
    private static final long UNTRACKED_NS = 1_000_000_000L;
    private static final long HOLD_OFF_NS = 1_000_000_000L;
    private static final int CHANGING =
            1 << DriveBehavior.LANE_CHANGING_TO_LEFT | 1 << DriveBehavior.LANE_CHANGING_TO_RIGHT;
    private static final int STRAIGHT = 1 << DriveBehavior.GO_STRAIGHT_FORWARD;
    private static final int SLOWER = 1 << DriveBehavior.SLOW_DOWN;

    private final Cooperation cooperation;
    private final AdviceDesk desk;
    private final GapCheck check;
    private final Cadence cadence = new Cadence(PERIOD_NS);
    private final LaneReservations reservations;
    private final ControlBoard controls;
    private final double horizonM;
    private final long settleNs;
    private final long waitForNs;
    private final double comfortMps2;
    private final double leastMps;
    private LaneCursor cursor;
    private SiteMap map;
    private long nowNs;

    LaneChangeService(ServiceContext context) {
        cooperation = context.cooperation();
        desk = context.advice();
        reservations = context.reservations();
        controls = context.ground().controls();
        check = new GapCheck(context.settings());
        horizonM = context.settings().number("horizonM");
        settleNs = context.settings().durationNs("settle");
        waitForNs = context.settings().durationNs("waitFor");
        comfortMps2 = context.settings().number("comfortMps2");
        leastMps = context.settings().number("leastMps");
    }

    @Override
    public void onSweep(RoadPicture picture, long newNowNs) {
        if (!cadence.isDue(newNowNs)) {
            return;
        }
        nowNs = newNowNs;
        if (map != picture.lanes()) {
            map = picture.lanes();
            cursor = new LaneCursor(map);
        }
        for (int i = 0; i < cooperation.intentions().count(); i++) {
            Intention intention = cooperation.intentions().get(i);
            for (int n = 0; n < intention.requestCount(); n++) {
                Request request = intention.request(n);
                if (request.kind() == Request.Kind.LANE_CHANGE) {
                    serve(picture, intention, request);
                }
            }
        }
        desk.closeUnkept(Application.LANE_CHANGE, AdviceState.WITHDRAWN, AdviceReason.CANCELLED);
    }

    private void serve(RoadPicture picture, Intention intention, Request request) {
        if (request.status() == ReqStatus.CANCEL || request.isRefused()) {
            return;
        }
        int slot = cooperation.order().slotOf(intention.vehicleId());
        int own = slot == LaneOrder.NOBODY ? SiteMap.NONE : picture.laneIndex(slot);
        if (own == SiteMap.NONE) {
            if (nowNs - request.askedAtNs() >= UNTRACKED_NS) {
                refuse(intention, request, AdviceReason.UNKNOWN_VEHICLE);
            }
            return;
        }
        if (own == request.lane() || request.status() == ReqStatus.COMPLETE) {
            desk.closeFor(Application.LANE_CHANGE, intention.vehicleId(), AdviceState.COMPLETED, AdviceReason.NONE);
            return;
        }
        boolean isLeft = map.leftOf(own) == request.lane();
        if (!isLeft && map.rightOf(own) != request.lane()) {
            if (!MergeService.isMerge(map, own, request.lane())) {
                refuse(intention, request, AdviceReason.NOT_REACHABLE);
            }
            return;
        }
        if (controls.isClosed(request.lane())
                || reservations.isReservedForOther(request.lane(), intention.vehicleId())) {
            refuse(intention, request, AdviceReason.LANE_CLOSED);
        } else if (nowNs - request.askedAtNs() > waitForNs && !isBegun(intention.vehicleId())) {
            refuse(intention, request, AdviceReason.NO_SAFE_GAP);
        } else {
            coordinate(picture, slot, own, isLeft, intention, request);
        }
    }

    private boolean isBegun(long vehicleId) {
        Advice advice = desk.of(vehicleId);
        return advice != null && advice.application == Application.LANE_CHANGE && (advice.behaviour & CHANGING) != 0;
    }

    private void refuse(Intention intention, Request request, AdviceReason reason) {
        desk.closeFor(Application.LANE_CHANGE, intention.vehicleId(), AdviceState.WITHDRAWN, reason);
        desk.refuse(Application.LANE_CHANGE, intention.vehicleId(), request.requestId(), reason);
        request.refuse();
    }

    private void coordinate(
            RoadPicture picture, int slot, int own, boolean isLeft, Intention intention, Request request) {
        Advice advice = desk.ask(Application.LANE_CHANGE, intention.vehicleId(), 0);
        if (advice == null) {
            return; // somebody with a better reason asks it something else
        }
        advice.answers(request.requestId(), intention.receivedAtNs());
        TrackTable tracks = picture.tracks();
        LaneOrder order = cooperation.order();
        double speedMps = tracks.speedMps(slot);
        double halfM = picture.lengthM(slot) / 2;
        double middleM = picture.alongM(slot) * map.lengthM(request.lane()) / map.lengthM(own);
        int ahead = order.ahead(request.lane(), middleM, halfM, slot, horizonM);
        double aheadM = order.gapM();
        int behind = order.behind(request.lane(), middleM, halfM, slot, horizonM);
        double behindM = order.gapM();
        boolean isBegun = (advice.behaviour & CHANGING) != 0;
        boolean isInPlatoon = isWithinPlatoon(tracks, ahead, behind, intention.vehicleId());
        boolean isSafe = check.isSafe(picture, slot, speedMps, ahead, aheadM, behind, behindM, isBegun)
                && !isInPlatoon
                && picture.isFresh(slot);
        advice.safeSinceNs = isSafe ? Math.min(advice.safeSinceNs, nowNs) : Long.MAX_VALUE;
        boolean isSettled = isBegun || nowNs - advice.safeSinceNs >= settleNs;
        boolean isHeldOff = advice.state == AdviceState.WITHDRAWN && nowNs - advice.stateAtNs < HOLD_OFF_NS;
        if (isSafe && isSettled && !isHeldOff) {
            go(advice, request, isLeft, middleM, speedMps);
            keepHelper(tracks, behind, intention.vehicleId());
        } else if (isBegun) {
            withdraw(advice, own);
        } else if (isSafe) {
            keepHelper(tracks, behind, intention.vehicleId());
        } else if (!isHeldOff) {
            makeRoom(picture, advice, own, slot, ahead, behind, isInPlatoon);
        }
    }

    private void go(Advice advice, Request request, boolean isLeft, double middleM, double speedMps) {
        int side = isLeft ? DriveBehavior.LANE_CHANGING_TO_LEFT : DriveBehavior.LANE_CHANGING_TO_RIGHT;
        double thereM = middleM + speedMps * check.manoeuvreS();
        cursor.moveTo(request.lane(), Math.min(thereM, map.lengthM(request.lane())));
        advice.behave(1 << side, AdviceDesk.infoOf(Application.LANE_CHANGE))
                .lane(request.lane())
                .speed(speedMps)
                .point(cursor.eastM(), cursor.northM(), cursor.upM(), cursor.courseRad(), check.manoeuvreS())
                .because(AdviceReason.GAP_SAFE, check.leastHeadwayS(), check.headwayS())
                .state(request.status() == ReqStatus.COMFIRMED ? AdviceState.CONFIRMED : AdviceState.OFFERED, nowNs);
    }

    private void withdraw(Advice advice, int own) {
        advice.behave(STRAIGHT, AdviceDesk.infoOf(Application.LANE_CHANGE))
                .lane(own)
                .speed(Double.NaN)
                .noPoint()
                .because(AdviceReason.BECAME_UNSAFE, check.leastHeadwayS(), check.headwayS())
                .state(AdviceState.WITHDRAWN, nowNs);
        desk.countWithdrawn();
    }

    /** Asks whoever is behind to slow down, or the vehicle itself to fall in elsewhere. */
    private void makeRoom(
            RoadPicture picture, Advice advice, int own, int slot, int ahead, int behind, boolean isInPlatoon) {
        TrackTable tracks = picture.tracks();
        double speedMps = tracks.speedMps(slot);
        double ownMps = speedMps;
        if (!check.isFrontSafe() && ahead != LaneOrder.NOBODY) {
            ownMps = Math.min(speedMps, tracks.speedMps(ahead)) - 1;
        }
        if (isInPlatoon) {
            ownMps = Math.min(ownMps, tracks.speedMps(behind) - 2);
        } else if (!check.isRearSafe() && !isHelped(picture, behind, advice.vehicleId)) {
            ownMps = Math.min(ownMps, tracks.speedMps(behind) - 2);
        }
        ownMps = Math.max(leastMps, ownMps);
        boolean isSlower = ownMps < speedMps - 0.5;
        cursor.moveTo(own, Math.min(picture.alongM(slot) + ownMps * check.manoeuvreS(), map.lengthM(own)));
        advice.behave(STRAIGHT | (isSlower ? SLOWER : 0), AdviceDesk.infoOf(Application.LANE_CHANGE))
                .lane(own)
                .speed(ownMps)
                .point(cursor.eastM(), cursor.northM(), cursor.upM(), cursor.courseRad(), check.manoeuvreS())
                .because(
                        isInPlatoon ? AdviceReason.PLATOON_AHEAD : AdviceReason.GAP_BEING_MADE,
                        check.leastHeadwayS(),
                        check.headwayS())
                .state(AdviceState.OFFERED, nowNs);
    }

    /** Asks the one behind to slow down as far as it is comfortable; false when that is not possible. */
    private boolean isHelped(RoadPicture picture, int behind, long partnerId) {
        TrackTable tracks = picture.tracks();
        long helperId = tracks.temporaryId(behind);
        double withinS = 2 * check.manoeuvreS();
        double speedMps = tracks.speedMps(behind);
        double wantedMps = speedMps - 2 * check.lackingRearM() / withinS;
        boolean isComfortable = 2 * check.lackingRearM() / (withinS * withinS) <= comfortMps2;
        boolean isAble = helperId != 0
                && isComfortable
                && wantedMps >= leastMps
                && cooperation.platoons().platoonOf(helperId) == PlatoonBook.NONE
                && desk.isFree(Application.LANE_CHANGE, helperId, partnerId)
                && cooperation.intentions().find(helperId) == null;
        Advice known = desk.of(helperId);
        boolean isAsked = helperId != 0 && known != null && known.partnerId == partnerId;
        if (!isAble && !isAsked) {
            return false;
        }
        Advice advice = desk.ask(Application.LANE_CHANGE, helperId, partnerId);
        if (advice == null) {
            return false;
        }
        double askedMps = Math.max(leastMps, isAsked ? Math.min(advice.speedMps, wantedMps) : wantedMps);
        int lane = picture.laneIndex(behind);
        cursor.moveTo(lane, Math.min(picture.alongM(behind) + askedMps * withinS, map.lengthM(lane)));
        advice.behave(STRAIGHT | SLOWER, AdviceDesk.infoOf(Application.LANE_CHANGE))
                .lane(lane)
                .speed(askedMps)
                .point(cursor.eastM(), cursor.northM(), cursor.upM(), cursor.courseRad(), withinS)
                .because(AdviceReason.GAP_BEING_MADE, check.leastHeadwayS(), check.headwayS());
        return true;
    }

    /** The one that made room goes on making it until the change is done. */
    private void keepHelper(TrackTable tracks, int behind, long partnerId) {
        long helperId = behind == LaneOrder.NOBODY ? 0 : tracks.temporaryId(behind);
        Advice known = helperId == 0 ? null : desk.of(helperId);
        if (known != null && known.application == Application.LANE_CHANGE && known.partnerId == partnerId) {
            desk.ask(Application.LANE_CHANGE, helperId, partnerId);
        }
    }

    /** Between two of one platoon there is no room for a stranger. */
    private boolean isWithinPlatoon(TrackTable tracks, int ahead, int behind, long vehicleId) {
        if (ahead == LaneOrder.NOBODY || behind == LaneOrder.NOBODY) {
            return false;
        }
        PlatoonBook platoons = cooperation.platoons();
        int platoon = platoons.platoonOf(tracks.temporaryId(ahead));
        return platoon != PlatoonBook.NONE
                && platoon == platoons.platoonOf(tracks.temporaryId(behind))
                && platoon != platoons.platoonOf(vehicleId);
    }
}
