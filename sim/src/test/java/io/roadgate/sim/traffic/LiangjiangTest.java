package io.roadgate.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The traffic of Liangjiang, judged on the truth alone. */
class LiangjiangTest {
    private static final long START_NS = 1_764_000_000_000_000_000L;
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long TICK_NS = 20_000_000L;
    private static final double TICK_S = TICK_NS / 1e9;
    private static final double STANDING_MPS = 0.5;

    private static void run(Scenario scenario, double seconds, Consumer<GroundTruth> each) {
        for (long atNs = 0; atNs <= seconds * NS_PER_S; atNs += TICK_NS) {
            scenario.advanceTo(START_NS + atNs);
            each.accept(scenario.truth());
        }
    }

    private static double sinceStartS(GroundTruth truth) {
        return (truth.atNs() - START_NS) / 1e9;
    }

    @Test
    void shouldGiveTheSameTruthForTheSameSeedHoweverItIsStepped() {
        Liangjiang fine = new Liangjiang(7, START_NS);
        Liangjiang coarse = new Liangjiang(7, START_NS);
        run(fine, 61.003, truth -> {});
        fine.advanceTo(START_NS + 61_003_000_000L);
        coarse.advanceTo(START_NS + 61_003_000_000L);
        assertThat(fine.truth()).isEqualTo(coarse.truth());
        assertThat(fine.tollPassages()).isEqualTo(coarse.tollPassages());
    }

    @Test
    void shouldGiveTheSameTrafficWhenItsStartIsMoved() {
        Liangjiang moved = new Liangjiang(7, 0);
        moved.startAt(START_NS);
        Liangjiang there = new Liangjiang(7, START_NS);
        moved.advanceTo(START_NS + 9 * NS_PER_S);
        there.advanceTo(START_NS + 9 * NS_PER_S);
        assertThat(moved.truth()).isEqualTo(there.truth());
        assertThat(moved.tollPassages()).isEqualTo(there.tollPassages()).isNotEmpty();
        assertThatThrownBy(() -> moved.startAt(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldGiveAnotherTruthForAnotherSeed() {
        assertThat(new Liangjiang(1, START_NS).truth().participants())
                .isNotEqualTo(new Liangjiang(2, START_NS).truth().participants());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4711})
    void shouldKeepEverybodyApartForFiveMinutes(long seed) {
        run(new Liangjiang(seed, START_NS), 300, truth -> {
            List<Participant> all = truth.participants();
            for (int i = 0; i < all.size(); i++) {
                for (int j = i + 1; j < all.size(); j++) {
                    assertThat(Footprint.gapM(all.get(i), all.get(j)))
                            .as("%s and %s at %s s", all.get(i), all.get(j), sinceStartS(truth))
                            .isGreaterThan(0.3);
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4711})
    void shouldHaveAboutThirtyParticipantsAtAllTimes(long seed) {
        run(new Liangjiang(seed, START_NS), 300, truth -> {
            assertThat(truth.participants().size()).isBetween(26, 36);
            assertThat(truth.participants().stream().mapToInt(Participant::id)).doesNotHaveDuplicates();
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4711})
    void shouldLetOneVehicleStandInALaneInEveryCycleAndNobodyElse(long seed) {
        Map<Integer, Double> standingSinceS = new HashMap<>();
        Map<Integer, Set<Integer>> longStopsByCycle = new HashMap<>();
        run(new Liangjiang(seed, START_NS), 119.9, truth -> {
            for (Participant participant : truth.participants()) {
                if (participant.kind() == ParticipantKind.PEDESTRIAN || participant.speedMps() >= STANDING_MPS) {
                    standingSinceS.remove(participant.id());
                    continue;
                }
                double sinceS = standingSinceS.computeIfAbsent(participant.id(), id -> sinceStartS(truth));
                double standS = sinceStartS(truth) - sinceS;
                if (standS >= 4) {
                    assertThat(participant.laneId()).as("%s", participant).isEqualTo(LiangjiangRoads.EAST_2.id());
                }
                if (standS >= 9) {
                    longStopsByCycle
                            .computeIfAbsent((int) (sinceS / 20), cycle -> new HashSet<>())
                            .add(participant.id());
                    assertThat(sinceS % 20).isLessThan(1);
                }
            }
        });
        assertThat(longStopsByCycle).hasSize(6);
        assertThat(longStopsByCycle.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4711})
    void shouldLetOneConnectedVehicleBrakeHardInEveryCycleAndNobodyElse(long seed) {
        Map<Integer, Double> beforeMps = new HashMap<>();
        Map<Integer, Double> hardS = new HashMap<>();
        run(new Liangjiang(seed, START_NS), 119.9, truth -> {
            for (Participant participant : truth.participants()) {
                if (participant.accelMps2() <= -6) {
                    assertThat(participant.identity().isConnected()).isTrue();
                    assertThat(participant.isHardBraking()).isTrue();
                    assertThat(beforeMps.get(participant.id())).isGreaterThanOrEqualTo(12);
                    assertThat(participant.accelMps2()).isGreaterThan(-7);
                    hardS.merge((int) (sinceStartS(truth) / 20), TICK_S, Double::sum);
                    assertThat(sinceStartS(truth) % 20).isLessThan(10);
                } else if (!participant.isHardBraking()) {
                    beforeMps.put(participant.id(), participant.speedMps());
                }
                if (participant.laneId() != LiangjiangRoads.WEST_1.id()) {
                    assertThat(participant.accelMps2()).as("%s", participant).isGreaterThan(-3.95);
                }
            }
        });
        assertThat(hardS).hasSize(6);
        assertThat(hardS.values()).allSatisfy(s -> assertThat(s).isBetween(1.3, 1.8));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4711})
    void shouldBringOneVehicleCloseToTheWalkerInEveryCycleWithoutContact(long seed) {
        Map<Integer, Double> leastTtcS = new HashMap<>();
        Map<Integer, Boolean> hasStopped = new HashMap<>();
        run(new Liangjiang(seed, START_NS), 119.9, truth -> {
            Participant walker = truth.participants().stream()
                    .filter(p -> p.kind() == ParticipantKind.PEDESTRIAN)
                    .findAny()
                    .orElseThrow();
            for (Participant vehicle : truth.participants()) {
                double aheadM = vehicle.eastM() - vehicle.kind().lengthM() / 2 - walker.eastM();
                if (vehicle.laneId() != LiangjiangRoads.WEST_2.id() || aheadM <= 0 || walker.speedMps() == 0) {
                    continue;
                }
                double ttcS = aheadM / Math.max(vehicle.speedMps(), 0.01);
                double sideM = Math.abs(vehicle.northM() - walker.northM() - ttcS * walker.northMps());
                int cycle = (int) (sinceStartS(truth) / 20);
                if (sideM < 1.5 && vehicle.accelMps2() > -0.5 && vehicle.speedMps() > 8 && ttcS < 4) {
                    leastTtcS.merge(cycle, ttcS, Math::min);
                }
                if (vehicle.speedMps() < 1 && aheadM < 5) {
                    hasStopped.put(cycle, true);
                }
            }
        });
        assertThat(leastTtcS).hasSize(6);
        assertThat(leastTtcS.values()).allSatisfy(s -> assertThat(s).isBetween(1.5, 2.4));
        assertThat(hasStopped).hasSize(6);
    }

    @Test
    void shouldLetATollVehiclePassEveryFourSeconds() {
        Liangjiang scenario = new Liangjiang(1, START_NS);
        scenario.advanceTo(START_NS + 300 * NS_PER_S);
        List<TollPassage> passages = scenario.tollPassages();
        assertThat(passages).hasSizeBetween(74, 76);
        assertThat(passages.get(0).atNs() - START_NS).isLessThan(5 * NS_PER_S);
        for (int i = 1; i < passages.size(); i++) {
            TollPassage passage = passages.get(i);
            assertThat(passage.sequence()).isEqualTo(i + 1);
            assertThat((passage.atNs() - passages.get(i - 1).atNs()) / 1e9).isBetween(3.9, 4.1);
            assertThat(passage.balanceAfterFen()).isEqualTo(passage.balanceBeforeFen() - passage.amountFen());
            assertThat(passage.amountFen()).isBetween(500L, 2_500L);
            assertThat(passage.psamSerial()).isEqualTo(passages.get(i - 1).psamSerial() + 1);
        }
        assertThat(passages.stream().limit(50).map(p -> p.account().identity().obuMac()))
                .doesNotHaveDuplicates();
        assertThat(passages.stream().limit(50).map(p -> p.account().identity().plate()))
                .doesNotHaveDuplicates();
        assertThat(passages.get(50).account()).isEqualTo(passages.get(0).account());
        assertThat(passages.get(50).cardSerial()).isEqualTo(passages.get(0).cardSerial() + 1);
    }

    @Test
    void shouldExpectEachCauseInTwentySeconds() {
        Liangjiang scenario = new Liangjiang(1, START_NS);
        assertThat(scenario.expectedEvents(20 * NS_PER_S))
                .containsEntry(EventCause.ABNORMAL_VEHICLE, 1)
                .containsEntry(EventCause.EMERGENCY_BRAKING, 1)
                .containsEntry(EventCause.VRU_CONFLICT, 1)
                .containsEntry(EventCause.TOLL_PASSAGE, 4);
        assertThat(scenario.expectedEvents(NS_PER_S).values()).allMatch(count -> count == 0);
    }

    @Test
    void shouldMoveSmoothlyAndNeverBackwards() {
        Map<Integer, Participant> before = new HashMap<>();
        run(new Liangjiang(3, START_NS), 119.9, truth -> {
            for (Participant now : truth.participants()) {
                Participant last = before.put(now.id(), now);
                boolean isWalker = now.kind() == ParticipantKind.PEDESTRIAN;
                if (last == null
                        || isWalker
                        || Math.hypot(now.eastM() - last.eastM(), now.northM() - last.northM()) > 100) {
                    continue;
                }
                double movedM = (now.eastM() - last.eastM()) * Math.sin(now.headingRad())
                        + (now.northM() - last.northM()) * Math.cos(now.headingRad());
                assertThat(movedM).as("%s", now).isBetween(-1e-3, 16 * TICK_S);
                assertThat(Math.abs(now.speedMps() - last.speedMps())).isLessThan(7 * TICK_S);
                assertThat(now.speedMps()).isBetween(0.0, LiangjiangRoads.ROAD_LIMIT_MPS);
            }
        });
    }

    @Property(tries = 20)
    void shouldStandStillWhenTimeGoesBack(@ForAll @LongRange(min = 0, max = 30_000_000_000L) long atNs) {
        Liangjiang scenario = new Liangjiang(5, START_NS);
        scenario.advanceTo(START_NS + atNs);
        GroundTruth truth = scenario.truth();
        scenario.advanceTo(START_NS + atNs / 2);
        assertThat(scenario.truth()).isEqualTo(truth);
    }
}
