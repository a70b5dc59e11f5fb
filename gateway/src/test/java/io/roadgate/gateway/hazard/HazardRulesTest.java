package io.roadgate.gateway.hazard;

import static io.roadgate.gateway.fusion.Script.MS;
import static io.roadgate.gateway.fusion.TestSite.RADAR;
import static io.roadgate.gateway.fusion.TestSite.SIDE_RADAR;
import static io.roadgate.gateway.fusion.TestSite.START_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.gateway.fusion.FusionCore;
import io.roadgate.gateway.fusion.Outputs;
import io.roadgate.gateway.fusion.Script;
import io.roadgate.gateway.fusion.Script.Mover;
import io.roadgate.gateway.fusion.TestSite;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.HazardEventDecoder;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.sensor.setting.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HazardRulesTest {
    private static final long SECOND = 1_000 * MS;
    private static final EventKind STOPPED = EventKind.ABNORMAL_VEHICLE_STOPPED;
    private static final EventKind BRAKING = EventKind.EMERGENCY_BRAKING;
    private static final EventKind CONFLICT = EventKind.VULNERABLE_ROAD_USER_CONFLICT;

    @Test
    void shouldDeclareEveryRowWhole() {
        Set<String> keys = new HashSet<>();
        for (HazardRules rule : HazardRules.values()) {
            assertThat(keys.add(rule.key())).isTrue();
            assertThat(rule.key()).matches("[a-z][a-zA-Z]+");
            assertThat(rule.kind()).isNotNull();
            assertThat(rule.create(Settings.defaults(rule.settings()))).isNotNull();
            assertThat(rule.settings()).allSatisfy(setting -> {
                assertThat(setting.faultOf(setting.fallback())).isNull();
                assertThat(setting.meaning()).isNotBlank();
            });
        }
    }

    // --- a vehicle that stands ---

    @Test
    void shouldRaiseAStoppedVehicleOnceUpdateAndEndIt() {
        // Drives in, stands from 4 s to 14 s, drives on.
        Outputs outputs = run(20, s -> {
            double northM = s < 4 ? 40 + 10 * s : s < 14 ? 80 : 80 + 3 * (s - 14) * (s - 14) / 2;
            double northMps = s < 4 ? 10 : s < 14 ? 0 : 3 * (s - 14);
            return new Mover[] {Mover.car(0, northM, 0, Math.min(northMps, 12))};
        });
        List<HazardEventDecoder> events = outputs.events(STOPPED);
        assertThat(outputs.events(STOPPED, EventPhase.RAISED)).hasSize(1);
        assertThat(outputs.events(STOPPED, EventPhase.ENDED)).hasSize(1);
        HazardEventDecoder ended = outputs.events(STOPPED, EventPhase.ENDED).get(0);
        assertThat(ended.expiresAtNs()).isEqualTo(ended.detectedAtNs() + 2 * SECOND);
        assertThat(events.stream().map(HazardEventDecoder::eventId).distinct()).hasSize(1);
        HazardEventDecoder raised = events.get(0);
        double raisedS = (raised.detectedAtNs() - START_NS) * 1e-9;
        assertThat(raisedS).isBetween(6.4, 8.0);
        assertThat(raised.laneId()).isEqualTo(TestSite.LEFT_LANE);
        assertThat(raised.threshold()).isEqualTo(2.5f);
        assertThat(raised.measure()).isBetween(2.4f, 2.8f);
        assertThat(raised.firstSeenAtNs()).isLessThan(raised.detectedAtNs() - 2_500 * MS + 1);
        assertThat(raised.causedAtNs()).isBetween(raised.detectedAtNs() - 100 * MS, raised.detectedAtNs());
        assertThat(raised.expiresAtNs()).isEqualTo(raised.detectedAtNs() + 2 * SECOND);
        assertThat(TestSite.plane().northM(raised.latE7())).isCloseTo(80, within(1.5));
        assertThat(raised.primary().participantClass()).isEqualTo(ParticipantClass.CAR.value());
        assertThat(outputs.events(STOPPED, EventPhase.UPDATED).size()).isBetween(11, 18);
        for (int i = 1; i < events.size() - 1; i++) {
            assertThat(events.get(i).detectedAtNs() - events.get(i - 1).detectedAtNs())
                    .isGreaterThanOrEqualTo(500 * MS);
        }
    }

    @Test
    void shouldNotRaiseAVehicleThatStandsForTwoSeconds() {
        Outputs outputs = run(14, s -> {
            double since = Math.max(0, s - 6);
            double northM = s < 4 ? 40 + 10 * s : 80 + 3 * since * since / 2;
            return new Mover[] {Mover.car(0, northM, 0, s < 4 ? 10 : 3 * since)};
        });
        assertThat(outputs.events(STOPPED)).isEmpty();
    }

    @Test
    void shouldRaiseOnlyTheHeadOfAQueue() {
        Outputs outputs = run(12, s -> new Mover[] {queued(s, 90), queued(s - 0.5, 82), queued(s - 1, 74)});
        assertThat(outputs.events(STOPPED, EventPhase.RAISED)).hasSize(1);
        assertThat(TestSite.plane().northM(outputs.events(STOPPED).get(0).latE7()))
                .isCloseTo(90, within(2.0));
    }

    private static Mover queued(double s, double endM) {
        return s < 4 ? Mover.car(0, endM - 10 * (4 - s), 0, 10) : Mover.car(0, endM, 0, 0);
    }

    @Test
    void shouldNotRaiseWhoWaitsAtTheEndOfTheLaneOrBesideTheRoad() {
        assertThat(run(12, s -> new Mover[] {queued(s, 394)}).events(STOPPED)).isEmpty();
        assertThat(run(12, s -> new Mover[] {Mover.car(-6, 50, 0, 0)}).events(STOPPED))
                .isEmpty();
    }

    @Test
    void shouldSeeAStoppedVehicleWithACameraAlone() {
        // Its speed shakes by more than the threshold; its place does not.
        Script script = new Script(2).ticks(START_NS, START_NS + 12 * SECOND, 10 * MS);
        for (long t = 0; t < 12 * SECOND; t += 50 * MS) {
            script.camera(START_NS + t, 80 * MS, queued(t * 1e-9, 80));
        }
        Outputs outputs = play(script);
        assertThat(outputs.events(STOPPED, EventPhase.RAISED)).hasSize(1);
        double raisedS = (outputs.events(STOPPED).get(0).detectedAtNs() - START_NS) * 1e-9;
        assertThat(raisedS).isBetween(6.3, 8.5);
        assertThat(outputs.events(STOPPED, EventPhase.ENDED)).isEmpty();
    }

    @Test
    void shouldNotRaiseAVehicleThatCreeps() {
        assertThat(run(12, s -> new Mover[] {Mover.car(0, 60 + 1.6 * s, 0, 1.6)})
                        .events(STOPPED))
                .isEmpty();
    }

    @Test
    void shouldEndTheEventOfATrackThatEnds() {
        Outputs outputs = run(16, s -> s < 11 ? new Mover[] {queued(s, 80)} : new Mover[0]);
        assertThat(outputs.events(STOPPED, EventPhase.RAISED)).hasSize(1);
        assertThat(outputs.events(STOPPED, EventPhase.ENDED)).hasSize(1);
    }

    // --- a vehicle that brakes ---

    @Test
    void shouldRaiseHardBrakingSeenByRadarAndCamera() {
        Outputs outputs = run(8, s -> new Mover[] {braking(s, 4, 7)});
        assertThat(outputs.events(BRAKING, EventPhase.RAISED)).hasSize(1);
        assertThat(outputs.events(BRAKING, EventPhase.ENDED)).hasSize(1);
        HazardEventDecoder raised = outputs.events(BRAKING).get(0);
        double raisedS = (raised.detectedAtNs() - START_NS) * 1e-9;
        System.out.printf("braking at 7 m/s2 raised after %.2f s%n", raisedS - 4);
        assertThat(raisedS).isBetween(4.3, 5.3);
        assertThat(raised.measure()).isGreaterThanOrEqualTo(4f);
        assertThat(raised.threshold()).isEqualTo(4f);
    }

    @Test
    void shouldNotRaiseOrdinaryBraking() {
        assertThat(run(10, s -> new Mover[] {braking(s, 4, 2.8)}).events(BRAKING))
                .isEmpty();
    }

    @Test
    void shouldRaiseAVehiclesOwnFlagAtOnce() {
        Script script = new Script(1).ticks(START_NS, START_NS + 6 * SECOND, 10 * MS);
        for (long t = 0; t < 5 * SECOND; t += 100 * MS) {
            boolean isFlagged = t >= 3 * SECOND && t < 4 * SECOND;
            script.bsm(
                    START_NS + t,
                    20 * MS,
                    9,
                    Mover.car(0, t * 15e-9, 0, 15),
                    o -> o.cues().hardBraking(isFlagged));
        }
        Outputs outputs = play(script);
        HazardEventDecoder raised = outputs.events(BRAKING, EventPhase.RAISED).get(0);
        assertThat(raised.detectedAtNs()).isEqualTo(START_NS + 3 * SECOND + 20 * MS);
        assertThat(raised.causedAtNs()).isEqualTo(raised.detectedAtNs());
        assertThat(raised.primary().temporaryId()).isEqualTo(9);
        assertThat(outputs.events(BRAKING, EventPhase.ENDED)).isNotEmpty();
    }

    private static Mover braking(double s, double fromS, double mps2) {
        double braked = Math.min(Math.max(0, s - fromS), 18 / mps2);
        double northM = 10 + 18 * Math.min(s, fromS) + 18 * braked - mps2 * braked * braked / 2;
        return Mover.car(0, northM, 0, 18 - mps2 * braked);
    }

    // --- a person in the way ---

    @Test
    void shouldRaiseAPersonWhoWalksIntoThePathOfACar() {
        // The car reaches the crosswalk (north 100) at 8 s, the person its lane at the same time.
        Outputs outputs = run(11, s ->
                new Mover[] {Mover.car(0, 100 - 12 * (8 - s), 0, 12), Mover.person(-1.4 * (8 - s), 100, 1.4, 0)});
        assertThat(outputs.events(CONFLICT, EventPhase.RAISED)).hasSize(1);
        assertThat(outputs.events(CONFLICT, EventPhase.ENDED)).hasSize(1);
        HazardEventDecoder raised = outputs.events(CONFLICT).get(0);
        double leftS = 8 - (raised.detectedAtNs() - START_NS) * 1e-9;
        System.out.printf("conflict raised %.2f s before the meeting%n", leftS);
        assertThat(leftS).isBetween(1.8, 4.7);
        assertThat(raised.measure()).isBetween(1.5f, 4.7f);
        assertThat(raised.secondary().participantClass()).isEqualTo(ParticipantClass.PEDESTRIAN.value());
        assertThat(raised.severity()).isEqualTo((short) 7);
    }

    @Test
    void shouldNotRaiseAPersonWhoIsAcrossBeforeTheCarComes() {
        Outputs outputs = run(11, s ->
                new Mover[] {Mover.car(0, 100 - 12 * (8 - s), 0, 12), Mover.person(-1.4 * (4 - s), 100, 1.4, 0)});
        assertThat(outputs.events(CONFLICT)).isEmpty();
    }

    @Test
    void shouldNotRaiseAPersonWhoWaitsAtTheKerb() {
        Outputs outputs =
                run(11, s -> new Mover[] {Mover.car(0, 100 - 12 * (8 - s), 0, 12), Mover.person(-3.5, 100, 0, 0)});
        assertThat(outputs.events(CONFLICT)).isEmpty();
    }

    @Test
    void shouldNotRaiseACarThatCrawls() {
        Outputs outputs = run(11, s ->
                new Mover[] {Mover.car(0, 100 - 2 * (8 - s), 0, 2), Mover.person(-1.4 * (8 - s), 100, 1.4, 0)});
        assertThat(outputs.events(CONFLICT)).isEmpty();
    }

    // --- the book ---

    @Test
    void shouldRaiseNothingWhenARuleIsOff() {
        HazardRules rule = HazardRules.STOPPED_VEHICLE;
        Settings off = new Settings(rule.settings(), Map.of("enabled", "false"));
        Outputs outputs = new Outputs();
        FusionCore core =
                new FusionCore(TestSite.config(Map.of(rule.key(), off)), START_NS, 1, TestSite.counters(), outputs);
        script(12, s -> new Mover[] {queued(s, 80)}).play(core);
        assertThat(outputs.events()).isEmpty();
    }

    @Test
    void shouldGiveEveryEventItsOwnId() {
        Outputs outputs = run(12, s ->
                new Mover[] {queued(s, 80), new Mover(3.5, 60, 0, 0, ParticipantClass.TRUCK), Mover.car(20, 30, 0, 0)});
        List<HazardEventDecoder> raised = outputs.events(STOPPED, EventPhase.RAISED);
        assertThat(raised).hasSize(2); // the toll lane is no driving lane
        assertThat(raised.stream().map(HazardEventDecoder::eventId).distinct()).hasSize(2);
        assertThat(raised.get(0).eventId() >>> 32).isEqualTo(START_NS / SECOND);
    }

    private static Outputs run(double forS, Function<Double, Mover[]> truth) {
        return play(script(forS, truth));
    }

    private static Script script(double forS, Function<Double, Mover[]> truth) {
        long forNs = (long) (forS * SECOND);
        Script script = new Script(42).ticks(START_NS, START_NS + forNs, 10 * MS);
        for (long t = 0; t < forNs; t += 50 * MS) {
            Mover[] movers = truth.apply(t * 1e-9);
            script.camera(START_NS + t, 80 * MS, movers);
            script.radar(RADAR, START_NS + t + MS, 12 * MS, movers);
            script.radar(SIDE_RADAR, START_NS + t + 25 * MS, 12 * MS, movers);
        }
        return script;
    }

    private static Outputs play(Script script) {
        Outputs outputs = new Outputs();
        script.play(new FusionCore(TestSite.config(), START_NS, 1, TestSite.counters(), outputs));
        return outputs;
    }
}
