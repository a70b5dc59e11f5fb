package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.Cooperation;
import io.roadgate.gateway.cooperation.LaneNames;
import io.roadgate.gateway.cooperation.LaneOrder;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.RoadLinkEncoder;
import io.roadgate.gateway.record.VehicleAdviceEncoder;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.v2x.units.WireUnits;

/**
 * Writes each state of each advice as a record, for the centre and the journal.
 *
 * <p><b>Thread:</b> the fusion agent. Nothing is allocated.
 */
final class AdviceRecords {
    private final ServiceOutputs outputs;
    private final Cooperation cooperation;
    private final SitePlane plane;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final VehicleAdviceEncoder record = new VehicleAdviceEncoder();

    AdviceRecords(ServiceOutputs outputs, Cooperation cooperation, SitePlane plane) {
        this.outputs = outputs;
        this.cooperation = cooperation;
        this.plane = plane;
    }

    void emit(RoadPicture picture, Advice advice, long nowNs) {
        int slot = cooperation.order().slotOf(advice.vehicleId);
        boolean isTracked = slot != LaneOrder.NOBODY;
        record.wrapAndApplyHeader(outputs.scratch(), 0, header)
                .adviceId(advice.adviceId)
                .application(advice.application)
                .state(advice.state)
                .reason(advice.reason)
                .requestId((short) advice.requestId)
                .vehicleId(advice.vehicleId)
                .partnerId(advice.partnerId)
                .trackId(isTracked ? picture.tracks().trackId(slot) : 0)
                .siteLane(advice.lane == SiteMap.NONE ? 0 : picture.lanes().laneId(advice.lane))
                .lane((short)
                        (advice.lane == SiteMap.NONE ? 0 : cooperation.names().number(advice.lane)))
                .info((short) advice.info)
                .behaviour(advice.behaviour)
                .atNs(nowNs)
                .causedAtNs(advice.causedAtNs)
                .expiresAtNs(nowNs + AdviceDesk.LIFE_NS)
                .latE7(isTracked ? plane.latE7(picture.northM(slot)) : WireUnits.UNKNOWN)
                .lonE7(isTracked ? plane.lonE7(picture.eastM(slot)) : WireUnits.UNKNOWN)
                .heightCm(heightCm(picture, slot))
                .speedMps((float) advice.speedMps)
                .measure((float) advice.measure)
                .threshold((float) advice.threshold);
        link(record.link(), advice.lane, cooperation.names());
        outputs.emit(
                VehicleAdviceEncoder.TEMPLATE_ID,
                MessageHeaderEncoder.ENCODED_LENGTH + VehicleAdviceEncoder.BLOCK_LENGTH);
    }

    private int heightCm(RoadPicture picture, int slot) {
        boolean isKnown =
                slot != LaneOrder.NOBODY && !Double.isNaN(picture.tracks().upM(slot));
        return isKnown ? plane.heightCm(picture.tracks().upM(slot)) : WireUnits.UNKNOWN;
    }

    /** The link of a lane; without one all nodes are "none". */
    static void link(RoadLinkEncoder out, int lane, LaneNames names) {
        boolean isLane = lane != SiteMap.NONE;
        out.upstreamRegion(isLane ? names.upstreamRegion(lane) : LaneNames.NO_REGION)
                .upstreamId(isLane ? names.upstreamId(lane) : 0)
                .downstreamRegion(isLane ? names.downstreamRegion(lane) : LaneNames.NO_REGION)
                .downstreamId(isLane ? names.downstreamId(lane) : 0);
    }
}
