package io.roadgate.gateway.publish;

import io.roadgate.gateway.record.CommandPhase;
import io.roadgate.gateway.record.CommandStateEncoder;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.RequestAnswer;
import io.roadgate.gateway.record.RequestStateEncoder;
import io.roadgate.gateway.record.SignalStateEncoder;
import io.roadgate.gateway.record.SpeedAction;
import io.roadgate.gateway.record.SpeedAdviceEncoder;
import io.roadgate.gateway.record.TrafficReportEncoder;
import io.roadgate.gateway.record.V2xKind;
import io.roadgate.gateway.record.V2xMessageEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** One good record of each kind that services write. */
final class ServiceRecords {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final long LATER_NS = Fixture.NOW_NS + 5_000_000_000L;

    private ServiceRecords() {}

    private static UnsafeBuffer cut(UnsafeBuffer buffer, int encodedLength) {
        return new UnsafeBuffer(buffer, 0, HEADER + encodedLength);
    }

    static UnsafeBuffer signal() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        SignalStateEncoder state = new SignalStateEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        state.atNs(Fixture.NOW_NS)
                .causedAtNs(Fixture.NOW_NS)
                .regionId(65_535)
                .intersectionId(12)
                .status(0)
                .phasesCount(1)
                .next()
                .phaseId((short) 3)
                .light((short) 3)
                .trouble((short) 0)
                .basis((short) 2)
                .nextLight((short) 6)
                .sinceNs(Fixture.NOW_NS - 1)
                .endsAtNs(LATER_NS)
                .earliestEndNs(Long.MIN_VALUE)
                .latestEndNs(Long.MIN_VALUE)
                .confidence(0.9f);
        return cut(buffer, state.encodedLength());
    }

    static UnsafeBuffer traffic() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        TrafficReportEncoder report =
                new TrafficReportEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        TrafficReportEncoder.LanesEncoder lane = report.fromNs(Fixture.NOW_NS - 1_000_000_000L)
                .toNs(Fixture.NOW_NS)
                .causedAtNs(Fixture.NOW_NS)
                .lanesCount(1)
                .next();
        lane.siteLane(4).lane((short) 1).isClosed((short) 0).entered(2).heavy(1);
        lane.link()
                .upstreamRegion(65_535)
                .upstreamId(1)
                .downstreamRegion(65_535)
                .downstreamId(2);
        lane.present(0.5f)
                .flowPerH(7200)
                .timeMeanSpeedMps(12.5f)
                .spaceMeanSpeedMps(12)
                .densityPerKm(3);
        lane.occupancy(0.25f)
                .headwayS(Float.NaN)
                .queueM(0)
                .queued(0)
                .travelTimeS(16)
                .coverage(1);
        report.movementsCount(1)
                .next()
                .fromLaneId(4)
                .toLaneId(5)
                .manoeuvre((short) 2)
                .vehicles(1)
                .travelTimeS(Float.NaN);
        return cut(buffer, report.encodedLength());
    }

    static UnsafeBuffer v2x(long recipient) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        V2xMessageEncoder message = new V2xMessageEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        message.atNs(Fixture.NOW_NS)
                .causedAtNs(0)
                .expiresAtNs(LATER_NS)
                .kind(V2xKind.RSC)
                .recipient(recipient)
                .latE7(297_000_000)
                .lonE7(1_066_000_000)
                .putOctets(new byte[] {1, 2, 3}, 0, 3);
        return cut(buffer, message.encodedLength());
    }

    static UnsafeBuffer command() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        CommandStateEncoder state = new CommandStateEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        state.commandId(77)
                .kind((short) 1)
                .state(CommandPhase.REFUSED)
                .reason((short) 7)
                .atNs(Fixture.NOW_NS)
                .causedAtNs(Fixture.NOW_NS)
                .expiresAtNs(LATER_NS)
                .value(8.25f)
                .laneCount(2);
        return cut(buffer, state.encodedLength());
    }

    static UnsafeBuffer request() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        RequestStateEncoder state = new RequestStateEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        state.requestKey(5)
                .state(RequestAnswer.GRANTED)
                .vehicleId(9)
                .atNs(Fixture.NOW_NS)
                .causedAtNs(Fixture.NOW_NS)
                .expiresAtNs(LATER_NS)
                .intersectionId(12)
                .signalPhase((short) 3)
                .level((short) 7);
        return cut(buffer, state.encodedLength());
    }

    static UnsafeBuffer advice() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        SpeedAdviceEncoder advice = new SpeedAdviceEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        advice.link().upstreamRegion(1).upstreamId(1).downstreamRegion(1).downstreamId(2);
        advice.atNs(Fixture.NOW_NS)
                .causedAtNs(Fixture.NOW_NS)
                .expiresAtNs(LATER_NS)
                .vehicleId(9)
                .trackId(3)
                .siteLane(4)
                .lane((short) 1)
                .signalPhase((short) 3)
                .action(SpeedAction.SLOW_DOWN)
                .distanceM(120)
                .leastMps(6)
                .mostMps(9)
                .greenStartNs(LATER_NS)
                .greenEndNs(Long.MIN_VALUE)
                .confidence(0.5f);
        return cut(buffer, advice.encodedLength());
    }
}
