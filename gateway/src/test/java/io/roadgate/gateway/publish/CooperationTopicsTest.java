package io.roadgate.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.roadgate.gateway.cloud.CloudProto;
import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.PayloadFormat;
import java.io.IOException;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the centre reads of cooperation, in both formats. */
class CooperationTopicsTest {
    private final OutMessage out = new OutMessage(1 << 16);

    private <B extends Message.Builder> B read(TopicFamilies row, UnsafeBuffer record, PayloadFormat format, B builder)
            throws IOException {
        GatewayConfig config = Fixture.config("tcp://127.0.0.1:1", format, GatewayConfig.ReceiptMode.CENTRE, 8);
        row.create(config).write(record, 0, record.capacity(), Fixture.NOW_NS, out);
        if (format == PayloadFormat.JSON) {
            CloudJson.read(CloudJson.parse(out.copy()), builder);
        } else {
            builder.mergeFrom(out.copy());
        }
        return builder;
    }

    @ParameterizedTest
    @EnumSource(PayloadFormat.class)
    void shouldTellAnAdvice(PayloadFormat format) throws IOException {
        CloudProto.VehicleAdvice advice = read(
                        TopicFamilies.COOPERATION,
                        CooperationRecords.advice(),
                        format,
                        CloudProto.VehicleAdvice.newBuilder())
                .build();
        assertThat(out.topic()).isEqualTo("roadgate/v1/lj-1/cooperation");
        assertThat(advice.getApplication()).isEqualTo("lane-change");
        assertThat(advice.getState()).isEqualTo("confirmed");
        assertThat(advice.getReason()).isEqualTo("gap-safe");
        assertThat(advice.getVehicleId()).isEqualTo(0xFEDCBA9876543210L);
        assertThat(advice.getLink().hasUpstreamRegion()).isFalse();
        assertThat(advice.getLink().getDownstreamRegion()).isEqualTo(3);
        assertThat(advice.getLonE7()).isZero();
        assertThat(advice.getSpeedMps()).isEqualTo(12.5f);
        assertThat(advice.hasMeasure()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(PayloadFormat.class)
    void shouldTellAPlatoonOfThirtyTwo(PayloadFormat format) throws IOException {
        CloudProto.Platoon platoon = read(
                        TopicFamilies.PLATOON, CooperationRecords.platoon(), format, CloudProto.Platoon.newBuilder())
                .build();
        assertThat(platoon.getPlatoonId()).startsWith("f0f1f2").hasSize(34);
        assertThat(platoon.getMembersCount()).isEqualTo(32);
        assertThat(platoon.getMembers(0).getRole()).isEqualTo("leader");
        assertThat(platoon.getMembers(31).getRole()).isEmpty();
        assertThat(platoon.getMembers(31).getStatus()).isEqualTo("navigating");
        assertThat(platoon.getMembers(31).getVehicleId()).isEqualTo(32);
        assertThat(CooperationRecords.platoon().capacity()).isLessThanOrEqualTo(640);
    }

    @ParameterizedTest
    @EnumSource(PayloadFormat.class)
    void shouldTellProbeDataAndSignalRequests(PayloadFormat format) throws IOException {
        CloudProto.ProbeReport probe = read(
                        TopicFamilies.PROBE, CooperationRecords.probe(), format, CloudProto.ProbeReport.newBuilder())
                .build();
        assertThat(probe.getVehicles()).isEqualTo(7);
        assertThat(probe.getMeanSpeedMps()).isEqualTo(13);
        assertThat(probe.hasLeastSpeedMps()).isFalse();
        CloudProto.PriorityRequest request = read(
                        TopicFamilies.SIGNAL_REQUEST,
                        CooperationRecords.signalRequest(),
                        format,
                        CloudProto.PriorityRequest.newBuilder())
                .build();
        assertThat(request.getPhase()).isEqualTo(CloudProto.Phase.PHASE_RAISED);
        assertThat(request.getApplication()).isEqualTo("priority-passing");
        assertThat(request.getArrivesAtNs()).isZero();
        assertThat(request.hasRegionId()).isFalse();
        assertThat(request.getHoldMs()).isEqualTo(8_000);
    }
}
