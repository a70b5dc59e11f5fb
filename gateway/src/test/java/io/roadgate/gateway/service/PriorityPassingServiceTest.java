package io.roadgate.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.cooperation.LaneNames;
import io.roadgate.gateway.record.AdviceReason;
import io.roadgate.gateway.record.AdviceState;
import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.PriorityRequestDecoder;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.v2x.daytwo.CoordinationInfo;
import io.roadgate.v2x.daytwo.DriveBehavior;
import io.roadgate.v2x.daytwo.LaneCoordination;
import io.roadgate.v2x.daytwo.RoadsideCoordination;
import io.roadgate.v2x.message.MessageKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriorityPassingServiceTest {
    private static final long AMBULANCE = 0x120;
    private static final long AHEAD = 0xA4;
    private static final double[] WEST = Roads.at(-300, 0);
    private static final double[] EAST = Roads.at(200, 0);

    private final SiteMap map = Roads.signalled();
    private final LaneNames names = new LaneNames(map);
    private CooperationScene scene = new CooperationScene(map, 1);

    @AfterEach
    void tell() {
        if (Boolean.getBoolean("story")) {
            System.out.println(scene.story());
        }
    }

    private Car ambulance(double alongM) {
        return scene.car(AMBULANCE, alongM, 20, WEST, EAST).is(ParticipantClass.EMERGENCY);
    }

    @Test
    void shouldMoveWhoIsAheadToTheRightAndAskForGreen() {
        ambulance(210);
        Car ahead = scene.car(AHEAD, 320, 12, WEST, EAST);
        scene.run(7);

        assertThat(ahead.wasEver(DriveBehavior.LANE_CHANGING_TO_RIGHT)).isTrue();
        assertThat(ahead.lateralM).isGreaterThan(3);
        assertThat(scene.states(Application.PRIORITY_PASSING, AHEAD))
                .contains(AdviceState.OFFERED, AdviceState.COMPLETED);
        PriorityRequestDecoder request = scene.priorities.get(0);
        assertThat(request.phase()).isEqualTo(EventPhase.RAISED);
        assertThat(request.signalPhase()).isEqualTo((short) 3);
        assertThat(request.level()).isEqualTo((short) 7);
        assertThat(request.vehicleId()).isEqualTo(AMBULANCE);
        double etaS = (request.arrivesAtNs() - request.atNs()) * 1e-9;
        assertThat(etaS).isBetween(request.distanceM() / 22.0, request.distanceM() / 18.0);
    }

    @Test
    void shouldTellTheLaneAsReservedWithRightTimes() {
        ambulance(10);
        scene.run(3);
        RoadsideCoordination rsc = scene.all(MessageKind.RSC, RoadsideCoordination.class).stream()
                .filter(RoadsideCoordination::hasLaneCoordinates)
                .findFirst()
                .orElseThrow();
        LaneCoordination lane = rsc.laneCoordinates().get(0);
        assertThat(lane.info().isSet(CoordinationInfo.LANE_RESERVATION)).isTrue();
        assertThat(lane.targetLane().upstreamNodeId().id()).isEqualTo(names.upstreamId(0));
        assertThat(lane.tBegin().year()).isEqualTo(2026);
        assertThat(lane.tBegin().month()).isEqualTo(1);
        assertThat(lane.tBegin().day()).isEqualTo(1);
        assertThat(lane.tBegin().hour()).isZero();
        assertThat(lane.tEnd().second()).isGreaterThan(lane.tBegin().second());
        assertThat(lane.tBegin().offset()).isZero();
    }

    @Test
    void shouldNotMoveAnybodyBesideAnother() {
        // A camera that saw only one of two would say that the report and what it sees are one vehicle.
        scene.isCameraOnAll = true;
        ambulance(10);
        Car ahead = scene.car(AHEAD, 120, 12, WEST, EAST);
        scene.car(0, 118, 12, WEST, EAST).beside(3.5).unconnected();
        scene.run(3);
        assertThat(ahead.wasEver(DriveBehavior.LANE_CHANGING_TO_RIGHT)).isFalse();
        assertThat(scene.advices(Application.PRIORITY_PASSING, AHEAD))
                .anyMatch(advice -> advice.reason() == AdviceReason.NO_SAFE_GAP);
    }

    @Test
    void shouldNotClearForACarThatClaimsIt() {
        Car car = scene.car(AMBULANCE, 10, 20, WEST, EAST);
        car.says(s -> Asking.clearTheWay(s, AMBULANCE, 4, names, 0, car.place()));
        Car ahead = scene.car(AHEAD, 120, 12, WEST, EAST);
        scene.run(5);
        assertThat(ahead.heard).isEmpty();
        assertThat(scene.priorities).isEmpty();
        assertThat(scene.advices(Application.PRIORITY_PASSING, AMBULANCE))
                .anyMatch(advice -> advice.reason() == AdviceReason.NOT_ENTITLED);
    }

    @Test
    void shouldClearForABusOnlyWhenItAsks() {
        Car bus = scene.car(AMBULANCE, 210, 15, WEST, EAST).is(ParticipantClass.BUS);
        Car ahead = scene.car(AHEAD, 290, 10, WEST, EAST);
        scene.run(3);
        assertThat(ahead.heard).isEmpty();
        bus.says(s -> Asking.clearTheWay(s, AMBULANCE, 4, names, 0, bus.place()));
        scene.run(3);
        assertThat(ahead.wasEver(DriveBehavior.LANE_CHANGING_TO_RIGHT)).isTrue();
        assertThat(scene.priorities).isNotEmpty();
        assertThat(scene.priorities.get(0).requestId()).isEqualTo((short) 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldStandNoiseAndLoss(long seed) {
        scene = new CooperationScene(map, seed);
        scene.sigmaM = 0.7;
        scene.lossShare = 0.3;
        ambulance(10);
        Car ahead = scene.car(AHEAD, 120, 12, WEST, EAST);
        scene.run(9);
        assertThat(ahead.lateralM).isGreaterThan(3);
    }

    @Test
    void shouldEndWhenTheAmbulanceIsNoLongerHeard() {
        Car ambulance = ambulance(210);
        scene.run(3);
        ambulance.isOnAir = false;
        scene.run(6);
        assertThat(scene.priorities.get(scene.priorities.size() - 1).phase()).isEqualTo(EventPhase.ENDED);
        int sent = scene.messages.get(MessageKind.RSC).size();
        scene.run(2);
        assertThat(scene.messages.get(MessageKind.RSC)).hasSize(sent);
    }
}
