package io.roadgate.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.sensor.frame.LengthFraming;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.v2x.dayone.EventSource;
import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.dayone.ParticipantType;
import io.roadgate.v2x.dayone.PositionOffsetLL;
import io.roadgate.v2x.dayone.RTEData;
import io.roadgate.v2x.dayone.RoadSideInformation;
import io.roadgate.v2x.dayone.RoadsideSafetyMessage;
import io.roadgate.v2x.message.MessageCodec;
import io.roadgate.v2x.units.WireTime;
import io.roadgate.v2x.units.WireUnits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RsuLinkTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND_NS = 1_000 * MS;

    private final Counters counters = new Counters(List.of());
    private final MessageCodec codec = new MessageCodec();
    private DatagramChannel rsu;
    private RsuLink link;
    private long nowNs = Fixture.NOW_NS;
    private long tickNs;

    @BeforeEach
    void open() throws IOException {
        rsu = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        rsu.configureBlocking(false);
        GatewayConfig config = Fixture.config(
                "tcp://127.0.0.1:1",
                GatewayConfig.PayloadFormat.PROTOBUF,
                GatewayConfig.ReceiptMode.CENTRE,
                8,
                (InetSocketAddress) rsu.getLocalAddress());
        link = new RsuLink(config, config.rsu().orElseThrow(), counters, nowNs, tickNs);
        link.open();
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        rsu.close();
    }

    @Test
    void shouldTellAHazardAtOnceWithAllFields() throws IOException {
        hazard(0x0A00000007L, EventPhase.RAISED, nowNs + 90 * SECOND_NS);
        link.doWork(nowNs, tickNs);

        RoadSideInformation rsi = rsi().get(0);
        assertThat(rsi.id().idAsLong()).isEqualTo(0x0102030405060708L);
        assertThat(rsi.moy()).isEqualTo(minuteOfYear(nowNs));
        assertThat(rsi.refPos().lat()).isEqualTo(297_000_000);
        assertThat(rsi.refPos().long_()).isEqualTo(1_066_000_000);
        assertThat(rsi.refPos().elevation()).isEqualTo(2_500);
        assertThat(rsi.rtes().count()).isEqualTo(1);
        RTEData event = rsi.rtes().get(0);
        assertThat(event.rteId()).isEqualTo(7);
        assertThat(event.eventType()).isEqualTo(903);
        assertThat(event.eventSource()).isEqualTo(EventSource.DETECTION);
        assertThat(event.eventPos().offsetLL().choice()).isEqualTo(PositionOffsetLL.POSITION_LL2);
        assertThat(event.eventPos().offsetLL().positionLL2().lat()).isEqualTo(1_234);
        assertThat(event.eventPos().offsetLL().positionLL2().lon()).isEqualTo(5_678);
        assertThat(event.eventPos().offsetV().offset6()).isEqualTo(15);
        assertThat(event.eventRadius()).isEqualTo(300);
        assertThat(WireUnits.priorityLevel(event.priority().byteAt(0))).isEqualTo(5);
        assertThat(event.eventConfidence()).isEqualTo(180);
        assertThat(event.timeDetails().startTime()).isEqualTo(minuteOfYear(nowNs - 5 * SECOND_NS));
        assertThat(event.timeDetails().endTime()).isGreaterThan(rsi.moy());
    }

    @Test
    void shouldRepeatEvery100MsCountUpAndEnd() throws IOException {
        hazard(7, EventPhase.RAISED, nowNs + 90 * SECOND_NS);
        run(1000);
        List<RoadSideInformation> lasting = rsi();
        assertThat(lasting).hasSizeBetween(10, 11);
        for (int i = 1; i < lasting.size(); i++) {
            assertThat(lasting.get(i).msgCnt()).isEqualTo((lasting.get(i - 1).msgCnt() + 1) % 128);
        }
        hazard(7, EventPhase.ENDED, nowNs + 90 * SECOND_NS);
        run(1000);
        List<RoadSideInformation> ended = rsi();
        assertThat(ended).hasSize(ActiveHazards.ENDED_REPEATS);
        assertThat(ended.get(0).rtes().get(0).timeDetails().endTime()).isLessThanOrEqualTo(minuteOfYear(nowNs));
    }

    @Test
    void shouldForgetAHazardThatExpires() throws IOException {
        hazard(7, EventPhase.RAISED, nowNs + 250 * MS);
        run(1000);
        assertThat(rsi()).hasSizeBetween(2, 3);
    }

    @Test
    void shouldPutEightHazardsIntoAMessage() throws IOException {
        for (int i = 0; i < 10; i++) {
            hazard(i, EventPhase.RAISED, nowNs + 90 * SECOND_NS);
        }
        link.doWork(nowNs, tickNs);
        assertThat(rsi()).extracting(rsi -> rsi.rtes().count()).containsExactly(8, 2);
    }

    @Test
    void shouldNotTellAHazardWithoutAnEventType() throws IOException {
        UnsafeBuffer record =
                Fixture.hazard(1, EventKind.EMERGENCY_BRAKING, EventPhase.RAISED, nowNs, nowNs + 90 * SECOND_NS);
        link.onHazard(record, 0, record.capacity());
        run(300);
        assertThat(rsi()).isEmpty();
    }

    @Test
    void shouldTellTracksWithItselfFirstInEachMessage() throws IOException {
        picture(40);
        List<RoadsideSafetyMessage> messages = rsm();
        assertThat(messages).extracting(rsm -> rsm.participants().count()).containsExactly(16, 16, 11);
        Set<Integer> numbers = new HashSet<>();
        for (RoadsideSafetyMessage rsm : messages) {
            assertThat(rsm.participants().get(0).ptcId()).isZero();
            assertThat(rsm.participants().get(0).ptcType()).isEqualTo(ParticipantType.RSU);
            for (int i = 1; i < rsm.participants().count(); i++) {
                numbers.add(rsm.participants().get(i).ptcId());
                assertThat(rsm.participants().get(i).ptcType()).isEqualTo(ParticipantType.MOTOR);
                assertThat(rsm.participants().get(i).speed()).isEqualTo(675);
                assertThat(rsm.participants().get(i).size().length()).isEqualTo(450);
                assertThat(rsm.participants().get(i).accelSet().long_()).isEqualTo(-150);
            }
        }
        assertThat(numbers).hasSize(40).allMatch(number -> number >= 1 && number <= 255);
    }

    @Test
    void shouldTellItselfWhenThereAreNoPictures() throws IOException {
        run(1000);
        assertThat(rsm())
                .hasSizeBetween(9, 11)
                .allMatch(rsm -> rsm.participants().count() == 1);
    }

    @Test
    void shouldKeepNumbersOfTracksThatStay() {
        ParticipantNumbers numbers = new ParticipantNumbers();
        numbers.beginPicture();
        int first = numbers.numberOf(1);
        int second = numbers.numberOf(256);
        assertThat(second).isNotEqualTo(first).isPositive();
        numbers.beginPicture();
        assertThat(numbers.numberOf(256)).isEqualTo(second);
        numbers.beginPicture();
        for (int i = 0; i < 254; i++) {
            assertThat(numbers.numberOf(1000 + i)).isPositive().isNotEqualTo(second);
        }
        assertThat(numbers.numberOf(5000)).isZero();
    }

    @Test
    void shouldKnowTheMinuteOfAnyYear() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            long atNs = random.nextLong() >>> 1;
            assertThat(WireTime.minuteOfYear(atNs)).isEqualTo(minuteOfYear(atNs));
        }
    }

    @Test
    void shouldWrapAnyMessageAsTheUnitWantsIt() throws IOException {
        link.close();
        Settings framing = new Settings(
                LengthFraming.SETTINGS,
                Map.of("framing", "header", "prefix", "aa55", "headerBytes", "4", "lengthOffset", "2"));
        GatewayConfig config = Fixture.config(
                "tcp://127.0.0.1:1",
                GatewayConfig.PayloadFormat.PROTOBUF,
                GatewayConfig.ReceiptMode.CENTRE,
                8,
                (InetSocketAddress) rsu.getLocalAddress());
        GatewayConfig.Rsu unit =
                new GatewayConfig.Rsu(config.rsu().orElseThrow().send(), 7, framing);
        link = new RsuLink(config, unit, counters, nowNs, tickNs);
        UnsafeBuffer ready = new UnsafeBuffer(new byte[] {9, 1, 2, 3});
        assertThat(link.broadcast(ready, 1, 3)).isFalse();
        assertThat(counters.get(GatewayCounter.RSU_REFUSED)).isEqualTo(1);
        link.open();
        assertThat(link.broadcast(ready, 1, 3)).isTrue();
        hazard(7, EventPhase.RAISED, nowNs + 90 * SECOND_NS);
        link.doWork(nowNs, tickNs);

        ByteBuffer bytes = ByteBuffer.allocate(4096);
        assertThat(rsu.receive(bytes)).isNotNull();
        assertThat(Arrays.copyOf(bytes.array(), bytes.position()))
                .isEqualTo(new byte[] {(byte) 0xAA, 0x55, 0, 3, 1, 2, 3});
        bytes.clear();
        assertThat(rsu.receive(bytes)).isNotNull();
        int length = bytes.getShort(2);
        assertThat(length).isEqualTo(bytes.position() - 4);
        assertThat(codec.decode(new UnsafeBuffer(bytes), 4, length, new MessageFrame()))
                .isZero();
    }

    private void hazard(long eventId, EventPhase phase, long expiresAtNs) {
        UnsafeBuffer record = Fixture.hazard(eventId, EventKind.ABNORMAL_VEHICLE_STOPPED, phase, nowNs, expiresAtNs);
        link.onHazard(record, 0, record.capacity());
    }

    private void picture(int count) {
        PictureBuffer picture = new PictureBuffer();
        boolean isWhole = false;
        for (int i = 0; i < count; i++) {
            UnsafeBuffer record = Fixture.track(500 + i, i, count, nowNs);
            isWhole = picture.add(record, 0, record.capacity());
        }
        assertThat(isWhole).isTrue();
        link.onPicture(picture.records(), picture.length(), nowNs, tickNs);
    }

    private void run(int milliseconds) {
        for (int i = 0; i < milliseconds; i += 10) {
            nowNs += 10 * MS;
            tickNs += 10 * MS;
            link.doWork(nowNs, tickNs);
        }
    }

    private List<RoadSideInformation> rsi() throws IOException {
        List<RoadSideInformation> messages = new ArrayList<>();
        for (MessageFrame frame : frames()) {
            if (frame.choice() == MessageFrame.RSI_FRAME) {
                messages.add(frame.rsiFrame());
            }
        }
        return messages;
    }

    private List<RoadsideSafetyMessage> rsm() throws IOException {
        List<RoadsideSafetyMessage> messages = new ArrayList<>();
        for (MessageFrame frame : frames()) {
            if (frame.choice() == MessageFrame.RSM_FRAME) {
                messages.add(frame.rsmFrame());
            }
        }
        return messages;
    }

    private List<MessageFrame> frames() throws IOException {
        List<MessageFrame> frames = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.allocate(4096);
        while (rsu.receive(bytes) != null) {
            MessageFrame frame = new MessageFrame();
            assertThat(codec.decode(new UnsafeBuffer(bytes), 0, bytes.position(), frame))
                    .isZero();
            frames.add(frame);
            bytes.clear();
        }
        assertThat(counters.get(GatewayCounter.RSU_REFUSED)).isZero();
        return frames;
    }

    private static int minuteOfYear(long atNs) {
        ZonedDateTime at = Instant.ofEpochSecond(0, atNs).atZone(ZoneOffset.UTC);
        ZonedDateTime begin = at.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
        return (int) ChronoUnit.MINUTES.between(begin, at);
    }
}
