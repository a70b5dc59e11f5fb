package io.roadgate.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.cooperation.LaneNames;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.AdviceReason;
import io.roadgate.gateway.record.AdviceState;
import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.record.VehicleAdviceDecoder;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.v2x.dayone.ReferenceLanes;
import io.roadgate.v2x.daytwo.CoordinationInfo;
import io.roadgate.v2x.daytwo.DriveBehavior;
import io.roadgate.v2x.daytwo.RoadsideCoordination;
import io.roadgate.v2x.daytwo.VehicleCoordination;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.units.WireUnits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneChangeServiceTest {
    private static final long EGO = 0xE60L;
    private static final long HELPER = 0x4E1L;
    private static final double[] WEST = Roads.at(-300, 0);
    private static final double[] EAST = Roads.at(300, 0);

    private final SiteMap map = Roads.threeLanes();
    private final LaneNames names = new LaneNames(map);
    private final int middle = map.indexOf(2);

    private CooperationScene scene = new CooperationScene(map, 1);

    private Car ego(double alongM, double speedMps) {
        return scene.car(EGO, alongM, speedMps, WEST, EAST)
                .says(s -> Asking.laneChange(s, EGO, 7, names, middle, place(EGO)));
    }

    @org.junit.jupiter.api.AfterEach
    void tell() {
        if (Boolean.getBoolean("story")) System.out.println(scene.story());
    }

    private double[] place(long id) {
        return scene.cars.stream()
                .filter(c -> c.id == id)
                .findFirst()
                .orElseThrow()
                .place();
    }

    @Test
    void shouldLetAVehicleChangeWhenTheLaneIsFree() {
        Car ego = ego(50, 15);
        scene.run(7);

        assertThat(ego.wasEver(DriveBehavior.LANE_CHANGING_TO_RIGHT)).isTrue();
        assertThat(ego.wasEver(DriveBehavior.LANE_CHANGING_TO_LEFT)).isFalse();
        assertThat(scene.states(Application.LANE_CHANGE, EGO)).contains(AdviceState.OFFERED, AdviceState.COMPLETED);
        assertThat(scene.counted(GatewayCounter.ADVICE_WITHDRAWN)).isZero();
    }

    @Test
    void shouldFillWhatTheMessageWants() {
        Car ego = ego(50, 15);
        ego.isObeying = false;
        scene.run(4);

        List<RoadsideCoordination> all = scene.all(MessageKind.RSC, RoadsideCoordination.class);
        RoadsideCoordination rsc = all.get(all.size() - 1);
        assertThat(rsc.id().idAsLong()).isEqualTo(7);
        assertThat(rsc.refPos().lat()).isEqualTo(297_000_000);
        assertThat(rsc.secMark()).isBetween(0, 59_999);
        VehicleCoordination advice = rsc.coordinates().get(0);
        assertThat(advice.vehId().idAsLong()).isEqualTo(EGO);
        assertThat(advice.info().isSet(CoordinationInfo.COOPERATIVE_LANE_CHANGING))
                .isTrue();
        assertThat(advice.driveSuggestion().suggestion().isSet(DriveBehavior.LANE_CHANGING_TO_RIGHT))
                .isTrue();
        assertThat(advice.driveSuggestion().lifeTime()).isEqualTo(100);
        assertThat(advice.driveSuggestion().relatedLink().upstreamNodeId().id()).isEqualTo(names.upstreamId(middle));
        assertThat(ReferenceLanes.isSet(advice.driveSuggestion().relatedLink().referenceLanes(), 2))
                .isTrue();
        assertThat(advice.pathGuidance().count()).isEqualTo(1);
        assertThat(WireUnits.speedMps(advice.pathGuidance().get(0).speed())).isBetween(14f, 16f);
        assertThat(advice.pathGuidance().get(0).estimatedTime()).isEqualTo(300);
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).msgCnt()).isEqualTo((all.get(i - 1).msgCnt() + 1) % 128);
        }
        assertThat(all.size()).isBetween(23, 35);
    }

    @Test
    void shouldAskTheOneBehindToMakeRoomAndThenLetTheVehicleIn() {
        Car ego = ego(60, 15);
        Car helper = scene.car(HELPER, 45, 16, WEST, EAST).beside(3.5);
        scene.run(3);
        assertThat(ego.wasEver(DriveBehavior.LANE_CHANGING_TO_RIGHT)).isFalse();
        assertThat(helper.wasEver(DriveBehavior.SLOW_DOWN)).isTrue();
        scene.run(14);

        assertThat(ego.wasEver(DriveBehavior.LANE_CHANGING_TO_RIGHT)).isTrue();
        assertThat(scene.states(Application.LANE_CHANGE, EGO)).contains(AdviceState.COMPLETED);
        assertThat(scene.advices(Application.LANE_CHANGE, HELPER)).allMatch(advice -> advice.partnerId() == EGO);
        assertThat(Math.abs(ego.alongM - helper.alongM)).isGreaterThan(20);
    }

    @Test
    void shouldNotSendAnybodyBesideAVehicleThatCannotBeAsked() {
        Car ego = ego(60, 15);
        scene.car(0, 55, 15, WEST, EAST).beside(3.5).unconnected();
        ego.isObeying = false;
        scene.run(10);

        assertThat(ego.wasEver(DriveBehavior.LANE_CHANGING_TO_RIGHT)).isFalse();
        assertThat(ego.wasEver(DriveBehavior.SLOW_DOWN)).isTrue();
    }

    @Test
    void shouldWithdrawWhenSomebodyDrivesUpFromBehind() {
        Car ego = ego(250, 10);
        ego.isObeying = false;
        Car fast = scene.car(0, 0, 12, WEST, EAST).beside(3.5).unconnected();
        scene.run(3);
        assertThat(ego.is(DriveBehavior.LANE_CHANGING_TO_RIGHT)).isTrue();
        fast.alongM = 200;
        fast.speedMps = 30;
        fast.wantedMps = 30;
        scene.run(2.5);

        assertThat(ego.is(DriveBehavior.LANE_CHANGING_TO_RIGHT)).isFalse();
        assertThat(scene.states(Application.LANE_CHANGE, EGO)).contains(AdviceState.WITHDRAWN);
        assertThat(scene.advices(Application.LANE_CHANGE, EGO))
                .anyMatch(advice -> advice.reason() == AdviceReason.BECAME_UNSAFE);
    }

    @Test
    void shouldRefuseWhenNoGapComesInTime() {
        Car ego = ego(60, 15);
        ego.isObeying = false;
        for (int i = 0; i < 6; i++) {
            scene.car(0, 20 + 15 * i, 15, WEST, EAST).beside(3.5).unconnected();
        }
        scene.run(17);
        assertThat(ego.wasEver(DriveBehavior.LANE_CHANGING_TO_RIGHT)).isFalse();
        assertThat(last(EGO).reason()).isEqualTo(AdviceReason.NO_SAFE_GAP);
        assertThat(scene.states(Application.LANE_CHANGE, EGO)).contains(AdviceState.REFUSED);
    }

    private VehicleAdviceDecoder last(long id) {
        List<VehicleAdviceDecoder> all = scene.advices(Application.LANE_CHANGE, id);
        return all.get(all.size() - 1);
    }

    @Test
    void shouldRefuseLanesThatDoNotExistOrAreNotBeside() {
        scene.car(EGO, 50, 15, WEST, EAST).says(s -> Asking.laneChange(s, EGO, 7, 99, 98, 1, place(EGO)));
        scene.run(2);
        assertThat(last(EGO).reason()).isEqualTo(AdviceReason.UNKNOWN_LANE);
        assertThat(scene.counted(GatewayCounter.VIR_LANE)).isPositive();

        scene = new CooperationScene(map, 1);
        scene.car(EGO, 50, 15, WEST, EAST).says(s -> Asking.laneChange(s, EGO, 7, names, map.indexOf(3), place(EGO)));
        scene.run(2);
        assertThat(last(EGO).reason()).isEqualTo(AdviceReason.NOT_REACHABLE);
    }

    @Test
    void shouldConfirmAndCancelAsTheVehicleSays() {
        Car ego = scene.car(EGO, 50, 15, WEST, EAST);
        ego.isObeying = false;
        int[] tick = {0};
        ego.says(s -> Asking.laneChange(s, EGO, 7, names, middle, place(EGO), Asking.statusAt(tick[0]++)));
        scene.run(3);
        assertThat(last(EGO).state()).isEqualTo(AdviceState.CONFIRMED);
        scene.run(2);
        assertThat(last(EGO).state()).isEqualTo(AdviceState.WITHDRAWN);
        assertThat(last(EGO).reason()).isEqualTo(AdviceReason.CANCELLED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldStandNoiseAndLoss(long seed) {
        scene = new CooperationScene(map, seed);
        scene.sigmaM = 0.8;
        scene.lossShare = 0.3;
        Car ego = ego(60, 15);
        Car helper = scene.car(HELPER, 45, 16, WEST, EAST).beside(3.5);
        double[] nearest = {1e9};
        scene.run(25, () -> {
            if (Math.abs(ego.lateralM - helper.lateralM) < 2) {
                nearest[0] = Math.min(nearest[0], Math.abs(ego.alongM - helper.alongM));
            }
        });
        assertThat(scene.states(Application.LANE_CHANGE, EGO)).contains(AdviceState.COMPLETED);
        assertThat(nearest[0]).isGreaterThan(15);
    }

    @Test
    void shouldNotLetAnybodyBetweenTwoOfAPlatoon() {
        Car ego = ego(60, 15);
        ego.isObeying = false;
        Car first = scene.car(0xA1, 105, 15, WEST, EAST).beside(3.5);
        scene.car(0xA2, 15, 15, WEST, EAST).beside(3.5);
        first.says(s -> Asking.platoon(s, 0xA1, 0xA1, 0xA2));
        scene.run(5);
        assertThat(ego.wasEver(DriveBehavior.LANE_CHANGING_TO_RIGHT)).isFalse();
        assertThat(scene.advices(Application.LANE_CHANGE, EGO))
                .anyMatch(advice -> advice.reason() == AdviceReason.PLATOON_AHEAD);
    }
}
