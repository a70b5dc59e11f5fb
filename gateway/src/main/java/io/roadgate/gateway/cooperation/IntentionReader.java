package io.roadgate.gateway.cooperation;

import io.roadgate.gateway.cooperation.Intention.Request;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.v2x.dayone.DDateTime;
import io.roadgate.v2x.dayone.NodeReferenceID;
import io.roadgate.v2x.daytwo.DriveBehavior;
import io.roadgate.v2x.daytwo.DriveRequest;
import io.roadgate.v2x.daytwo.IARData;
import io.roadgate.v2x.daytwo.PathPlanning;
import io.roadgate.v2x.daytwo.ReqClearTheWay;
import io.roadgate.v2x.daytwo.ReqInfo;
import io.roadgate.v2x.daytwo.ReqLaneChange;
import io.roadgate.v2x.daytwo.ReqParkingArea;
import io.roadgate.v2x.daytwo.ReqSignalPriority;
import io.roadgate.v2x.daytwo.ReqStatus;
import io.roadgate.v2x.daytwo.VehIntentionAndRequest;
import io.roadgate.v2x.units.WireTime;
import io.roadgate.v2x.units.WireUnits;
import io.roadgate.v2x.uper.BitString;

/**
 * Reads a VIR into an {@link Intention}, and finds out whether it can be meant: a message that decodes may still ask for a
 * lane that is not there, for a time that is over, or for two opposite things.
 *
 * <p><b>Source:</b> module Vir of the day2 set.
 *
 * <p><b>Thread:</b> the fusion agent. Nothing is allocated.
 */
final class IntentionReader {
    private static final long YEAR_MINUTES = 366L * 24 * 60;

    private final SitePlane plane;
    private final long rsuId;
    private final double reachM;
    private final long toleranceNs;
    private final long usualLifeNs;
    private LaneNames names;

    IntentionReader(SitePlane plane, long rsuId, double reachM, long toleranceNs, long usualLifeNs) {
        this.plane = plane;
        this.rsuId = rsuId;
        this.reachM = reachM;
        this.toleranceNs = toleranceNs;
        this.usualLifeNs = usualLifeNs;
    }

    void use(LaneNames newNames) {
        names = newNames;
    }

    /** Instant of a message by its second mark; its arrival when it has none. */
    static long toldAtNs(VehIntentionAndRequest message, long nowNs) {
        long toldNs = WireTime.measuredAtNs(message.secMark(), nowNs);
        return toldNs == WireTime.UNKNOWN_NS ? nowNs : toldNs;
    }

    /** Checks what stands outside of the requests. */
    IntentionFault check(VehIntentionAndRequest message, long nowNs) {
        int latE7 = WireUnits.latE7(message.refPos().lat());
        int lonE7 = WireUnits.lonE7(message.refPos().long_());
        boolean isPlaced = latE7 != WireUnits.UNKNOWN && lonE7 != WireUnits.UNKNOWN;
        if (message.id().idAsLong() == 0
                || !isPlaced
                || Math.abs(plane.eastM(lonE7)) > reachM
                || Math.abs(plane.northM(latE7)) > reachM) {
            return IntentionFault.PLACE;
        }
        if (Math.abs(toldAtNs(message, nowNs) - nowNs) > toleranceNs) {
            return IntentionFault.TIME;
        }
        IARData data = message.intAndReq();
        int behaviour = data.hasCurrentBehavior() ? bits(data.currentBehavior()) : 0;
        if (isTwoWays(behaviour)) {
            return IntentionFault.CONTRADICTION;
        }
        return data.hasPathPlanning() && !isForward(data.pathPlanning())
                ? IntentionFault.CONTRADICTION
                : IntentionFault.NONE;
    }

    private static boolean isTwoWays(int behaviour) {
        int turns = behaviour >>> DriveBehavior.INTERSECTION_STRAIGHT_THROUGH & 0xF;
        return isBoth(behaviour, DriveBehavior.LANE_CHANGING_TO_LEFT, DriveBehavior.LANE_CHANGING_TO_RIGHT)
                || isBoth(behaviour, DriveBehavior.SLOW_DOWN, DriveBehavior.SPEED_UP)
                || isBoth(behaviour, DriveBehavior.RAMP_IN, DriveBehavior.RAMP_OUT)
                || Integer.bitCount(turns) > 1;
    }

    private static boolean isBoth(int behaviour, int first, int second) {
        return (behaviour >>> first & behaviour >>> second & 1) != 0;
    }

    /** A path's times rise. */
    private static boolean isForward(PathPlanning path) {
        int lastTime = 0;
        for (int i = 0; i < path.count(); i++) {
            if (path.get(i).hasEstimatedTime()) {
                if (path.get(i).estimatedTime() < lastTime) {
                    return false;
                }
                lastTime = path.get(i).estimatedTime();
            }
        }
        return true;
    }

    /** Takes over what stands outside of the requests. */
    void read(VehIntentionAndRequest message, long nowNs, Intention out) {
        out.vehicleId = message.id().idAsLong();
        out.toldAtNs = toldAtNs(message, nowNs);
        out.receivedAtNs = nowNs;
        out.messageCount = message.msgCnt();
        out.eastM = plane.eastM(WireUnits.lonE7(message.refPos().long_()));
        out.northM = plane.northM(WireUnits.latE7(message.refPos().lat()));
        IARData data = message.intAndReq();
        out.behaviour = data.hasCurrentBehavior() ? bits(data.currentBehavior()) : 0;
    }

    /** Whether a request is meant for us, or for any roadside unit. */
    boolean isForUs(DriveRequest request) {
        return !request.hasTargetRSU() || request.targetRSU().idAsLong() == rsuId;
    }

    /** Takes over one request that is new or says something new. */
    IntentionFault read(DriveRequest request, Intention from, Request out) {
        out.requestId = request.reqID();
        out.status = request.status();
        out.level = request.hasReqPriority()
                ? WireUnits.priorityLevel(request.reqPriority().byteAt(0))
                : 0;
        out.lane = SiteMap.NONE;
        out.laneNumber = 0;
        out.arrivesAtNs = Long.MIN_VALUE;
        out.signalPhase = 0;
        long lifeNs = request.hasLifeTime() ? WireTime.timeOffsetNs(request.lifeTime()) : usualLifeNs;
        out.expiresAtNs = from.toldAtNs + (lifeNs < 0 ? usualLifeNs : lifeNs);
        if (out.expiresAtNs <= from.receivedAtNs) {
            return IntentionFault.TIME;
        }
        if (!request.hasInfo()) {
            out.kind = Request.Kind.NONE;
            return IntentionFault.CONTRADICTION;
        }
        return readInfo(request.info(), from, out);
    }

    private IntentionFault readInfo(ReqInfo info, Intention from, Request out) {
        switch (info.choice()) {
            case ReqInfo.LANE_CHANGE -> {
                ReqLaneChange wish = info.laneChange();
                out.kind = Request.Kind.LANE_CHANGE;
                return lane(wish.upstreamNode(), wish.downstreamNode(), wish.targetLane(), out);
            }
            case ReqInfo.CLEAR_THE_WAY -> {
                ReqClearTheWay wish = info.clearTheWay();
                out.kind = Request.Kind.CLEAR_THE_WAY;
                if (wish.hasTEnd() && isOver(wish.tEnd(), from.receivedAtNs)) {
                    return IntentionFault.TIME;
                }
                return lane(wish.upstreamNode(), wish.downstreamNode(), wish.targetLane(), out);
            }
            case ReqInfo.SIGNAL_PRIORITY -> readSignal(info.signalPriority(), from, out);
            case ReqInfo.SENSOR_SHARING -> out.kind = Request.Kind.SENSOR_SHARING;
            case ReqInfo.PARKING -> readParking(info.parking(), out);
            default -> {
                out.kind = Request.Kind.NONE;
                return IntentionFault.CONTRADICTION;
            }
        }
        return IntentionFault.NONE;
    }

    private IntentionFault lane(NodeReferenceID up, NodeReferenceID down, int laneNumber, Request out) {
        nodes(up, down, out);
        out.laneNumber = laneNumber;
        out.lane = names.find(out.upstreamRegion, out.upstreamId, out.downstreamRegion, out.downstreamId, laneNumber);
        return out.lane == SiteMap.NONE ? IntentionFault.LANE : IntentionFault.NONE;
    }

    private static void nodes(NodeReferenceID up, NodeReferenceID down, Request out) {
        out.upstreamRegion = up.hasRegion() ? up.region() : LaneNames.NO_REGION;
        out.upstreamId = up.id();
        out.downstreamRegion = down.hasRegion() ? down.region() : LaneNames.NO_REGION;
        out.downstreamId = down.id();
    }

    private static void readSignal(ReqSignalPriority wish, Intention from, Request out) {
        out.kind = Request.Kind.SIGNAL_PRIORITY;
        nodes(wish.intersectionId(), wish.requiredMov().remoteIntersection(), out);
        out.signalPhase = wish.requiredMov().hasPhaseId() ? wish.requiredMov().phaseId() : 0;
        if (wish.hasEstimatedArrivalTime()) {
            out.arrivesAtNs = from.toldAtNs + Math.max(0, WireTime.timeOffsetNs(wish.estimatedArrivalTime()));
        }
    }

    private static void readParking(ReqParkingArea wish, Request out) {
        out.kind = Request.Kind.PARKING;
        out.parking = bits(wish.req());
        out.parkingTypes = wish.hasParkingType() ? bits(wish.parkingType()) : 0;
        out.parkingSlot = wish.hasExpectedParkingSlotID() ? wish.expectedParkingSlotID() : -1;
        out.vehicleClass = wish.vehicleClass().classification();
    }

    /** Whether a date lies before now; one that leaves out what is needed to tell does not. */
    private static boolean isOver(DDateTime date, long nowNs) {
        if (!date.hasYear() || !date.hasMonth() || !date.hasDay() || !date.hasHour() || !date.hasMinute()) {
            return false;
        }
        long minute = WireTime.minuteOfYear(nowNs);
        long dateMinute = DateMinutes.minuteOfYear(date.year(), date.month(), date.day(), date.hour(), date.minute());
        int nowYear = DateMinutes.yearOf(nowNs);
        long offsetMin = date.hasOffset() ? date.offset() : 0;
        return (date.year() - nowYear) * YEAR_MINUTES + dateMinute - offsetMin < minute;
    }

    /** The bits of a short bit string, bit n = bit n. */
    static int bits(BitString string) {
        int bits = 0;
        for (int bit = 0; bit < string.length() && bit < Integer.SIZE; bit++) {
            bits |= string.isSet(bit) ? 1 << bit : 0;
        }
        return bits;
    }

    /** Whether two status words mean that the request is over. */
    static boolean isOver(int status) {
        return status == ReqStatus.CANCEL || status == ReqStatus.COMPLETE;
    }
}
