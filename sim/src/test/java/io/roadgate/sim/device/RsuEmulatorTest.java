package io.roadgate.sim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.roadgate.sensor.frame.LengthFraming;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.v2x.dayone.BasicSafetyMessage;
import io.roadgate.v2x.dayone.BrakePedalStatus;
import io.roadgate.v2x.dayone.EventSource;
import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.dayone.RTEData;
import io.roadgate.v2x.dayone.RoadSideInformation;
import io.roadgate.v2x.dayone.VehicleEventFlags;
import io.roadgate.v2x.message.MessageCodec;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.uper.UperFault;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The RSU over real datagrams, in virtual time. */
class RsuEmulatorTest {
    private static final long PERIOD_NS = 100_000_000L;
    private static final int READ_TIMEOUT_MS = 5_000;
    private static final int FRAME_BYTES = 8_192;

    private final SitePlane plane = new SitePlane(29.70, 106.60, 245);
    private final MessageCodec codec = new MessageCodec();
    private final MessageFrame frame = new MessageFrame();
    private DatagramSocket gateway;
    private RsuEmulator rsu;

    @BeforeEach
    void start() throws IOException {
        gateway = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        gateway.setSoTimeout(READ_TIMEOUT_MS);
        rsu = new RsuEmulator("rsu-1", (InetSocketAddress) gateway.getLocalSocketAddress(), 0, plane, 1);
        rsu.start();
    }

    @AfterEach
    void close() {
        rsu.close();
        gateway.close();
    }

    private byte[] receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[FRAME_BYTES], FRAME_BYTES);
        gateway.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private BasicSafetyMessage receiveBsm() throws IOException {
        byte[] bytes = receive();
        assertThat(codec.decode(new UnsafeBuffer(bytes), 0, bytes.length, frame))
                .isEqualTo(UperFault.NONE);
        assertThat(MessageKind.of(frame)).isEqualTo(MessageKind.BSM);
        return frame.bsmFrame();
    }

    @Test
    void shouldReportAConnectedVehicleInUper() throws IOException {
        rsu.step(Truths.of(Truths.AT_NS, Truths.car(21, 100, -1.75, 14, 0)));
        BasicSafetyMessage bsm = receiveBsm();
        assertThat(new String(bsm.id().toByteArray(), StandardCharsets.US_ASCII))
                .isEqualTo("LJ000021");
        assertThat(bsm.secMark()).isEqualTo(37_000);
        assertThat(plane.eastM(bsm.pos().long_())).isCloseTo(100, within(1.5));
        assertThat(plane.northM(bsm.pos().lat())).isCloseTo(-1.75, within(1.5));
        assertThat(bsm.pos().elevation()).isEqualTo(2_450);
        assertThat(bsm.speed() * 0.02).isCloseTo(14, within(0.3));
        assertThat(bsm.heading()).isEqualTo(7_200);
        assertThat(bsm.size().length()).isEqualTo(460);
        assertThat(bsm.size().width()).isEqualTo(180);
        assertThat(bsm.brakes().brakePadel()).isEqualTo(BrakePedalStatus.OFF);
        assertThat(bsm.hasSafetyExt()).isFalse();
    }

    @Test
    void shouldBeginABsmAsAnnotated() throws IOException {
        rsu.step(Truths.of(Truths.AT_NS, Truths.car(21, 100, -1.75, 14, 0)));
        StringBuilder bits = new StringBuilder();
        for (byte octet : receive()) {
            bits.append(
                    String.format("%8s", Integer.toBinaryString(octet & 0xFF)).replace(' ', '0'));
        }
        // MessageFrame: not extended 0, alternative 0 of 5 in three bits 000
        // BSM: not extended 0; present: timeConfidence 0, posAccuracy 0, posConfidence 1, angle 0, motionCfd 0,
        // safetyExt 0, emergencyExt 0; msgCnt 1 in seven bits; id L J 0 0 0 0 2 1; secMark 37000 in sixteen bits
        String id = HexFormat.of().formatHex("LJ000021".getBytes(StandardCharsets.US_ASCII));
        StringBuilder idBits = new StringBuilder();
        for (byte octet : HexFormat.of().parseHex(id)) {
            idBits.append(String.format("%8s", Integer.toBinaryString(octet)).replace(' ', '0'));
        }
        assertThat(bits.toString()).startsWith("0" + "000" + "0" + "0010000" + "0000001" + idBits + "1001000010001000");
    }

    @Test
    void shouldWrapInTheFramingItIsGiven() throws IOException {
        LengthFraming framing =
                new LengthFraming(new Settings(LengthFraming.SETTINGS, Map.of("framing", "length2", "check", "crc32")));
        try (RsuEmulator framed =
                new RsuEmulator("rsu-2", (InetSocketAddress) gateway.getLocalSocketAddress(), 0, plane, 1, framing)) {
            framed.start();
            framed.step(Truths.of(Truths.AT_NS, Truths.car(21, 100, -1.75, 14, 0)));
            UnsafeBuffer bytes = new UnsafeBuffer(receive());
            int size = framing.sizeAt(bytes, 0, bytes.capacity());
            assertThat(size).isEqualTo(bytes.capacity());
            assertThat(framing.isCheckRight(bytes, 0, size)).isTrue();
            assertThat(codec.decode(bytes, 2, framing.payloadLength(size), frame))
                    .isZero();
            gateway.send(new DatagramPacket(bytes.byteArray(), size, InetAddress.getLoopbackAddress(), framed.port()));
            gateway.send(
                    new DatagramPacket(bytes.byteArray(), size - 1, InetAddress.getLoopbackAddress(), framed.port()));
            framed.step(Truths.of(Truths.AT_NS + 1));
            assertThat(framed.received()).isEqualTo(Map.of("BSM", 1L, "unreadable", 1L));
        }
    }

    @Test
    void shouldRaiseTheFlagOfHardBraking() throws IOException {
        rsu.step(Truths.of(Truths.AT_NS, Truths.car(21, 100, -1.75, 10, -6.6)));
        BasicSafetyMessage bsm = receiveBsm();
        assertThat(bsm.accelSet().long_()).isEqualTo(-660);
        assertThat(bsm.brakes().brakePadel()).isEqualTo(BrakePedalStatus.ON);
        assertThat(bsm.hasSafetyExt()).isTrue();
        assertThat(bsm.safetyExt().events().isSet(VehicleEventFlags.EVENT_HARD_BRAKING))
                .isTrue();
        assertThat(bsm.safetyExt().events().length()).isEqualTo(13);
    }

    @Test
    void shouldReportTenTimesASecondAndCountMessages() throws IOException {
        for (long atNs = 0; atNs < 20 * PERIOD_NS; atNs += PERIOD_NS / 20) {
            rsu.step(Truths.of(Truths.AT_NS + atNs, Truths.car(21, 100, -1.75, 14, 0)));
        }
        assertThat(rsu.framesSent()).isEqualTo(20);
        for (int i = 1; i <= 20; i++) {
            assertThat(receiveBsm().msgCnt()).isEqualTo(i);
        }
    }

    @Test
    void shouldCountAndKeepWhatItShallBroadcast() throws IOException {
        RoadSideInformation rsi = frame.useRsiFrame();
        rsi.msgCnt(1).moy(470_000);
        rsi.id().idAsLong(1);
        rsi.refPos().lat(297_000_000).long_(1_066_000_000);
        RTEData event = rsi.useRtes().add();
        event.rteId(1).eventType(904).eventSource(EventSource.DETECTION);
        byte[] bytes = new byte[FRAME_BYTES];
        int lengthBytes = codec.encode(frame, new UnsafeBuffer(bytes), 0);
        assertThat(lengthBytes).isPositive();
        InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), rsu.port());
        gateway.send(new DatagramPacket(bytes, lengthBytes, to));
        gateway.send(new DatagramPacket(new byte[] {-1, -1, -1}, 3, to));
        await().untilAsserted(() -> {
            rsu.step(Truths.of(Truths.AT_NS));
            assertThat(rsu.received()).containsEntry("RSI", 1L).containsEntry("unreadable", 1L);
        });
        assertThat(rsu.lastReceived(MessageKind.RSI)).contains(Arrays.copyOf(bytes, lengthBytes));
        assertThat(rsu.lastReceived(MessageKind.RSM)).isEmpty();
    }

    @Test
    void shouldSendRandomBytesWhenAsked() throws IOException {
        rsu.inject(Fault.RANDOM_BYTES);
        rsu.step(Truths.of(Truths.AT_NS));
        byte[] bytes = receive();
        assertThat(codec.decode(new UnsafeBuffer(bytes), 0, bytes.length, frame))
                .isNotEqualTo(UperFault.NONE);
    }
}
