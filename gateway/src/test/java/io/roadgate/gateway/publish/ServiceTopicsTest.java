package io.roadgate.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.cloud.CloudProto;
import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.PayloadFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Topics and payloads of services, in both formats read back by the classes generated from the schema. */
class ServiceTopicsTest {
    private static CloudMessage read(TopicFamilies row, UnsafeBuffer record, PayloadFormat format) {
        GatewayConfig config = Fixture.config("tcp://127.0.0.1:1", format, GatewayConfig.ReceiptMode.CENTRE, 8);
        OutMessage out = new OutMessage(1 << 16);
        row.create(config).write(record, 0, record.capacity(), Fixture.NOW_NS, out);
        return CloudMessage.read(new CloudSubscriber.Delivery(
                out.topic(), out.copy(), out.kind().contentType(), "", out.isRetained(), Fixture.NOW_NS));
    }

    @ParameterizedTest
    @EnumSource(PayloadFormat.class)
    void shouldTellWhatRecordsHold(PayloadFormat format) {
        CloudProto.SignalState signal = (CloudProto.SignalState)
                read(TopicFamilies.SIGNAL, ServiceRecords.signal(), format).message();
        assertThat(signal.hasRegionId()).isFalse();
        assertThat(signal.getIntersectionId()).isEqualTo(12);
        assertThat(signal.getPhases(0).getLight()).isEqualTo("red");
        assertThat(signal.getPhases(0).getBasis()).isEqualTo("history");
        assertThat(signal.getPhases(0).getNextLight()).isEqualTo("protected-green");
        assertThat(signal.getPhases(0).hasEarliestEndNs()).isFalse();
        CloudProto.TrafficReport traffic = (CloudProto.TrafficReport)
                read(TopicFamilies.TRAFFIC, ServiceRecords.traffic(), format).message();
        assertThat(traffic.getLanes(0).getLink().getDownstreamId()).isEqualTo(2);
        assertThat(traffic.getLanes(0).getTimeMeanSpeedMps()).isEqualTo(12.5f);
        assertThat(traffic.getLanes(0).hasHeadwayS()).isFalse();
        assertThat(traffic.getMovements(0).getVehicles()).isEqualTo(1);
        CloudProto.CommandState command = (CloudProto.CommandState)
                read(TopicFamilies.CONTROL, ServiceRecords.command(), format).message();
        assertThat(command.getKind()).isEqualTo("speed-limit");
        assertThat(command.getState()).isEqualTo("refused");
        assertThat(command.getReason()).isEqualTo("bad-speed");
        CloudProto.RequestState request = (CloudProto.RequestState)
                read(TopicFamilies.PRIORITY, ServiceRecords.request(), format).message();
        assertThat(request.getState()).isEqualTo("granted");
        CloudProto.SpeedAdvice advice = (CloudProto.SpeedAdvice)
                read(TopicFamilies.ADVICE, ServiceRecords.advice(), format).message();
        assertThat(advice.getAction()).isEqualTo("slow-down");
        assertThat(advice.hasGreenEndNs()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(PayloadFormat.class)
    void shouldSendMessagesToTheTileOrTheVehicle(PayloadFormat format) {
        CloudMessage all = read(TopicFamilies.V2X, ServiceRecords.v2x(0), format);
        assertThat(all.delivery().topic()).startsWith("roadgate/v1/tile/").endsWith("/rsc");
        CloudMessage one = read(TopicFamilies.V2X, ServiceRecords.v2x(0x0102030405060708L), format);
        assertThat(one.delivery().topic()).isEqualTo("roadgate/v1/lj-1/vehicle/0102030405060708/rsc");
        assertThat(one.delivery().payload()).containsExactly(1, 2, 3);
        assertThat(one.kind()).isEqualTo(CloudMessage.Kind.TILE);
    }
}
