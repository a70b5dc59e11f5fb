package io.roadgate.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.ProbeReportDecoder;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.v2x.dayone.ParticipantType;
import io.roadgate.v2x.dayone.PositionConfidence;
import io.roadgate.v2x.dayone.SourceType;
import io.roadgate.v2x.daytwo.DetectedPTCData;
import io.roadgate.v2x.daytwo.DetectedPTCType;
import io.roadgate.v2x.daytwo.DriveBehavior;
import io.roadgate.v2x.daytwo.EquipmentType;
import io.roadgate.v2x.daytwo.ObstacleType;
import io.roadgate.v2x.daytwo.RTCMRevision;
import io.roadgate.v2x.daytwo.RTCMcorrections;
import io.roadgate.v2x.daytwo.SensorSharingMsg;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.units.WireUnits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What goes out to all: sensor data, corrections, probe data. */
class SharingTest {
    private static final double[] WEST = Roads.at(-300, 0);
    private static final double[] EAST = Roads.at(300, 0);
    private CooperationScene scene = new CooperationScene(Roads.threeLanes(), 1);

    private List<SensorSharingMsg> shared() {
        return scene.all(MessageKind.SSM, SensorSharingMsg.class);
    }

    @Test
    void shouldTellRoadUsersObstaclesAndRegionsTenTimesASecond() {
        scene.car(0xC1, 300, 15, WEST, EAST);
        scene.car(0, 320, 0, WEST, EAST).unconnected().is(ParticipantClass.CONE);
        scene.run(3);
        scene.messages.get(MessageKind.SSM).clear();
        scene.run(2);

        List<SensorSharingMsg> all = shared();
        assertThat(all.size()).isBetween(19, 21);
        SensorSharingMsg last = all.get(all.size() - 1);
        assertThat(last.equipmentType()).isEqualTo(EquipmentType.RSU);
        assertThat(last.id().idAsLong()).isEqualTo(7);
        assertThat(last.secMark()).isBetween(0, 59_999);
        assertThat(last.participants().count()).isEqualTo(1);
        DetectedPTCData car = last.participants().get(0);
        assertThat(car.ptc().ptcType()).isEqualTo(ParticipantType.MOTOR);
        assertThat(car.ptc().id().idAsLong()).isEqualTo(0xC1);
        assertThat(car.ptc().source()).isEqualTo(SourceType.V2X);
        assertThat(car.detectedPTCType()).isEqualTo(DetectedPTCType.CAR);
        assertThat(WireUnits.speedMps(car.ptc().speed())).isBetween(14f, 16f);
        assertThat(Math.toDegrees(WireUnits.headingRad(car.ptc().heading()))).isBetween(85.0, 95.0);
        // Known by its own reports alone: their lasting error (1.2 m, one sigma) stays unknown however many there are.
        assertThat(car.ptc().posConfidence().pos()).isEqualTo(PositionConfidence.A5M);
        assertThat(car.typeConfidence()).isBetween(100, 200);
        assertThat(car.tracking()).isBetween(3, 5);
        assertThat(last.obstacles().count()).isEqualTo(1);
        assertThat(last.obstacles().get(0).obsType()).isEqualTo(ObstacleType.TRAFFICCONE);
        assertThat(last.detectedRegion().count()).isEqualTo(2);
        assertThat(last.detectedRegion().get(0).count()).isBetween(4, 32);
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).msgCnt()).isEqualTo((all.get(i - 1).msgCnt() + 1) % 128);
        }
    }

    @Test
    void shouldNotTellARegionWhoseSensorIsLostUntilItSeesAgain() {
        Car seen = scene.car(0, 300, 0, WEST, EAST).unconnected();
        scene.run(2);
        scene.cars.clear();
        scene.run(3);
        scene.linkLost(CooperationScene.CAMERA);
        scene.messages.get(MessageKind.SSM).clear();
        scene.run(1);
        assertThat(shared()).allMatch(ssm -> ssm.detectedRegion().count() == 1);
        scene.cars.add(seen);
        scene.run(2);
        List<SensorSharingMsg> all = shared();
        assertThat(all.get(all.size() - 1).detectedRegion().count()).isEqualTo(2);
    }

    @Test
    void shouldSplitWhatDoesNotFitAndLeaveOutWhatIsFar() {
        scene = new CooperationScene(Roads.threeLanes(), 1, Map.of("sensorSharing", Map.of("rangeM", "200")));
        Set<Long> near = new HashSet<>();
        for (int i = 0; i < 36; i++) {
            long id = 0x100L + i;
            scene.car(id, 110 + 30 * (i / 3), 0, WEST, EAST).beside(3.5 * (i % 3));
            near.add(id);
        }
        scene.car(0x999, 5, 0, WEST, EAST);
        scene.run(3);
        scene.messages.get(MessageKind.SSM).clear();
        scene.run(0.11);
        Set<Long> told = new HashSet<>();
        int longest = 0;
        for (byte[] octets : scene.messages.get(MessageKind.SSM)) {
            longest = Math.max(longest, octets.length);
        }
        for (SensorSharingMsg ssm : shared()) {
            assertThat(ssm.participants().count()).isLessThanOrEqualTo(14);
            for (int i = 0; i < ssm.participants().count(); i++) {
                told.add(ssm.participants().get(i).ptc().id().idAsLong());
            }
        }
        assertThat(told).isEqualTo(near);
        assertThat(longest).isLessThan(1_300);
    }

    @Test
    void shouldSayThatAnEmptyRoadIsEmpty() {
        scene.run(1);
        assertThat(shared()).isNotEmpty().allMatch(ssm -> !ssm.hasParticipants() && ssm.hasDetectedRegion());
    }

    private static byte[] frame(int number, int payload) {
        byte[] frame = new byte[payload + 6];
        frame[0] = (byte) 0xD3;
        frame[1] = (byte) (payload >> 8);
        frame[2] = (byte) payload;
        frame[3] = (byte) (number >> 4);
        frame[4] = (byte) (number << 4);
        return frame;
    }

    @Test
    void shouldSendCorrectionsOnFrameByFrame() {
        scene.run(0.5);
        byte[] station = frame(1005, 19);
        byte[] beidou = frame(1127, 500);
        byte[] gps = frame(1077, 700);
        scene.correction(station);
        scene.correction(beidou);
        scene.correction(gps);
        scene.run(0.5);
        List<RTCMcorrections> all = scene.all(MessageKind.RTCM, RTCMcorrections.class);
        List<Integer> numbers = new ArrayList<>();
        for (RTCMcorrections message : all) {
            for (int i = 0; i < message.corrections().count(); i++) {
                numbers.add(message.corrections().get(i).rtcmID());
                assertThat(message.corrections().get(i).rev()).isEqualTo(RTCMRevision.RTCM_REV3_2);
            }
        }
        assertThat(numbers).containsExactly(1005, 1127, 1077);
        assertThat(all).hasSize(2);
        assertThat(all.get(0).corrections().get(1).payload().toByteArray()).isEqualTo(beidou);
        assertThat(all.get(1).msgCnt()).isEqualTo((all.get(0).msgCnt() + 1) % 128);
    }

    @Test
    void shouldNeverPutMoreThanFiveFramesIntoAMessage() {
        for (int i = 0; i < 7; i++) {
            scene.correction(frame(1074 + i, 20));
        }
        scene.run(0.5);
        List<RTCMcorrections> all = scene.all(MessageKind.RTCM, RTCMcorrections.class);
        assertThat(all.stream().map(m -> m.corrections().count())).containsExactly(5, 2);
        scene.correction(new byte[3]);
        assertThat(scene.counted(GatewayCounter.CORRECTION_REFUSED)).isEqualTo(1);
    }

    @Test
    void shouldReportWhatConnectedVehiclesTellWithoutNames() {
        scene = new CooperationScene(Roads.threeLanes(), 1, Map.of("probeData", Map.of("interval", "5s")));
        scene.car(0xC1, 50, 15, WEST, EAST);
        Car second = scene.car(0xC2, 20, 10, WEST, EAST);
        second.says(s -> Asking.behaviour(s, 0xC2, second.place(), DriveBehavior.INTERSECTION_TURN_LEFT));
        scene.car(0, 150, 20, WEST, EAST).unconnected();
        scene.run(5.2);
        assertThat(scene.probes).hasSize(1);
        ProbeReportDecoder report = scene.probes.get(0);
        assertThat(report.siteLane()).isEqualTo(1);
        assertThat(report.vehicles()).isEqualTo(2);
        assertThat(report.meanSpeedMps()).isBetween(12f, 13f);
        assertThat(report.leastSpeedMps()).isBetween(9f, 11f);
        assertThat(report.mostSpeedMps()).isBetween(14f, 16f);
        assertThat(report.turnsLeft()).isEqualTo(1);
        assertThat(report.stops()).isZero();
        assertThat(report.toNs() - report.fromNs()).isEqualTo(5 * CooperationScene.SECOND);
    }
}
