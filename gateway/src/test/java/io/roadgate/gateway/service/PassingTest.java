package io.roadgate.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.record.AdviceState;
import io.roadgate.gateway.record.Application;
import io.roadgate.v2x.daytwo.DriveBehavior;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Merges and junctions: who passes when. */
class PassingTest {
    private static final long RAMP = 0x4A;
    private static final long MAIN = 0x3A;
    private static final double[][] ON_RAMP = {Roads.at(-220, -60), Roads.at(-60, -12), Roads.at(0, 0), Roads.at(300, 0)
    };
    private static final double[][] ON_MAIN = {Roads.at(-300, 0), Roads.at(300, 0)};
    private static final double RAMP_M = Math.hypot(160, 48) + Math.hypot(60, 12);

    private CooperationScene scene;

    @AfterEach
    void tell() {
        if (Boolean.getBoolean("story")) {
            System.out.println(scene.story());
        }
    }

    private Car ramp(double toMergeM, double mps) {
        Car car = scene.car(RAMP, RAMP_M - toMergeM, mps, ON_RAMP);
        car.says(s -> Asking.behaviour(s, RAMP, car.place(), DriveBehavior.RAMP_IN));
        return car;
    }

    private Car main(long id, double toMergeM, double mps) {
        return scene.car(id, 300 - toMergeM, mps, ON_MAIN);
    }

    /** Least distance of two along the main lane once the one from the ramp is on it. */
    private double leastGapM(Car ramp, Car main, double seconds) {
        double[] least = {1e9};
        scene.run(seconds, () -> {
            double rampM = ramp.alongM - RAMP_M;
            double mainM = main.alongM - 300;
            if (rampM > -5 && mainM > -30) {
                least[0] = Math.min(least[0], Math.abs(rampM - mainM));
            }
        });
        return least[0];
    }

    @Test
    void shouldLetTheRampInBehindAVehicleThatCannotBeAsked() {
        scene = new CooperationScene(Roads.ramp(), 1);
        Car ramp = ramp(190, 15);
        Car main = main(0, 195, 15).unconnected();
        assertThat(leastGapM(ramp, main, 20)).isGreaterThan(20);
        assertThat(ramp.heard).isNotEmpty();
        assertThat(scene.states(Application.MERGE, RAMP)).contains(AdviceState.OFFERED, AdviceState.COMPLETED);
    }

    @Test
    void shouldAskAConnectedVehicleOnTheMainLaneToMakeRoom() {
        scene = new CooperationScene(Roads.ramp(), 1);
        Car ramp = ramp(180, 16);
        Car main = main(MAIN, 190, 16);
        assertThat(leastGapM(ramp, main, 20)).isGreaterThan(20);
        assertThat(main.heard).isNotEmpty();
    }

    @Test
    void shouldLeaveAloneWhoHasTime() {
        scene = new CooperationScene(Roads.ramp(), 1);
        Car ramp = ramp(150, 15);
        Car main = main(MAIN, 290, 10);
        scene.run(6);
        assertThat(main.heard).isEmpty();
        assertThat(ramp.wasEver(DriveBehavior.STOP)).isFalse();
        assertThat(ramp.wasEver(DriveBehavior.SLOW_DOWN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldStandNoiseAndLossAtAMerge(long seed) {
        scene = new CooperationScene(Roads.ramp(), seed);
        scene.sigmaM = 0.8;
        scene.lossShare = 0.3;
        Car ramp = ramp(185, 15);
        Car main = main(MAIN, 190, 15);
        assertThat(leastGapM(ramp, main, 22)).isGreaterThan(14);
    }

    @Test
    void shouldOrderTwoAtAJunctionWithoutSignals() {
        scene = new CooperationScene(Roads.crossing(), 1);
        Car east = scene.car(0xEA, 70, 12, Roads.at(-200, 0), Roads.at(200, 0));
        Car north = scene.car(0x70, 70, 12, Roads.at(0, -200), Roads.at(0, 200));
        for (Car car : scene.cars) {
            car.says(s -> Asking.behaviour(s, car.id, car.place(), DriveBehavior.INTERSECTION_STRAIGHT_THROUGH));
        }
        double[] least = {1e9};
        scene.run(16, () -> least[0] = Math.min(least[0], Math.hypot(east.alongM - 200, north.alongM - 200)));
        assertThat(least[0]).isGreaterThan(12);
        assertThat(east.heard).isNotEmpty();
        assertThat(north.heard).isNotEmpty();
        assertThat(scene.states(Application.INTERSECTION_PASS, 0xEA)).contains(AdviceState.COMPLETED);
        assertThat(east.speedMps + north.speedMps).isGreaterThan(15);
    }

    @Test
    void shouldYieldToWhoHasNotToldItsWay() {
        scene = new CooperationScene(Roads.crossing(), 2);
        Car east = scene.car(0xEA, 80, 12, Roads.at(-200, 0), Roads.at(200, 0));
        Car north = scene.car(0, 80, 12, Roads.at(0, -200), Roads.at(0, 200)).unconnected();
        east.says(s -> Asking.behaviour(s, 0xEA, east.place(), DriveBehavior.INTERSECTION_STRAIGHT_THROUGH));
        double[] least = {1e9};
        scene.run(14, () -> least[0] = Math.min(least[0], Math.hypot(east.alongM - 200, north.alongM - 200)));
        assertThat(least[0]).isGreaterThan(10);
        assertThat(east.wasEver(DriveBehavior.SLOW_DOWN)
                        || east.wasEver(DriveBehavior.STOP)
                        || east.wasEver(DriveBehavior.SPEED_UP))
                .isTrue();
    }

    @Test
    void shouldSayNothingWhenNobodyTellsAWay() {
        scene = new CooperationScene(Roads.crossing(), 3);
        scene.car(0xEA, 80, 12, Roads.at(-200, 0), Roads.at(200, 0));
        scene.car(0x70, 80, 12, Roads.at(0, -200), Roads.at(0, 200));
        scene.run(6);
        assertThat(scene.advices).isEmpty();
    }
}
