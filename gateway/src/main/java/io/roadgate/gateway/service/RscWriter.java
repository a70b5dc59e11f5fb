package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.DateMinutes;
import io.roadgate.gateway.cooperation.LaneNames;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.v2x.dayone.DDateTime;
import io.roadgate.v2x.dayone.NodeReferenceID;
import io.roadgate.v2x.dayone.ReferenceLanes;
import io.roadgate.v2x.dayone.ReferenceLink;
import io.roadgate.v2x.daytwo.DriveSuggestion;
import io.roadgate.v2x.daytwo.LaneCoordination;
import io.roadgate.v2x.daytwo.PathPlanningPoint;
import io.roadgate.v2x.daytwo.RoadsideCoordination;
import io.roadgate.v2x.daytwo.VehicleCoordination;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.units.WireTime;
import io.roadgate.v2x.units.WireUnits;
import io.roadgate.v2x.uper.BitString;

/**
 * Fills RSC: what vehicles are asked, and how lanes are to be used.
 *
 * <p>A suggestion has no speed of its own: the speed stands at the first point of the path, with the time to be there.
 *
 * <p><b>Source:</b> module Rsc of the day2 set; lane n of a link is bit n of ReferenceLanes.
 *
 * <p><b>Thread:</b> the fusion agent. Nothing is allocated.
 */
final class RscWriter {
    private static final int BEHAVIOUR_BITS = 14;
    private static final int INFO_BITS = 8;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long HOUR_NS = 60 * MINUTE_NS;

    private final ServiceOutputs outputs;
    private final SitePlane plane;

    RscWriter(ServiceOutputs outputs, SitePlane plane) {
        this.outputs = outputs;
        this.plane = plane;
    }

    RoadsideCoordination begin(long nowNs) {
        RoadsideCoordination message = outputs.begin(MessageKind.RSC, RoadsideCoordination.class);
        message.msgCnt(outputs.nextCount(MessageKind.RSC)).secMark(WireTime.secMark(nowNs));
        message.id().idAsLong(outputs.rsuId());
        outputs.place().writeTo(message.refPos());
        return message;
    }

    /** Adds one vehicle; up to sixteen fit. */
    void write(RoadsideCoordination message, Advice advice, LaneNames names) {
        VehicleCoordination out = (message.hasCoordinates() ? message.coordinates() : message.useCoordinates()).add();
        out.vehId().idAsLong(advice.vehicleId);
        DriveSuggestion suggestion = out.useDriveSuggestion();
        bits(advice.behaviour, BEHAVIOUR_BITS, suggestion.suggestion());
        suggestion.lifeTime(WireTime.timeOffsetWire(AdviceDesk.LIFE_NS));
        if (advice.lane != SiteMap.NONE) {
            write(advice.lane, names, suggestion.useRelatedLink());
        }
        if (advice.hasPoint) {
            PathPlanningPoint point = out.usePathGuidance().add();
            if (advice.lane != SiteMap.NONE) {
                write(advice.lane, names, point.usePosInMap());
            }
            outputs.place()
                    .writeOffset(
                            plane.latE7(advice.pointNorthM),
                            plane.lonE7(advice.pointEastM),
                            plane.heightCm(advice.pointUpM),
                            point.pos());
            point.heading(WireUnits.headingWire((float) advice.pointCourseRad))
                    .estimatedTime(WireTime.timeOffsetWire((long) (advice.pointAfterS * 1e9)));
            if (!Double.isNaN(advice.speedMps)) {
                point.speed(WireUnits.speedWire((float) advice.speedMps));
            }
        }
        if (advice.info != 0) {
            bits(advice.info, INFO_BITS, out.useInfo());
        }
    }

    /** Adds one lane; up to eight fit. */
    void write(RoadsideCoordination message, LaneNotice notice, LaneNames names) {
        LaneCoordination out =
                (message.hasLaneCoordinates() ? message.laneCoordinates() : message.useLaneCoordinates()).add();
        write(notice.lane, names, out.targetLane());
        if (notice.beginsAtNs != Long.MIN_VALUE) {
            write(notice.beginsAtNs, out.useTBegin());
        }
        if (notice.endsAtNs != Long.MIN_VALUE) {
            write(notice.endsAtNs, out.useTEnd());
        }
        if (!Double.isNaN(notice.speedMps)) {
            out.recommendedSpeed(WireUnits.speedWire((float) notice.speedMps));
        }
        if (notice.behaviour != 0) {
            bits(notice.behaviour, BEHAVIOUR_BITS, out.useRecommendedBehavior());
        }
        bits(notice.info, INFO_BITS, out.useInfo());
    }

    private static void write(int lane, LaneNames names, ReferenceLink out) {
        write(names.upstreamRegion(lane), names.upstreamId(lane), out.upstreamNodeId());
        write(names.downstreamRegion(lane), names.downstreamId(lane), out.downstreamNodeId());
        out.referenceLanes(ReferenceLanes.with(0, names.number(lane)));
    }

    private static void write(int region, int id, NodeReferenceID out) {
        out.id(id);
        if (region != LaneNames.NO_REGION) {
            out.region(region);
        }
    }

    private static void write(long atNs, DDateTime out) {
        int date = DateMinutes.dateOf(atNs);
        long ofDayNs = DateMinutes.ofDayNs(atNs);
        out.year(date / 10_000)
                .month(date / 100 % 100)
                .day(date % 100)
                .hour((int) (ofDayNs / HOUR_NS))
                .minute((int) (ofDayNs / MINUTE_NS % 60))
                .second(WireTime.secMark(atNs))
                .offset(0);
    }

    private static void bits(int bits, int count, BitString out) {
        for (int bit = 0; bit < count; bit++) {
            out.set(bit, (bits >>> bit & 1) != 0);
        }
    }
}
