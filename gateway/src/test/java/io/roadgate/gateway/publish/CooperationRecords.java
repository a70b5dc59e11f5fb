package io.roadgate.gateway.publish;

import io.roadgate.gateway.record.AdviceReason;
import io.roadgate.gateway.record.AdviceState;
import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.PlatoonStateEncoder;
import io.roadgate.gateway.record.PriorityRequestEncoder;
import io.roadgate.gateway.record.ProbeReportEncoder;
import io.roadgate.gateway.record.VehicleAdviceEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Records of cooperation as fusion gives them. */
final class CooperationRecords {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private CooperationRecords() {}

    static UnsafeBuffer advice() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[HEADER + VehicleAdviceEncoder.BLOCK_LENGTH]);
        VehicleAdviceEncoder advice = new VehicleAdviceEncoder();
        advice.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .adviceId(77)
                .application(Application.LANE_CHANGE)
                .state(AdviceState.CONFIRMED)
                .reason(AdviceReason.GAP_SAFE)
                .requestId((short) 9)
                .vehicleId(0xFEDCBA9876543210L)
                .partnerId(5)
                .trackId(3)
                .siteLane(2)
                .lane((short) 1)
                .info((short) 1)
                .behaviour(4)
                .atNs(Fixture.NOW_NS)
                .causedAtNs(Fixture.NOW_NS - 1)
                .expiresAtNs(Fixture.NOW_NS + 1_000_000_000L)
                .latE7(Fixture.LAT_E7)
                .lonE7(Integer.MIN_VALUE)
                .speedMps(12.5f)
                .measure(Float.NaN)
                .threshold(2);
        advice.link().upstreamRegion(65_535).upstreamId(4).downstreamRegion(3).downstreamId(5);
        return buffer;
    }

    static UnsafeBuffer platoon() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
        PlatoonStateEncoder state = new PlatoonStateEncoder();
        state.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .atNs(Fixture.NOW_NS)
                .causedAtNs(Fixture.NOW_NS)
                .expiresAtNs(Fixture.NOW_NS + 1_000_000_000L)
                .phase(EventPhase.UPDATED)
                .leaderId(1)
                .laneId(2)
                .capacity((short) 8)
                .isOpen((short) 1)
                .speedMps(20)
                .spanM(50)
                .latE7(Fixture.LAT_E7)
                .lonE7(Fixture.LON_E7);
        for (int i = 0; i < PlatoonStateEncoder.platoonIdLength(); i++) {
            state.platoonId(i, (short) (0xF0 + i & 0xFF));
        }
        PlatoonStateEncoder.MembersEncoder members = state.membersCount(32);
        for (int i = 0; i < 32; i++) {
            members.next()
                    .vehicleId(1 + i)
                    .trackId(i)
                    .role((short) (i == 0 ? 0 : 255))
                    .status((short) 0);
        }
        return new UnsafeBuffer(buffer, 0, HEADER + state.encodedLength());
    }

    static UnsafeBuffer probe() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[HEADER + ProbeReportEncoder.BLOCK_LENGTH]);
        ProbeReportEncoder report = new ProbeReportEncoder();
        report.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .fromNs(Fixture.NOW_NS - 60_000_000_000L)
                .toNs(Fixture.NOW_NS)
                .siteLane(2)
                .vehicles(7)
                .reports(70)
                .meanSpeedMps(13)
                .leastSpeedMps(Float.NaN)
                .turnsLeft(2);
        report.link().upstreamRegion(1).upstreamId(4).downstreamRegion(3).downstreamId(5);
        return buffer;
    }

    static UnsafeBuffer signalRequest() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[HEADER + PriorityRequestEncoder.BLOCK_LENGTH]);
        new PriorityRequestEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .requestKey(8)
                .phase(EventPhase.RAISED)
                .application(Application.PRIORITY_PASSING)
                .level((short) 7)
                .signalPhase((short) 3)
                .regionId(65_535)
                .intersectionId(11)
                .vehicleId(6)
                .atNs(Fixture.NOW_NS)
                .expiresAtNs(Fixture.NOW_NS + 3_000_000_000L)
                .arrivesAtNs(Long.MIN_VALUE)
                .distanceM(120)
                .holdMs(8_000);
        return buffer;
    }
}
