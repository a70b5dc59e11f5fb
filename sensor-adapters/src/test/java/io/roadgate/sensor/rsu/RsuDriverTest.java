package io.roadgate.sensor.rsu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.v2x.dayone.AntiLockBrakeStatus;
import io.roadgate.v2x.dayone.BasicSafetyMessage;
import io.roadgate.v2x.dayone.BasicVehicleClass;
import io.roadgate.v2x.dayone.BrakePedalStatus;
import io.roadgate.v2x.dayone.ExteriorLights;
import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.dayone.PositionConfidence;
import io.roadgate.v2x.dayone.SirenInUse;
import io.roadgate.v2x.dayone.StabilityControlStatus;
import io.roadgate.v2x.dayone.TractionControlStatus;
import io.roadgate.v2x.dayone.TransmissionState;
import io.roadgate.v2x.dayone.VehicleEventFlags;
import io.roadgate.v2x.message.MessageCodec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class RsuDriverTest {
    // A BSM on the air: msgCnt 112, id 43514c4a36343136, secMark 30329, 29.7432226 N 106.5131593 E, forward,
    // speed 1185 (23.7 m/s), heading 26169 (327.1125 degrees), 3.13 m/s2, 1.92 x 12.26 m, class 56 (fixed guideway).
    private static final byte[] BUS =
            HexFormat.of().parseHex("000e086a298946c68626cecf28ebebb45558ce090894398e642636e1ded6c00c04ca0e00");
    private static final long SECOND_NS = 1_000_000_000L;

    private static DriverRig rig() {
        // The same message may come twice here: RsuReportsTest looks at what is done about that.
        DriverRig rig = DriverRig.of(DriverKind.RSU, Map.of("repeatWithin", "0ms"), DriverRig.MOUNT);
        rig.nowNs = DriverRig.START_NS + 30_400_000_000L;
        return rig;
    }

    private static byte[] bsm(Consumer<BasicSafetyMessage> change) {
        MessageFrame frame = new MessageFrame();
        BasicSafetyMessage bsm = frame.useBsmFrame();
        bsm.msgCnt(1)
                .secMark(30_400)
                .transmission(TransmissionState.FORWARD_GEARS)
                .speed(500)
                .heading(7200);
        bsm.id().idAsLong(0x0102030405060708L);
        bsm.pos().lat(297_000_000).long_(1_066_000_000);
        bsm.accelSet().long_(-450).lat(0).vert(0).yaw(0);
        bsm.size().width(180).length(450);
        bsm.vehicleClass().classification(BasicVehicleClass.PASSENGER_VEHICLE_TYPE_UNKNOWN);
        change.accept(bsm);
        return encoded(frame);
    }

    private static byte[] encoded(MessageFrame frame) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[2000]);
        int length = new MessageCodec().encode(frame, buffer, 0);
        assertThat(length).isPositive();
        return Arrays.copyOf(buffer.byteArray(), length);
    }

    private static ObservationDecoder observe(Consumer<BasicSafetyMessage> change) {
        DriverRig rig = rig().feed(bsm(change));
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.observations).hasSize(1);
        return rig.sink.observations.get(0);
    }

    @Test
    void shouldReadAnnotatedBytes() {
        DriverRig rig = rig().feed(BUS);
        assertThat(rig.faults.all()).isEmpty();
        ObservationDecoder bus = rig.sink.observations.get(0);
        assertThat(bus.kind()).isEqualTo(ObservationKind.BSM);
        assertThat(bus.measuredAtNs()).isEqualTo(DriverRig.START_NS + 30_329_000_000L);
        assertThat(bus.receivedAtNs()).isEqualTo(rig.nowNs);
        assertThat(bus.frameSequence()).isEqualTo(112);
        assertThat(bus.countInFrame()).isEqualTo(1);
        assertThat(bus.temporaryId()).isEqualTo(0x43514c4a36343136L);
        assertThat(bus.eastM()).isCloseTo(DriverRig.PLANE.eastM(1_065_131_593), within(1e-9));
        assertThat(bus.northM()).isCloseTo(DriverRig.PLANE.northM(297_432_226), within(1e-9));
        assertThat(bus.upM()).isNaN();
        assertThat(bus.level()).isEqualTo(ObservationDecoder.levelNullValue());
        assertThat(bus.headingRad()).isCloseTo((float) Math.toRadians(327.1125), within(1e-5f));
        assertThat(bus.eastMps()).isCloseTo((float) (23.7 * Math.sin(Math.toRadians(327.1125))), within(1e-4f));
        assertThat(bus.northMps()).isCloseTo((float) (23.7 * Math.cos(Math.toRadians(327.1125))), within(1e-4f));
        assertThat(bus.accelMps2()).isEqualTo(3.13f);
        assertThat(bus.participantClass()).isEqualTo(ParticipantClass.BUS);
        assertThat(bus.lengthM()).isEqualTo(12.26f);
        assertThat(bus.widthM()).isEqualTo(1.92f);
        assertThat(bus.heightM()).isNaN();
        assertThat(bus.eastVarM2()).isEqualTo(2.25f);
        assertThat(bus.cues().isEmpty()).isTrue();
    }

    @Test
    void shouldReadCuesOfBrakesEventsLightsAndSiren() {
        ObservationDecoder braking = observe(bsm -> {
            bsm.brakes()
                    .brakePadel(BrakePedalStatus.ON)
                    .abs(AntiLockBrakeStatus.ENGAGED)
                    .traction(TractionControlStatus.ENGAGED)
                    .scs(StabilityControlStatus.ENGAGED);
            assertThat(bsm.useSafetyExt().useEvents().set(VehicleEventFlags.EVENT_HARD_BRAKING))
                    .isTrue();
            assertThat(bsm.safetyExt().useLights().set(ExteriorLights.HAZARD_SIGNAL_ON))
                    .isTrue();
            bsm.useEmergencyExt().sirenUse(SirenInUse.IN_USE);
        });
        assertThat(braking.cues().braking()).isTrue();
        assertThat(braking.cues().hardBraking()).isTrue();
        assertThat(braking.cues().absActive()).isTrue();
        assertThat(braking.cues().tractionControlActive()).isTrue();
        assertThat(braking.cues().stabilityControlActive()).isTrue();
        assertThat(braking.cues().hazardLights()).isTrue();
        assertThat(braking.cues().siren()).isTrue();
        assertThat(braking.accelMps2()).isEqualTo(-4.5f);
    }

    @Test
    void shouldTellOffAndUnavailableFromEngaged() {
        ObservationDecoder calm = observe(bsm -> {
            bsm.brakes().brakePadel(BrakePedalStatus.OFF).wheelBrakes(0).abs(AntiLockBrakeStatus.ON);
            bsm.useEmergencyExt().sirenUse(SirenInUse.NOT_IN_USE);
        });
        assertThat(calm.cues().isEmpty()).isTrue();
    }

    @Test
    void shouldMoveBackwardsInReverse() {
        ObservationDecoder reversing = observe(bsm -> bsm.transmission(TransmissionState.REVERSE_GEARS));
        assertThat(reversing.eastMps()).isCloseTo(-10f, within(1e-4f));
        assertThat(reversing.headingRad()).isCloseTo((float) (Math.PI / 2), within(1e-6f));
    }

    @Test
    void shouldKeepUnknownUnknown() {
        ObservationDecoder vague = observe(bsm -> {
            bsm.speed(8191).heading(28_800).secMark(65_535);
            bsm.accelSet().long_(2001);
            bsm.size().width(0).length(0);
        });
        assertThat(vague.eastMps()).isNaN();
        assertThat(vague.headingRad()).isNaN();
        assertThat(vague.accelMps2()).isNaN();
        assertThat(vague.lengthM()).isNaN();
        assertThat(vague.measuredAtNs()).isEqualTo(vague.receivedAtNs());
        ObservationDecoder parked = observe(bsm -> bsm.speed(0).heading(28_800));
        assertThat(parked.northMps()).isZero();
    }

    @Test
    void shouldUseTheAccuracyThatTheVehicleGives() {
        ObservationDecoder ellipse = observe(bsm -> {
            // 2 m along 90 degrees, 1 m across it.
            bsm.usePosAccuracy().semiMajor(40).semiMinor(20).orientation(16_384);
            bsm.pos().elevation(2_600);
        });
        assertThat(ellipse.eastVarM2()).isCloseTo(4f, within(1e-2f));
        assertThat(ellipse.northVarM2()).isCloseTo(1f, within(1e-2f));
        assertThat(ellipse.upM()).isCloseTo(10, within(1e-9));
        ObservationDecoder radius = observe(bsm -> bsm.usePosConfidence().pos(PositionConfidence.A5M));
        assertThat(radius.eastVarM2()).isCloseTo((float) Math.pow(5 / 2.45, 2), within(1e-3f));
    }

    @Test
    void shouldMapEveryVehicleClass() {
        assertThat(observe(bsm -> bsm.vehicleClass().classification(25)).participantClass())
                .isEqualTo(ParticipantClass.TRUCK);
        assertThat(observe(bsm -> bsm.vehicleClass().classification(58)).participantClass())
                .isEqualTo(ParticipantClass.EMERGENCY);
        assertThat(observe(bsm -> bsm.vehicleClass().classification(85)).participantClass())
                .isEqualTo(ParticipantClass.BICYCLE);
        for (int code = 0; code < 256; code++) {
            assertThat(BsmClasses.of(code)).isNotNull();
        }
    }

    @Test
    void shouldCountWhatItCannotUse() {
        MessageFrame rsm = new MessageFrame();
        rsm.useRsmFrame().msgCnt(1).id().idAsLong(7);
        rsm.rsmFrame().refPos().lat(297_000_000).long_(1_066_000_000);
        rsm.rsmFrame()
                .participants()
                .add()
                .pos()
                .offsetLL()
                .usePositionLL1()
                .lon(0)
                .lat(0);
        DriverRig rig = rig().feed(encoded(rsm))
                .feed(Arrays.copyOf(BUS, 20))
                .feed(bsm(bsm -> bsm.pos().lat(900_000_001)))
                .feed(bsm(bsm -> bsm.pos().lat(0).long_(0)))
                .feed(bsm(bsm -> bsm.secMark(27_000)))
                .feed(BUS);
        assertThat(rig.faults.all())
                .isEqualTo(Map.of(
                        FrameFault.RELAYED_RSM,
                        1,
                        FrameFault.UPER_MALFORMED,
                        1,
                        FrameFault.UPER_REJECTED,
                        2,
                        FrameFault.TIME_IMPLAUSIBLE,
                        1));
        assertThat(rig.sink.observations).hasSize(1);
    }

    @Test
    void shouldFindTheMinuteAcrossItsEdge() {
        DriverRig rig = rig();
        rig.nowNs = DriverRig.START_NS + SECOND_NS / 10;
        rig.feed(bsm(bsm -> bsm.secMark(59_950)));
        assertThat(rig.sink.observations.get(0).measuredAtNs()).isEqualTo(DriverRig.START_NS - SECOND_NS / 20);
    }

    @Test
    void shouldCountATruncatedMessageWhereverItIsCut() {
        for (int length = 1; length < BUS.length; length++) {
            DriverRig rig = rig().feed(BUS, 0, length).feed(BUS);
            assertThat(rig.faults.all()).as("%d bytes", length).isEqualTo(Map.of(FrameFault.UPER_MALFORMED, 1));
            assertThat(rig.sink.observations).hasSize(1);
        }
    }

    @Test
    void shouldAllocateNothing() {
        byte[] rich = bsm(bsm -> {
            bsm.secMark(65_535);
            bsm.brakes().brakePadel(BrakePedalStatus.ON);
            assertThat(bsm.useSafetyExt().useEvents().set(VehicleEventFlags.EVENT_HARD_BRAKING))
                    .isTrue();
        });
        DriverRig.assertAllocatesNothing(DriverKind.RSU, rich, 1);
    }

    @Property
    void shouldStandAnyBytes(@ForAll @Size(min = 1, max = 300) byte[] noise) {
        DriverRig rig = rig().feed(noise);
        rig.sink.observations.clear();
        assertThat(rig.feed(BUS).sink.observations).hasSize(1);
    }

    @Property
    void shouldStandDamagedMessages(@ForAll @IntRange(max = 287) int bit, @ForAll @IntRange(max = 287) int other) {
        byte[] damaged = BUS.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        damaged[other / 8] ^= (byte) (1 << other % 8);
        DriverRig rig = rig().feed(damaged);
        rig.sink.observations.clear();
        assertThat(rig.feed(BUS).sink.observations).hasSize(1);
    }
}
