package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.Cooperation;
import io.roadgate.gateway.cooperation.Intention;
import io.roadgate.gateway.cooperation.LaneOrder;
import io.roadgate.gateway.cooperation.PassingOrder;
import io.roadgate.gateway.cooperation.PlatoonBook;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.record.AdviceReason;
import io.roadgate.gateway.record.AdviceState;
import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.roadmap.LaneCursor;
import io.roadgate.gateway.roadmap.LaneWalk;
import io.roadgate.gateway.roadmap.Manoeuvres;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.v2x.daytwo.DriveBehavior;

/**
 * Plans who passes a merge or a junction when, and advises those who asked and those who can help.
 *
 * <p>Shared by the services whose advice is a passing order; each says who asks and whether others are asked to help.
 *
 * <p><b>Thread:</b> the fusion agent. Nothing is allocated while the map stays.
 */
final class PassingPlanner {
    /** Who takes part. */
    interface Rules {
        /** Whether this vehicle asks for it now; {@code lane} is where it is. */
        boolean isAsking(SiteMap map, Intention intention, int lane);

        /** Whether connected vehicles that did not ask are asked to help. */
        boolean isHelped();
    }

    private static final double STOP_SHORT_M = 2;
    private static final double STEADY_MPS = 0.5;
    private static final double LEAST_STOP_M = 1;
    private static final int EMERGENCY_RANK = 3;
    private static final int PLATOON_RANK = 2;
    private static final int ASKING_RANK = 1;
    private static final int TURNS = 1 << DriveBehavior.RAMP_IN
            | 1 << DriveBehavior.INTERSECTION_STRAIGHT_THROUGH
            | 1 << DriveBehavior.INTERSECTION_TURN_LEFT
            | 1 << DriveBehavior.INTERSECTION_TURN_RIGHT
            | 1 << DriveBehavior.INTERSECTION_UTURN;

    private final Application application;
    private final Cooperation cooperation;
    private final AdviceDesk desk;
    private final PassingOrder order;
    private final Rules rules;
    private LaneCursor cursor;
    private SiteMap map;

    PassingPlanner(Application application, ServiceContext context, Rules rules) {
        this.application = application;
        this.rules = rules;
        cooperation = context.cooperation();
        desk = context.advice();
        order = new PassingOrder(context.settings());
    }

    void plan(RoadPicture picture, long nowNs) {
        if (map != picture.lanes()) {
            map = picture.lanes();
            cursor = new LaneCursor(map);
        }
        order.begin(picture);
        int asking = addAsking(picture);
        if (asking > 0) {
            addOthers(picture);
            order.solve();
            for (int i = 0; i < order.count(); i++) {
                if (i < asking || isHelper(picture, i)) {
                    advise(picture, i, i < asking, nowNs);
                }
            }
        }
        endUnkept(nowNs);
    }

    private int addAsking(RoadPicture picture) {
        int asking = 0;
        for (int i = 0; i < cooperation.intentions().count(); i++) {
            Intention intention = cooperation.intentions().get(i);
            int slot = cooperation.order().slotOf(intention.vehicleId());
            int lane = slot == LaneOrder.NOBODY ? SiteMap.NONE : picture.laneIndex(slot);
            if (lane != SiteMap.NONE && rules.isAsking(map, intention, lane)) {
                Advice known = desk.of(intention.vehicleId());
                boolean isKnown = known != null && known.application == application;
                double preferredMps = isKnown && known.speedMps > 0 ? known.speedMps : Double.NaN;
                int index = order.add(
                        slot,
                        wishOf(intention.behaviour()),
                        picture.isFresh(slot),
                        rankOf(picture.tracks(), slot),
                        preferredMps);
                asking += index >= 0 ? 1 : 0;
            }
        }
        return asking;
    }

    private void addOthers(RoadPicture picture) {
        TrackTable tracks = picture.tracks();
        for (int i = 0; i < picture.motorCount(); i++) {
            int slot = picture.motorSlot(i);
            if (tracks.trackId(slot) != 0 && !isAdded(slot)) {
                boolean isConnected = tracks.temporaryId(slot) != 0 && picture.isFresh(slot);
                boolean isAdvised = rules.isHelped()
                        && isConnected
                        && desk.isFree(application, tracks.temporaryId(slot), 0)
                        && tracks.participantClass(slot) != ParticipantClass.EMERGENCY.value();
                order.add(slot, LaneWalk.ANY, isAdvised, 0, Double.NaN);
            }
        }
    }

    private boolean isAdded(int slot) {
        for (int i = 0; i < order.count(); i++) {
            if (order.slot(i) == slot) {
                return true;
            }
        }
        return false;
    }

    private int rankOf(TrackTable tracks, int slot) {
        if (tracks.participantClass(slot) == ParticipantClass.EMERGENCY.value()) {
            return EMERGENCY_RANK;
        }
        boolean isInPlatoon = cooperation.platoons().platoonOf(tracks.temporaryId(slot)) != PlatoonBook.NONE;
        return isInPlatoon ? PLATOON_RANK : ASKING_RANK;
    }

    /** Bits of Manoeuvres of what a vehicle tells. */
    private static int wishOf(int behaviour) {
        if ((behaviour >>> DriveBehavior.INTERSECTION_TURN_LEFT & 1) != 0) {
            return Manoeuvres.LEFT;
        }
        if ((behaviour >>> DriveBehavior.INTERSECTION_TURN_RIGHT & 1) != 0) {
            return Manoeuvres.RIGHT;
        }
        if ((behaviour >>> DriveBehavior.INTERSECTION_UTURN & 1) != 0) {
            return Manoeuvres.U_TURN;
        }
        return (behaviour >>> DriveBehavior.INTERSECTION_STRAIGHT_THROUGH & 1) != 0
                ? Manoeuvres.STRAIGHT
                : LaneWalk.ANY;
    }

    /** One who did not ask is told only when it matters: its speed must change, or has been changed. */
    private boolean isHelper(RoadPicture picture, int index) {
        if (order.isFixed(index) || order.isStop(index)) {
            return false;
        }
        long vehicleId = picture.tracks().temporaryId(order.slot(index));
        Advice known = desk.of(vehicleId);
        boolean isAsked = known != null && known.application == application;
        double changeMps = Math.abs(order.speedMps(index) - picture.tracks().speedMps(order.slot(index)));
        return isAsked || changeMps > STEADY_MPS;
    }

    private void advise(RoadPicture picture, int index, boolean asked, long nowNs) {
        int slot = order.slot(index);
        long vehicleId = picture.tracks().temporaryId(slot);
        if (order.isFixed(index)) {
            return; // it is inside already, or not seen well enough: what it was told ends
        }
        Advice advice = desk.ask(application, vehicleId, 0);
        if (advice == null) {
            return;
        }
        Intention intention = cooperation.intentions().find(vehicleId);
        if (intention != null) {
            advice.answers(advice.requestId, intention.receivedAtNs());
        }
        int intended = asked && intention != null ? intention.behaviour() & TURNS : 0;
        int area = order.area(index);
        int lane = map.conflicts().other(map.conflicts().mirror(area));
        if (order.isStop(index)) {
            stop(picture, index, advice, intended, lane, nowNs);
            return;
        }
        double ownMps = picture.tracks().speedMps(slot);
        double speedMps = order.speedMps(index);
        cursor.moveTo(lane, Math.max(0, map.conflicts().fromM(area)));
        advice.behave(intended | 1 << change(speedMps - ownMps), AdviceDesk.infoOf(application))
                .lane(picture.laneIndex(slot))
                .speed(speedMps)
                .point(cursor.eastM(), cursor.northM(), cursor.upM(), cursor.courseRad(), order.arrivalS(index))
                .because(AdviceReason.IN_ORDER, order.place(index), order.count())
                .state(AdviceState.OFFERED, nowNs);
    }

    private static int change(double changeMps) {
        if (changeMps > STEADY_MPS) {
            return DriveBehavior.SPEED_UP;
        }
        return changeMps < -STEADY_MPS ? DriveBehavior.SLOW_DOWN : DriveBehavior.GO_STRAIGHT_FORWARD;
    }

    /** Before the first area; who can no longer stop there comfortably is not asked to, and knows that it is not safe. */
    private void stop(RoadPicture picture, int index, Advice advice, int intended, int lane, long nowNs) {
        int slot = order.slot(index);
        int own = picture.laneIndex(slot);
        double frontM = picture.alongM(slot) + picture.lengthM(slot) / 2;
        double shortM = Math.max(LEAST_STOP_M, order.aheadM(index) - STOP_SHORT_M);
        boolean isOnOwnLane = frontM + shortM <= map.lengthM(own);
        cursor.moveTo(own, Math.min(frontM + shortM, map.lengthM(own)));
        double speedMps = Math.max(STEADY_MPS, picture.tracks().speedMps(slot));
        if (order.isUnstoppable(index)) {
            advice.behave(intended | 1 << DriveBehavior.SLOW_DOWN, AdviceDesk.infoOf(application))
                    .lane(own)
                    .speed(Double.NaN)
                    .noPoint()
                    .because(AdviceReason.BECAME_UNSAFE, order.aheadM(index), 0)
                    .state(AdviceState.WITHDRAWN, nowNs);
            return;
        }
        advice.behave(intended | 1 << DriveBehavior.STOP, AdviceDesk.infoOf(application))
                .lane(isOnOwnLane ? own : lane)
                .speed(0)
                .point(cursor.eastM(), cursor.northM(), cursor.upM(), cursor.courseRad(), 2 * shortM / speedMps)
                .because(AdviceReason.IN_ORDER, order.place(index), order.count())
                .state(AdviceState.OFFERED, nowNs);
    }

    private void endUnkept(long nowNs) {
        for (int i = 0; i < desk.count(); i++) {
            Advice advice = desk.get(i);
            if (!advice.isOpen() || advice.application != application || advice.keptAtNs >= nowNs) {
                continue;
            }
            boolean isTracked = cooperation.order().slotOf(advice.vehicleId) != LaneOrder.NOBODY;
            boolean isHeard = cooperation.intentions().find(advice.vehicleId) != null;
            if (!isTracked) {
                desk.close(advice, AdviceState.WITHDRAWN, AdviceReason.VEHICLE_GONE);
            } else {
                desk.close(advice, AdviceState.COMPLETED, isHeard ? AdviceReason.NONE : AdviceReason.CANCELLED);
            }
        }
    }
}
