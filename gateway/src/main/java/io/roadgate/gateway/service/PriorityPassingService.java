package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.Cooperation;
import io.roadgate.gateway.cooperation.GapCheck;
import io.roadgate.gateway.cooperation.Intention;
import io.roadgate.gateway.cooperation.Intention.Request;
import io.roadgate.gateway.cooperation.LaneOrder;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.message.Cadence;
import io.roadgate.gateway.record.AdviceReason;
import io.roadgate.gateway.record.AdviceState;
import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.roadmap.LaneCursor;
import io.roadgate.gateway.roadmap.LaneWalk;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.v2x.daytwo.CoordinationInfo;
import io.roadgate.v2x.daytwo.DriveBehavior;
import io.roadgate.v2x.daytwo.ReqStatus;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cooperative high-priority vehicle passing: the way ahead of an emergency vehicle, or of a bus that asks, is cleared.
 *
 * <p>A vehicle asks with clearTheWay (VIR); an emergency vehicle need not ask. Only emergency vehicles and buses, by the
 * class in their BSM, are entitled: anybody else's request is refused. Each connected vehicle ahead in its lane is asked
 * to change to the right, else to the left, when the gap there is safe; where no side is safe, to go on and not to block.
 * The lane is told to all as reserved, nobody else is let into it, and the signal ahead is asked for green.
 *
 * <p><b>Source:</b> T/CSAE 157, cooperative high-priority vehicle passing; range 300 m of EVW in hazards.md.
 */
final class PriorityPassingService implements RoadService {
    static final List<Setting> SETTINGS = Stream.concat(
                    GapCheck.SETTINGS.stream(),
                    Stream.of(
                            Setting.number("aheadM", 300, 50, 1_000, "how far ahead the way is cleared, m; EVW"),
                            Setting.duration("aheadFor", "20s", "3s", "60s", "and how far in time; project default"),
                            Setting.number("fromMps", 2, 0, 20, "a slower vehicle needs no way, m/s"),
                            Setting.flag("unasked", true, "emergency vehicles need not ask"),
                            Setting.integer("busLevel", 4, 0, 7, "priority of buses at signals, 0..7"),
                            Setting.integer("emergencyLevel", 7, 0, 7, "priority of emergency vehicles, 0..7"),
                            Setting.duration(
                                    "settle", "300ms", "0ms", "3s", "a gap must be safe this long before it is told"),
                            Setting.duration("holdGreen", "8s", "1s", "60s", "green is wanted for so long")))
            .toList();

    private static final long PERIOD_NS = 100_000_000L;
    private static final int MOST_VEHICLES_AHEAD = 12;
    private static final int MOST_LANES_AHEAD = 6;
    private static final int STRAIGHT = 1 << DriveBehavior.GO_STRAIGHT_FORWARD;
    private static final int RESERVED = 1 << CoordinationInfo.LANE_RESERVATION;

    private final Cooperation cooperation;
    private final AdviceDesk desk;
    private final LaneReservations reservations;
    private final ControlBoard controls;
    private final PriorityRequests signals;
    private final GapCheck check;
    private final Cadence cadence = new Cadence(PERIOD_NS);
    private final double aheadM;
    private final double aheadS;
    private final double fromMps;
    private final boolean isUnasked;
    private final int busLevel;
    private final int emergencyLevel;
    private final long holdGreenMs;
    private final long settleNs;
    private LaneCursor cursor;
    private SiteMap map;
    private long nowNs;

    PriorityPassingService(ServiceContext context) {
        cooperation = context.cooperation();
        desk = context.advice();
        reservations = context.reservations();
        controls = context.ground().controls();
        signals = context.priorities();
        check = new GapCheck(context.settings());
        aheadM = context.settings().number("aheadM");
        aheadS = context.settings().durationNs("aheadFor") * 1e-9;
        fromMps = context.settings().number("fromMps");
        isUnasked = context.settings().flag("unasked");
        busLevel = context.settings().integer("busLevel");
        emergencyLevel = context.settings().integer("emergencyLevel");
        settleNs = context.settings().durationNs("settle");
        holdGreenMs = context.settings().durationNs("holdGreen") / 1_000_000L;
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
        reservations.unreserve();
        refuseStrangers(picture);
        TrackTable tracks = picture.tracks();
        for (int i = 0; i < picture.motorCount(); i++) {
            int slot = picture.motorSlot(i);
            if (tracks.trackId(slot) != 0 && picture.laneIndex(slot) != SiteMap.NONE) {
                Request request = requestOf(tracks.temporaryId(slot));
                boolean isEmergency = tracks.participantClass(slot) == ParticipantClass.EMERGENCY.value();
                boolean isEntitled = isEmergency || isBus(tracks, slot);
                boolean isAsked = request != null || (isEmergency && isUnasked && tracks.speedMps(slot) >= fromMps);
                if (isEntitled && isAsked && picture.isFresh(slot)) {
                    clear(picture, slot, request, isEmergency ? emergencyLevel : busLevel);
                }
            }
        }
        desk.closeUnkept(Application.PRIORITY_PASSING, AdviceState.COMPLETED, AdviceReason.NONE);
    }

    private static boolean isBus(TrackTable tracks, int slot) {
        return tracks.participantClass(slot) == ParticipantClass.BUS.value();
    }

    private Request requestOf(long vehicleId) {
        Intention intention = vehicleId == 0 ? null : cooperation.intentions().find(vehicleId);
        for (int n = 0; intention != null && n < intention.requestCount(); n++) {
            Request request = intention.request(n);
            boolean isStanding = request.status() == ReqStatus.REQUEST || request.status() == ReqStatus.COMFIRMED;
            if (request.kind() == Request.Kind.CLEAR_THE_WAY && isStanding) {
                return request;
            }
        }
        return null;
    }

    /** A way is not cleared for whoever claims it. */
    private void refuseStrangers(RoadPicture picture) {
        for (int i = 0; i < cooperation.intentions().count(); i++) {
            long vehicleId = cooperation.intentions().get(i).vehicleId();
            Request request = requestOf(vehicleId);
            if (request == null || request.isRefused()) {
                continue;
            }
            int slot = cooperation.order().slotOf(vehicleId);
            if (slot == LaneOrder.NOBODY) {
                if (nowNs - request.askedAtNs() > AdviceDesk.LIFE_NS) {
                    refuse(vehicleId, request, AdviceReason.UNKNOWN_VEHICLE);
                }
            } else if (picture.tracks().participantClass(slot) != ParticipantClass.EMERGENCY.value()
                    && !isBus(picture.tracks(), slot)) {
                refuse(vehicleId, request, AdviceReason.NOT_ENTITLED);
            }
        }
    }

    private void refuse(long vehicleId, Request request, AdviceReason reason) {
        request.refuse();
        desk.refuse(Application.PRIORITY_PASSING, vehicleId, request.requestId(), reason);
    }

    private void clear(RoadPicture picture, int slot, Request request, int level) {
        TrackTable tracks = picture.tracks();
        double speedMps = tracks.speedMps(slot);
        double reachM = Math.min(aheadM, Math.max(fromMps, speedMps) * aheadS);
        int lane = picture.laneIndex(slot);
        reserve(lane, picture.alongM(slot), reachM, speedMps, tracks.temporaryId(slot));
        int inTheWay = 0;
        int at = slot;
        double distanceM = 0;
        for (int n = 0; n < MOST_VEHICLES_AHEAD && distanceM <= reachM; n++) {
            int next = cooperation
                    .order()
                    .ahead(picture.laneIndex(at), picture.alongM(at), picture.lengthM(at) / 2, at, reachM);
            if (next == LaneOrder.NOBODY) {
                break;
            }
            distanceM += Math.max(0, cooperation.order().gapM()) + picture.lengthM(next);
            inTheWay++;
            if (distanceM <= reachM) {
                move(picture, next, slot, distanceM);
            }
            at = next;
        }
        answer(picture, slot, request, inTheWay);
        askSignal(picture, slot, request, level);
    }

    /** The lanes of the way are told as reserved, and closed to lane changes of others. */
    private void reserve(int lane, double alongM, double reachM, double speedMps, long vehicleId) {
        int at = lane;
        double leftM = reachM + alongM;
        double beforeM = -alongM;
        for (int hop = 0; hop < MOST_LANES_AHEAD && at != SiteMap.NONE && leftM > 0; hop++) {
            reservations.reserve(at, vehicleId);
            double passedM = beforeM + map.lengthM(at);
            long endsAtNs = nowNs + (long) (passedM / Math.max(fromMps + 1, speedMps) * 1e9);
            desk.tellLane(Application.PRIORITY_PASSING, at, RESERVED, 0, Double.NaN, nowNs, endsAtNs);
            leftM -= map.lengthM(at);
            beforeM += map.lengthM(at);
            at = LaneWalk.wayOn(map, at, LaneWalk.ANY);
        }
    }

    /** Asks one vehicle ahead to leave the lane. */
    private void move(RoadPicture picture, int slot, int prioritySlot, double distanceM) {
        TrackTable tracks = picture.tracks();
        long vehicleId = tracks.temporaryId(slot);
        boolean isEmergency = tracks.participantClass(slot) == ParticipantClass.EMERGENCY.value();
        if (vehicleId == 0 || isEmergency || !picture.isFresh(slot)) {
            return;
        }
        Advice advice = desk.ask(Application.PRIORITY_PASSING, vehicleId, tracks.temporaryId(prioritySlot));
        if (advice == null) {
            return;
        }
        int own = picture.laneIndex(slot);
        int right = map.rightOf(own);
        int left = map.leftOf(own);
        int to = SiteMap.NONE;
        if (isSafe(picture, slot, right, advice.lane == right)) {
            to = right;
        } else if (isSafe(picture, slot, left, advice.lane == left)) {
            to = left;
        }
        advice.safeSinceNs = to == SiteMap.NONE ? Long.MAX_VALUE : Math.min(advice.safeSinceNs, nowNs);
        boolean isSettled = to != SiteMap.NONE && (advice.lane == to || nowNs - advice.safeSinceNs >= settleNs);
        double etaS = distanceM / Math.max(1, tracks.speedMps(prioritySlot));
        if (!isSettled) {
            double goOnMps = map.speedLimitMps(own);
            cursor.moveTo(own, Math.min(picture.alongM(slot) + goOnMps * check.manoeuvreS(), map.lengthM(own)));
            advice.behave(STRAIGHT, RESERVED)
                    .lane(own)
                    .speed(goOnMps)
                    .point(cursor.eastM(), cursor.northM(), cursor.upM(), cursor.courseRad(), check.manoeuvreS())
                    .because(AdviceReason.NO_SAFE_GAP, etaS, aheadS);
            return;
        }
        double speedMps = tracks.speedMps(slot);
        double middleM = picture.alongM(slot) * map.lengthM(to) / map.lengthM(own);
        cursor.moveTo(to, Math.min(middleM + speedMps * check.manoeuvreS(), map.lengthM(to)));
        int side = to == right ? DriveBehavior.LANE_CHANGING_TO_RIGHT : DriveBehavior.LANE_CHANGING_TO_LEFT;
        advice.behave(1 << side, RESERVED)
                .lane(to)
                .speed(speedMps)
                .point(cursor.eastM(), cursor.northM(), cursor.upM(), cursor.courseRad(), check.manoeuvreS())
                .because(AdviceReason.WAY_TO_CLEAR, etaS, aheadS);
    }

    private boolean isSafe(RoadPicture picture, int slot, int lane, boolean isBegun) {
        if (lane == SiteMap.NONE || !map.kind(lane).isCarriageway() || controls.isClosed(lane)) {
            return false;
        }
        LaneOrder order = cooperation.order();
        int own = picture.laneIndex(slot);
        double middleM = picture.alongM(slot) * map.lengthM(lane) / map.lengthM(own);
        double halfM = picture.lengthM(slot) / 2;
        int ahead = order.ahead(lane, middleM, halfM, slot, aheadM);
        double gapAheadM = order.gapM();
        int behind = order.behind(lane, middleM, halfM, slot, aheadM);
        return check.isSafe(
                picture, slot, picture.tracks().speedMps(slot), ahead, gapAheadM, behind, order.gapM(), isBegun);
    }

    /** Tells the vehicle itself how far its way is clear. */
    private void answer(RoadPicture picture, int slot, Request request, int inTheWay) {
        long vehicleId = picture.tracks().temporaryId(slot);
        Advice advice = vehicleId == 0 ? null : desk.ask(Application.PRIORITY_PASSING, vehicleId, 0);
        if (advice == null) {
            return;
        }
        boolean isConfirmed = request != null && request.status() == ReqStatus.COMFIRMED;
        advice.answers(
                        request == null ? 0 : request.requestId(),
                        picture.tracks().causedAtNs(slot))
                .behave(STRAIGHT, RESERVED)
                .lane(picture.laneIndex(slot))
                .because(AdviceReason.WAY_TO_CLEAR, inTheWay, 0)
                .state(isConfirmed ? AdviceState.CONFIRMED : AdviceState.OFFERED, nowNs);
    }

    private void askSignal(RoadPicture picture, int slot, Request request, int level) {
        int at = picture.laneIndex(slot);
        double toLineM = -picture.alongM(slot) - picture.lengthM(slot) / 2;
        for (int hop = 0; hop < MOST_LANES_AHEAD && at != SiteMap.NONE; hop++) {
            double lineM = Double.isNaN(map.stopLineM(at)) ? map.lengthM(at) : map.stopLineM(at);
            if (map.signalGroup(at) != 0 && toLineM + lineM >= 0) {
                want(picture, slot, request, level, at, toLineM + lineM);
                return;
            }
            toLineM += map.lengthM(at);
            at = LaneWalk.wayOn(map, at, LaneWalk.ANY);
        }
    }

    private void want(RoadPicture picture, int slot, Request request, int level, int lane, double distanceM) {
        if (distanceM > aheadM) {
            return;
        }
        PriorityRequests.Wish wish = signals.want(
                Application.PRIORITY_PASSING,
                picture.tracks().temporaryId(slot),
                map.signalGroup(lane),
                cooperation.names().downstreamId(lane),
                nowNs);
        if (wish != null) {
            wish.level = request == null ? level : Math.max(level, request.level());
            wish.requestId = request == null ? 0 : request.requestId();
            wish.regionId = cooperation.names().downstreamRegion(lane);
            wish.fromNodeId = cooperation.names().upstreamId(lane);
            wish.distanceM = distanceM;
            wish.arrivesAtNs =
                    nowNs + (long) (distanceM / Math.max(1, picture.tracks().speedMps(slot)) * 1e9);
            wish.holdMs = holdGreenMs;
            wish.causedAtNs = picture.tracks().causedAtNs(slot);
        }
    }
}
