package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.LaneOrder;
import io.roadgate.gateway.cooperation.PlatoonBook.Platoon;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.PlatoonStateEncoder;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.v2x.units.WireUnits;
import io.roadgate.v2x.uper.OctetString;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes platoons as records, for the centre and the journal.
 *
 * <p><b>Thread:</b> the fusion agent. Nothing is allocated.
 */
final class PlatoonRecords {
    private static final long WORTH_NS = 3_000_000_000L;

    private final ServiceOutputs outputs;
    private final SitePlane plane;
    private final LaneOrder order;
    private final UnsafeBuffer id = new UnsafeBuffer(new byte[Platoon.ID_BYTES]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PlatoonStateEncoder record = new PlatoonStateEncoder();

    PlatoonRecords(ServiceOutputs outputs, SitePlane plane, LaneOrder order) {
        this.outputs = outputs;
        this.plane = plane;
        this.order = order;
    }

    void copyPlatoonId(OctetString from, OctetString to) {
        int length = from.copyTo(id, 0);
        to.set(id, 0, length);
    }

    void emit(RoadPicture picture, Platoon platoon, EventPhase phase, long nowNs) {
        int leader = order.slotOf(platoon.leaderId());
        boolean isTracked = leader != LaneOrder.NOBODY;
        record.wrapAndApplyHeader(outputs.scratch(), 0, header)
                .atNs(nowNs)
                .causedAtNs(platoon.heardAtNs())
                .expiresAtNs(nowNs + WORTH_NS)
                .phase(phase)
                .leaderId(platoon.leaderId())
                .laneId(isTracked ? picture.lanes().laneId(picture.laneIndex(leader)) : 0)
                .status((short) platoon.status())
                .capacity((short) platoon.capacity())
                .isOpen((short) (platoon.isOpen() ? 1 : 0))
                .speedMps(isTracked ? (float) picture.tracks().speedMps(leader) : Float.NaN)
                .spanM(spanM(picture, platoon, leader))
                .latE7(isTracked ? plane.latE7(picture.northM(leader)) : WireUnits.UNKNOWN)
                .lonE7(isTracked ? plane.lonE7(picture.eastM(leader)) : WireUnits.UNKNOWN);
        for (int i = 0; i < Platoon.ID_BYTES; i++) {
            record.platoonId(i, (short) (platoon.idByte(i) & 0xFF));
        }
        PlatoonStateEncoder.MembersEncoder members = record.membersCount(platoon.memberCount());
        for (int i = 0; i < platoon.memberCount(); i++) {
            int slot = order.slotOf(platoon.member(i));
            members.next()
                    .vehicleId(platoon.member(i))
                    .trackId(slot == LaneOrder.NOBODY ? 0 : picture.tracks().trackId(slot))
                    .role((short) platoon.role(i))
                    .status((short) platoon.status(i));
        }
        outputs.emit(PlatoonStateEncoder.TEMPLATE_ID, MessageHeaderEncoder.ENCODED_LENGTH + record.encodedLength());
    }

    /** From the leader to the farthest tracked member, in a straight line. */
    private float spanM(RoadPicture picture, Platoon platoon, int leader) {
        if (leader == LaneOrder.NOBODY) {
            return Float.NaN;
        }
        double farthest = 0;
        for (int i = 0; i < platoon.memberCount(); i++) {
            int slot = order.slotOf(platoon.member(i));
            if (slot != LaneOrder.NOBODY) {
                double east = picture.eastM(slot) - picture.eastM(leader);
                double north = picture.northM(slot) - picture.northM(leader);
                double apartM = Math.sqrt(east * east + north * north) + picture.lengthM(slot) / 2;
                farthest = Math.max(farthest, apartM);
            }
        }
        return (float) (farthest + picture.lengthM(leader) / 2);
    }
}
