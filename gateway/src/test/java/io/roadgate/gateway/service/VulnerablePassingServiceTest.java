package io.roadgate.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.v2x.daytwo.DriveBehavior;
import io.roadgate.v2x.daytwo.PersonalCrossing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VulnerablePassingServiceTest {
    private static final long CAR = 0xCA;
    private final SiteMap map = Roads.crosswalk();
    private CooperationScene scene = new CooperationScene(map, 1);

    @AfterEach
    void tell() {
        if (Boolean.getBoolean("story")) {
            System.out.println(scene.story());
        }
    }

    private Car car(double toCrosswalkM, double mps) {
        return scene.car(CAR, 200 - toCrosswalkM, mps, Roads.at(-200, 0), Roads.at(200, 0));
    }

    private Car walker(double north, double mps) {
        Car walker =
                scene.car(0, north + 12, mps, Roads.at(0, -12), Roads.at(0, 12)).unconnected();
        walker.is(ParticipantClass.PEDESTRIAN);
        walker.lengthM = 0.5;
        return walker;
    }

    @Test
    void shouldSlowDownAVehicleForSomebodyWhoCrosses() {
        Car car = car(110, 14);
        Car walker = walker(-11, 1.3);
        double[] least = {1e9};
        scene.run(14, () -> least[0] = Math.min(least[0], Math.hypot(car.alongM - 200, walker.alongM - 12)));
        assertThat(car.wasEver(DriveBehavior.SLOW_DOWN) || car.wasEver(DriveBehavior.STOP))
                .isTrue();
        assertThat(least[0]).isGreaterThan(4);
        assertThat(car.lastBehaviour).isEqualTo(1 << DriveBehavior.GO_STRAIGHT_FORWARD);
    }

    @Test
    void shouldLeaveAloneWhoIsThroughLongBefore() {
        Car car = car(60, 20);
        walker(-11, 0.8);
        scene.run(3.5);
        assertThat(car.heard).isEmpty();
    }

    @Test
    void shouldHearADeviceThatNoSensorSees() {
        Car car = car(100, 14);
        car.says(s -> Asking.person(s, 0x9E, 0, -4 + 1.2 * s.sinceS(2), 1.2, 0, PersonalCrossing.CROSSING));
        scene.run(4);
        assertThat(car.wasEver(DriveBehavior.SLOW_DOWN) || car.wasEver(DriveBehavior.STOP))
                .isTrue();
        assertThat(scene.counted(GatewayCounter.PSM_REFUSED)).isZero();
    }

    @Test
    void shouldLetInWhoWaitsAndAsksAndAskTheSignal() {
        Car car = car(110, 12);
        car.isObeying = false;
        car.says(s -> Asking.person(s, 0x9E, 0, -7, 0, 0, PersonalCrossing.REQUEST));
        scene.run(4);
        assertThat(car.heard).isNotEmpty();
        assertThat(scene.priorities).isNotEmpty();
        assertThat(scene.priorities.get(0).application()).isEqualTo(Application.VULNERABLE_PASSING);
        assertThat(scene.priorities.get(0).signalPhase()).isEqualTo((short) 5);
        assertThat(scene.priorities.get(0).holdMs()).isBetween(10_000L, 14_000L);
    }

    @Test
    void shouldNotStopAnybodyForWhoOnlyWaits() {
        Car car = car(110, 12);
        car.says(s -> Asking.person(s, 0x9E, 0, -7, 0, 0, PersonalCrossing.UNAVAILABLE));
        scene.run(4);
        assertThat(car.heard).isEmpty();
        assertThat(scene.priorities).isEmpty();
    }

    @Test
    void shouldRefusePeopleWithoutPlaceOrTime() {
        scene.car(CAR, 50, 10, Roads.at(-200, 0), Roads.at(200, 0));
        scene.run(2);
        Asking.person(scene, 0, 0, 0, 1, 0, PersonalCrossing.CROSSING);
        Asking.person(scene, 7, 50_000, 0, 1, 0, PersonalCrossing.CROSSING);
        assertThat(scene.counted(GatewayCounter.PSM_REFUSED)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldStandNoiseAndLoss(long seed) {
        scene = new CooperationScene(map, seed);
        scene.lossShare = 0.3;
        scene.sigmaM = 0.5;
        Car car = car(110, 13);
        Car walker = walker(-11, 1.3);
        double[] least = {1e9};
        scene.run(14, () -> least[0] = Math.min(least[0], Math.hypot(car.alongM - 200, walker.alongM - 12)));
        assertThat(least[0]).isGreaterThan(3.5);
    }
}
