package io.roadgate.sensor.rsu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.v2x.dayone2019.BasicSafetyMessage;
import io.roadgate.v2x.daytwo.MotorizedPropelledType;
import io.roadgate.v2x.daytwo.NonMotorData;
import io.roadgate.v2x.daytwo.PersonalDeviceUserType;
import io.roadgate.v2x.daytwo.PersonalSafetyMessage;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageCodecs;
import io.roadgate.v2x.message.MessageKind;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Reports of the other sets, of people, and of one sender through several radios. */
class RsuReportsTest {
    private static DriverRig rig(String set) {
        DriverRig rig = DriverRig.of(DriverKind.RSU, Map.of("set", set), DriverRig.MOUNT);
        rig.nowNs = DriverRig.START_NS + 30_400_000_000L;
        return rig;
    }

    private static byte[] encoded(FrameCodec codec) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[2_000]);
        int length = codec.encode(buffer, 0);
        assertThat(length).isPositive();
        return Arrays.copyOf(buffer.byteArray(), length);
    }

    /** With a path history whose first place has two accuracies: only the set of 2019 writes it so. */
    private static byte[] report2019(int msgCnt) {
        FrameCodec codec = MessageCodecs.DAY1_2019.newCodec();
        BasicSafetyMessage bsm = codec.use(MessageKind.BSM, BasicSafetyMessage.class)
                .msgCnt(msgCnt)
                .secMark(30_400)
                .speed(500)
                .heading(7200);
        bsm.id().idAsLong(0x0102030405060708L);
        bsm.pos().lat(297_000_000).long_(1_066_000_000);
        bsm.accelSet().long_(0).lat(0).vert(0).yaw(0);
        bsm.size().width(180).length(450);
        bsm.vehicleClass().classification(10);
        var path = bsm.useSafetyExt().usePathHistory();
        path.useInitialPosition().pos().lat(297_000_000).long_(1_066_000_000);
        path.initialPosition().usePosAccuracy().semiMajor(1).semiMinor(2).orientation(3);
        path.crumbData()
                .add()
                .timeOffset(5)
                .llvOffset()
                .offsetLL()
                .usePositionLL1()
                .lon(1)
                .lat(1);
        return encoded(codec);
    }

    private static byte[] person(Consumer<PersonalSafetyMessage> change) {
        FrameCodec codec = MessageCodecs.DAY2.newCodec();
        PersonalSafetyMessage psm = codec.use(MessageKind.PSM, PersonalSafetyMessage.class)
                .msgCnt(3)
                .secMark(30_350)
                .speed(70)
                .heading(14_400)
                .overallRadius(3);
        psm.id().idAsLong(77);
        psm.pos().lat(297_001_000).long_(1_066_000_000);
        psm.posAccuracy().semiMajor(40).semiMinor(40).orientation(0);
        psm.nonMotorData().basicType(PersonalDeviceUserType.A_PEDESTRIAN);
        change.accept(psm);
        return encoded(codec);
    }

    private static ParticipantClass classOf(Consumer<NonMotorData> data) {
        DriverRig rig = rig("day2").feed(person(psm -> data.accept(psm.nonMotorData())));
        assertThat(rig.faults.all()).isEmpty();
        return rig.sink.observations.get(0).participantClass();
    }

    @Test
    void shouldReadReportsOfTheSetOf2019() {
        DriverRig rig = rig("day1-2019").feed(report2019(1));
        assertThat(rig.faults.all()).isEmpty();
        ObservationDecoder car = rig.sink.observations.get(0);
        assertThat(car.kind()).isEqualTo(ObservationKind.BSM);
        assertThat(car.temporaryId()).isEqualTo(0x0102030405060708L);
        assertThat(car.eastMps()).isCloseTo(10f, within(1e-4f));
        assertThat(car.participantClass()).isEqualTo(ParticipantClass.CAR);
        assertThat(car.lengthM()).isEqualTo(4.5f);
        // The other sets read the same octets as something else.
        DriverRig other = rig("day1-2020").feed(report2019(1));
        assertThat(other.sink.observations).isEmpty();
        assertThat(other.faults.of(FrameFault.UPER_MALFORMED)).isEqualTo(1);
    }

    @Test
    void shouldReadReportsOfTheSecondStagesSet() {
        FrameCodec codec = MessageCodecs.DAY2.newCodec();
        var bsm = codec.use(MessageKind.BSM, io.roadgate.v2x.dayone.BasicSafetyMessage.class);
        bsm.msgCnt(1).secMark(30_400).speed(0).heading(0).id().idAsLong(5);
        bsm.pos().lat(297_000_000).long_(1_066_000_000);
        assertThat(rig("day2").feed(encoded(codec)).sink.observations).hasSize(1);
    }

    @Test
    void shouldObserveAPersonAndHandItsMessageOn() {
        DriverRig rig = rig("day2").feed(person(psm -> {}));
        assertThat(rig.faults.all()).isEmpty();
        ObservationDecoder walker = rig.sink.observations.get(0);
        assertThat(walker.kind()).isEqualTo(ObservationKind.BSM);
        assertThat(walker.participantClass()).isEqualTo(ParticipantClass.PEDESTRIAN);
        assertThat(walker.temporaryId()).isEqualTo(77);
        assertThat(walker.frameSequence()).isEqualTo(3);
        assertThat(walker.measuredAtNs()).isEqualTo(DriverRig.START_NS + 30_350_000_000L);
        assertThat(walker.northM()).isCloseTo(DriverRig.PLANE.northM(297_001_000), within(1e-9));
        // 1.4 m/s to the south; two metres of sigma; 0.3 m of radius.
        assertThat(walker.northMps()).isCloseTo(-1.4f, within(1e-5f));
        assertThat(walker.eastVarM2()).isCloseTo(4f, within(1e-4f));
        assertThat(walker.widthM()).isCloseTo(0.6f, within(1e-6f));
        assertThat(walker.accelMps2()).isNaN();
        assertThat(rig.sink.v2xUplinks).hasSize(1);
        assertThat(MessageKind.ofNumber(rig.sink.v2xUplinks.get(0).messageKind()))
                .isEqualTo(MessageKind.PSM);
    }

    @Test
    void shouldTellPeopleApart() {
        assertThat(classOf(data -> data.basicType(PersonalDeviceUserType.A_PEDALCYCLIST)))
                .isEqualTo(ParticipantClass.BICYCLE);
        assertThat(classOf(data -> data.basicType(PersonalDeviceUserType.A_ROADWORKER)))
                .isEqualTo(ParticipantClass.PEDESTRIAN);
        assertThat(classOf(data -> data.basicType(PersonalDeviceUserType.AN_ANIMAL)))
                .isEqualTo(ParticipantClass.ANIMAL);
        assertThat(classOf(data -> data.basicType(PersonalDeviceUserType.UNAVAILABLE)))
                .isEqualTo(ParticipantClass.UNKNOWN);
        assertThat(classOf(data -> data.basicType(PersonalDeviceUserType.UNAVAILABLE)
                        .usePropulsion()
                        .motor(MotorizedPropelledType.BICYCLE)))
                .isEqualTo(ParticipantClass.BICYCLE);
        assertThat(classOf(data -> data.basicType(PersonalDeviceUserType.UNAVAILABLE)
                        .usePropulsion()
                        .human(0)))
                .isEqualTo(ParticipantClass.PEDESTRIAN);
    }

    @Test
    void shouldRejectAPersonOutOfReachButHandItsMessageOn() {
        DriverRig rig = rig("day2").feed(person(psm -> psm.pos().lat(0)));
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.UPER_REJECTED, 1));
        assertThat(rig.sink.observations).isEmpty();
        assertThat(rig.sink.v2xUplinks).hasSize(1);
    }

    @Test
    void shouldUseOnceWhatSeveralRadiosHear() {
        DriverRig rig = rig("day1-2019").feed(report2019(1)).feed(report2019(1)).feed(report2019(2));
        rig.nowNs += 400_000_000L;
        rig.feed(report2019(1));
        assertThat(rig.sink.observations).hasSize(2);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.V2X_REPEATED, 2));
        // Half a second later it is news; and a clock that jumps back makes nothing a repetition.
        rig.nowNs += 200_000_000L;
        assertThat(rig.feed(report2019(1)).sink.observations).hasSize(3);
        rig.nowNs -= 700_000_000L;
        assertThat(rig.feed(report2019(1)).sink.observations).hasSize(4);
    }

    @Test
    void shouldRememberNoMoreThanItHasRoomForAndDropNothingNew() {
        RecentMessages recent = new RecentMessages(1_000);
        UnsafeBuffer message = new UnsafeBuffer(new byte[37]);
        for (int i = 0; i < 100_000; i++) {
            message.putInt(33, i);
            assertThat(recent.isRepeated(RecentMessages.keyOf(message, 0, 37), 5))
                    .isFalse();
        }
        assertThat(recent.isRepeated(RecentMessages.keyOf(message, 0, 37), 1_005))
                .isTrue();
        assertThat(recent.isRepeated(RecentMessages.keyOf(message, 0, 36), 1_005))
                .isFalse();
    }

    @Test
    void shouldRelayAMillionMessagesWithoutAllocating() {
        byte[] vir = UplinkRelayTest.intention(65_535);
        DriverRig.soak(DriverKind.RSU, Map.of("set", "day2", "repeatWithin", "0ms"), vir, 1, 0);
    }
}
