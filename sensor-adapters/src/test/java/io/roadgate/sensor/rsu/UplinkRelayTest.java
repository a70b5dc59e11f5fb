package io.roadgate.sensor.rsu;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.ObservationSink;
import io.roadgate.sensor.observation.V2xUplinkDecoder;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.v2x.daytwo.TestMsg;
import io.roadgate.v2x.daytwo.VSI;
import io.roadgate.v2x.daytwo.VehIntentionAndRequest;
import io.roadgate.v2x.daytwo.VehiclePaymentMessage;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageCodecs;
import io.roadgate.v2x.message.MessageKind;
import java.util.Arrays;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class UplinkRelayTest {
    private static DriverRig rig(Map<String, String> settings) {
        DriverRig rig = DriverRig.of(DriverKind.RSU, settings, DriverRig.MOUNT);
        rig.nowNs = DriverRig.START_NS + 30_400_000_000L;
        return rig;
    }

    private static byte[] encoded(FrameCodec codec) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[4_000]);
        int length = codec.encode(buffer, 0);
        assertThat(length).isPositive();
        return Arrays.copyOf(buffer.byteArray(), length);
    }

    static byte[] intention(int secMark) {
        FrameCodec codec = MessageCodecs.DAY2.newCodec();
        VehIntentionAndRequest vir = codec.use(MessageKind.VIR, VehIntentionAndRequest.class)
                .msgCnt(5)
                .secMark(secMark);
        vir.id().idAsLong(7);
        vir.refPos().lat(297_000_000).long_(1_066_000_000);
        return encoded(codec);
    }

    private static byte[] payment() {
        FrameCodec codec = MessageCodecs.DAY2.newCodec();
        VSI answer = codec.use(MessageKind.VPM, VehiclePaymentMessage.class)
                .msgCnt(9)
                .payment()
                .useInitialzationResponse();
        answer.obuId().idAsLong(0x1122334455667788L);
        return encoded(codec);
    }

    private static byte[] octetsOf(V2xUplinkDecoder uplink) {
        byte[] octets = new byte[uplink.frameLength()];
        uplink.getFrame(octets, 0, octets.length);
        return octets;
    }

    @Test
    void shouldHandOnWhatVehiclesSendOctetForOctet() {
        DriverRig rig = rig(Map.of("set", "day2")).feed(intention(30_100)).feed(payment());
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.v2xUplinks).hasSize(2);
        V2xUplinkDecoder vir = rig.sink.v2xUplinks.get(0);
        assertThat(MessageKind.ofNumber(vir.messageKind())).isEqualTo(MessageKind.VIR);
        assertThat(MessageCodecs.ofNumber(vir.messageSet())).isEqualTo(MessageCodecs.DAY2);
        assertThat(vir.measuredAtNs()).isEqualTo(DriverRig.START_NS + 30_100_000_000L);
        assertThat(vir.receivedAtNs()).isEqualTo(rig.nowNs);
        assertThat(vir.sensorId()).isEqualTo(7);
        assertThat(octetsOf(vir)).isEqualTo(intention(30_100));
        V2xUplinkDecoder vpm = rig.sink.v2xUplinks.get(1);
        assertThat(MessageKind.ofNumber(vpm.messageKind())).isEqualTo(MessageKind.VPM);
        assertThat(vpm.measuredAtNs()).isEqualTo(rig.nowNs);
        vpm.sbeRewind();
        assertThat(octetsOf(vpm)).isEqualTo(payment());
    }

    @Test
    void shouldHandOnOnlyTheKindsOfTheSiteFile() {
        DriverRig rig = rig(Map.of("set", "day2", "uplinks", "VIR, RSI"))
                .feed(intention(30_100))
                .feed(payment());
        assertThat(rig.sink.v2xUplinks).hasSize(1);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.RELAYED_VPM, 1));
        assertThat(rig(Map.of("set", "day2", "uplinks", "")).feed(payment()).sink.v2xUplinks)
                .isEmpty();
    }

    @Test
    void shouldDropWhatIsInvalidOrOutOfTime() {
        byte[] cut = Arrays.copyOf(intention(30_100), 10);
        FrameCodec codec = MessageCodecs.DAY2.newCodec();
        assertThat(codec.use(MessageKind.TEST, TestMsg.class)
                        .msgCnt(1)
                        .userData()
                        .set(new byte[2_048]))
                .isTrue();
        byte[] longest = encoded(codec);
        DriverRig rig = rig(Map.of("set", "day2", "uplinks", "VIR TEST"))
                .feed(cut)
                .feed(intention(20_000))
                .feed(longest);
        assertThat(rig.sink.v2xUplinks).hasSize(1);
        assertThat(octetsOf(rig.sink.v2xUplinks.get(0))).isEqualTo(longest);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.UPER_MALFORMED, 1, FrameFault.TIME_IMPLAUSIBLE, 1));
    }

    @Test
    void shouldBearAFullRing() {
        DriverRig rig = rig(Map.of("set", "day2"));
        rig.sink.full(true);
        rig.feed(payment());
        rig.sink.full(false);
        assertThat(rig.feed(payment()).sink.v2xUplinks).hasSize(1);
    }

    @Test
    void shouldRefuseAKindThatThereIsNot() {
        Setting uplinks = DriverKind.RSU.settings().stream()
                .filter(setting -> setting.key().equals("uplinks"))
                .findFirst()
                .orElseThrow();
        assertThat(uplinks.faultOf("VPM VIR")).isNull();
        assertThat(uplinks.faultOf("")).isNull();
        assertThat(uplinks.faultOf("VPM BSM")).contains("BSM");
        assertThat(uplinks.faultOf("vpm")).contains("vpm");
    }

    /** What the numbers in records mean may never change. */
    @Test
    void shouldKeepTheNumbersOfKindsAndSets() {
        assertThat(MessageKind.values())
                .startsWith(
                        MessageKind.BSM,
                        MessageKind.MAP,
                        MessageKind.RSM,
                        MessageKind.SPAT,
                        MessageKind.RSI,
                        MessageKind.TEST,
                        MessageKind.RTCM,
                        MessageKind.RSC,
                        MessageKind.SSM,
                        MessageKind.VIR,
                        MessageKind.PAM,
                        MessageKind.PSM,
                        MessageKind.CLPMM,
                        MessageKind.VPM);
        assertThat(MessageCodecs.values())
                .startsWith(MessageCodecs.DAY1_2019, MessageCodecs.DAY1_2020, MessageCodecs.DAY2);
        assertThat(MessageKind.ofNumber(99)).isNull();
        assertThat(MessageCodecs.ofNumber(-1)).isNull();
        assertThat(ObservationSink.MOST_UPLINK_OCTETS).isEqualTo(2_300);
    }
}
