package io.roadgate.gateway.hazard;

import static io.roadgate.gateway.fusion.Script.MS;
import static io.roadgate.gateway.fusion.TestSite.START_NS;
import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.fusion.FusionCore;
import io.roadgate.gateway.fusion.Outputs;
import io.roadgate.gateway.fusion.Script;
import io.roadgate.gateway.fusion.Script.Mover;
import io.roadgate.gateway.fusion.TestSite;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.EvidenceQuantity;
import io.roadgate.gateway.record.HazardEventDecoder;
import io.roadgate.gateway.roadmap.Approach;
import io.roadgate.gateway.roadmap.LaneDraft;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.MapDraft;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.roadmap.Zone;
import io.roadgate.sensor.observation.MessageHeaderEncoder;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.sensor.observation.SignalLight;
import io.roadgate.sensor.observation.SignalPhaseEncoder;
import io.roadgate.sensor.observation.SignalSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule on a site with zones: the hazard, one that just is none, the hazard with noise, and with the sensors gone. */
class RuleScenesTest {
    private static final double LIMIT_MPS = 16.7;
    private static final int GROUP = 3;

    /**
     * One rule's scenes.
     *
     * @param fromS when the condition begins.
     * @param byS the event is raised before.
     * @param isRed what the signal shows in the hazard; in the near miss the other way round.
     */
    record Scene(
            HazardRules rule,
            EventKind kind,
            double fromS,
            double byS,
            DoubleFunction<Mover[]> hazard,
            DoubleFunction<Mover[]> nearMiss,
            boolean isRed) {
        @Override
        public String toString() {
            return rule.key();
        }
    }

    static Stream<Scene> scenes() {
        return Stream.of(
                scene(HazardRules.STOPPED_VEHICLE, 6, 9.5, s -> one(stopping(s)), s -> one(car(0, 40 + 2.2 * s, 2.2))),
                scene(HazardRules.EMERGENCY_BRAKING, 4, 5.5, s -> one(braking(s, 7)), s -> one(braking(s, 1.8))),
                scene(HazardRules.VULNERABLE_ROAD_USER, 4.5, 7.5, s -> walk(s, 8), s -> walk(s, 3.5)),
                scene(
                        HazardRules.WRONG_WAY,
                        0,
                        4,
                        s -> one(car(0, 300 - 10 * s, -10)),
                        s -> one(car(0, 50 + 10 * s, 10))),
                scene(
                        HazardRules.SPEED_LIMIT,
                        0,
                        4,
                        s -> one(car(0, -80 + 24 * s, 24)),
                        s -> one(car(0, -80 + 17.4 * s, 17.4))),
                scene(
                        HazardRules.OBJECT_ON_ROAD,
                        EventKind.ANIMAL_ON_ROAD,
                        0,
                        4,
                        s -> one(new Mover(1, 100, 0.3, 0, ParticipantClass.ANIMAL)),
                        s -> one(new Mover(30, 100, 0.3, 0, ParticipantClass.ANIMAL))),
                scene(
                        HazardRules.EMERGENCY_VEHICLE,
                        0,
                        4,
                        s -> one(new Mover(0, 20 + 15 * s, 0, 15, ParticipantClass.EMERGENCY)),
                        s -> one(new Mover(40, 20 + 15 * s, 0, 15, ParticipantClass.EMERGENCY))),
                scene(HazardRules.FORWARD_COLLISION, 5, 9.4, s -> follow(s, 0), s -> follow(s, 3.8)),
                scene(HazardRules.INTERSECTION_COLLISION, 4, 8, s -> cross(s, 8), s -> cross(s, 13)),
                scene(HazardRules.SIGNAL_VIOLATION, 4, 8.5, s -> run(s), s -> run(s)),
                scene(HazardRules.TRAFFIC_JAM, 0.5, 7, s -> jam(s, 7), s -> jam(s, 3)),
                scene(HazardRules.LEFT_TURN, 3, 8, s -> turn(s, 7.5), s -> turn(s, 14)),
                scene(HazardRules.LANE_CHANGE, 5, 8.5, s -> drift(s, 0.8), s -> drift(s, 0.1)),
                scene(HazardRules.DO_NOT_PASS, 1.6, 5, s -> overtake(s, 416.5), s -> overtake(s, 420)),
                scene(HazardRules.SLOW_VEHICLE, 0, 6, s -> crawl(s, 5), s -> crawl(s, 10)));
    }

    private static Scene scene(
            HazardRules rule, double fromS, double byS, DoubleFunction<Mover[]> hazard, DoubleFunction<Mover[]> miss) {
        return scene(rule, rule.kind(), fromS, byS, hazard, miss);
    }

    private static Scene scene(
            HazardRules rule,
            EventKind kind,
            double fromS,
            double byS,
            DoubleFunction<Mover[]> hazard,
            DoubleFunction<Mover[]> miss) {
        return new Scene(rule, kind, fromS, byS, hazard, miss, true);
    }

    @Test
    void shouldHaveScenesForEveryRule() {
        // Flags are not to be seen in a movement: ControlLossRuleTest has the same four tests of that rule.
        List<HazardRules> rules = new ArrayList<>(List.of(HazardRules.values()));
        rules.remove(HazardRules.CONTROL_LOSS);
        assertThat(scenes().map(Scene::rule)).containsExactlyInAnyOrderElementsOf(rules);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void shouldRaiseTheHazardOnceWithItsEvidence(Scene scene) {
        Outputs outputs = play(scene.hazard, 0.02, Double.MAX_VALUE, scene.isRed);
        List<HazardEventDecoder> raised = outputs.events(scene.kind, EventPhase.RAISED);
        assertThat(raised).hasSize(1);
        HazardEventDecoder event = raised.get(0);
        double atS = (event.detectedAtNs() - START_NS) * 1e-9;
        assertThat(atS).isBetween(scene.fromS - 0.8, scene.byS);
        assertThat(event.confidence()).isBetween(0.3f, 1f);
        List<EvidenceQuantity> told = new ArrayList<>();
        for (HazardEventDecoder.EvidenceDecoder evidence : event.evidence()) {
            told.add(EvidenceQuantity.ofCode(evidence.quantity()));
        }
        assertThat(told).isNotEmpty().doesNotContainNull();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void shouldNotRaiseTheNearMiss(Scene scene) {
        assertThat(play(scene.nearMiss, 0.02, Double.MAX_VALUE, !scene.isRed).events(scene.kind))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void shouldRaiseTheHazardOnceInNoise(Scene scene) {
        Outputs outputs = play(scene.hazard, 0.25, Double.MAX_VALUE, scene.isRed);
        assertThat(outputs.events(scene.kind, EventPhase.RAISED)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void shouldRaiseNothingWhenTheSensorsAreGoneBefore(Scene scene) {
        Outputs outputs = play(scene.hazard, 0.02, Math.max(0.06, scene.fromS - 1.2), scene.isRed);
        assertThat(outputs.events(scene.kind)).isEmpty();
    }

    // --- what drives ---

    private static Mover[] one(Mover mover) {
        return new Mover[] {mover};
    }

    private static Mover car(double eastM, double northM, double northMps) {
        return Mover.car(eastM, northM, 0, northMps);
    }

    private static Mover stopping(double s) {
        double braked = Math.min(Math.max(0, s - 2), 4);
        return car(0, 40 + 10 * Math.min(s, 2) + 10 * braked - 2.5 * braked * braked / 2, 10 - 2.5 * braked);
    }

    private static Mover braking(double s, double mps2) {
        double braked = Math.min(Math.max(0, s - 4), 18 / mps2);
        return car(0, 10 + 18 * Math.min(s, 4) + 18 * braked - mps2 * braked * braked / 2, 18 - mps2 * braked);
    }

    private static Mover[] walk(double s, double meetsS) {
        return new Mover[] {car(0, 100 - 12 * (8 - s), 12), Mover.person(-1.4 * (meetsS - s), 100, 1.4, 0)};
    }

    private static Mover[] follow(double s, double besideM) {
        return new Mover[] {car(0, -60 + 15 * s, 15), car(besideM, 100, 0)};
    }

    private static Mover[] cross(double s, double meetsS) {
        return new Mover[] {car(200, 100 - 12 * (8 - s), 12), Mover.car(200 - 12 * (meetsS - s), 100, 12, 0)};
    }

    private static Mover[] run(double s) {
        return one(car(198, 120 + 12 * (8 - s), -12));
    }

    private static Mover[] jam(double s, int count) {
        Mover[] cars = new Mover[count];
        Arrays.setAll(cars, i -> car(0, 60 + 12 * i + 0.8 * s, 0.8));
        return cars;
    }

    /** Comes from the north, turns left to the east from 6 s on; the other one passes the crossing from the south. */
    private static Mover[] turn(double s, double meetsS) {
        double bentRad = Math.min(Math.PI / 2, Math.max(0, s - 6) * 6 / 8);
        double straightM = Math.max(0, (s - 6) * 6 - 8 * Math.PI / 2);
        Mover turner = Mover.car(
                206 - 8 * Math.cos(bentRad) + straightM,
                110 + 6 * Math.max(0, 6 - s) - 8 * Math.sin(bentRad),
                6 * Math.sin(bentRad),
                -6 * Math.cos(bentRad));
        return new Mover[] {turner, car(202, 103 - 12 * (meetsS - s), 12)};
    }

    /** Drifts to the right from 5 s on, with somebody 4 m behind in the lane there. */
    private static Mover[] drift(double s, double mps) {
        double driftedS = Math.min(Math.max(0, s - 5), 4);
        double mpsNow = driftedS > 0 && driftedS < 4 ? mps : 0;
        return new Mover[] {Mover.car(400 + mps * driftedS, -60 + 15 * s, mpsNow, 15), car(403.5, -64 + 15 * s, 15)};
    }

    private static Mover[] overtake(double s, double eastM) {
        return new Mover[] {car(eastM, -80 + 15 * s, 15), car(416.5, 77 + 15 * (10.5 - s), -15)};
    }

    private static Mover[] crawl(double s, double mps) {
        return new Mover[] {
            car(0, 40 + mps * s, mps),
            car(3.5, -80 + 15 * s, 15),
            car(3.5, -20 + 15 * s, 15),
            car(3.5, 40 + 15 * s, 15),
            car(3.5, 100 + 15 * s, 15)
        };
    }

    // --- the site ---

    private static SiteMap map() {
        MapDraft draft = new MapDraft("zones");
        draft.add(zone("x", Zone.Kind.EXPRESSWAY, LIMIT_MPS, 8, new double[] {0, -100}, new double[] {0, 400}));
        draft.add(zone("north", Zone.Kind.ARM, 13.9, 7, new double[] {200, 100}, new double[] {200, 300}));
        draft.add(zone("west", Zone.Kind.ARM, 13.9, 7, new double[] {200, 100}, new double[] {60, 100}));
        draft.add(zone("j", Zone.Kind.JUNCTION, Double.NaN, 20, new double[] {200, 100}));
        draft.add(new Approach("N", 196, 120, 200, 120, Math.PI, GROUP, 0));
        draft.add(lane(1, 400, true));
        draft.add(lane(2, 403.5, true));
        draft.add(lane(3, 416.5, false));
        draft.add(lane(4, 420, true));
        MapFaults faults = new MapFaults();
        SiteMap map = draft.build(faults);
        assertThat(map).as(faults.report("zones")).isNotNull();
        return map;
    }

    private static LaneDraft lane(int id, double eastM, boolean isToNorth) {
        double[] south = {eastM, -100, 0};
        double[] north = {eastM, 400, 0};
        List<double[]> points = isToNorth ? List.of(south, north) : List.of(north, south);
        return LaneDraft.of(id, LaneKind.DRIVING, 3.5, LIMIT_MPS, points);
    }

    private static Zone zone(String id, Zone.Kind kind, double limitMps, double halfM, double[]... line) {
        return new Zone(id, kind, 0, List.of(line), halfM, limitMps);
    }

    private static Outputs play(DoubleFunction<Mover[]> truth, double noiseM, double lossS, boolean isRed) {
        Script script = new Script(7).ticks(START_NS, START_NS + 11_000 * MS, 10 * MS);
        for (long t = 0; t < 11_000 * MS && t * 1e-9 < lossS; t += 50 * MS) {
            Mover[] movers = truth.apply(t * 1e-9);
            for (int i = 0; i < movers.length; i++) {
                report(script, START_NS + t, i, movers[i], noiseM);
            }
        }
        GatewayConfig base = TestSite.config();
        Outputs outputs = new Outputs();
        FusionCore core = new FusionCore(with(base, map()), START_NS, 1, TestSite.counters(), outputs);
        UnsafeBuffer phase =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + SignalPhaseEncoder.BLOCK_LENGTH]);
        long[] toldAtNs = {0};
        script.play(core, nowNs -> {
            if (nowNs - toldAtNs[0] >= 200 * MS) {
                toldAtNs[0] = nowNs;
                tell(core, phase, nowNs, isRed);
            }
        });
        return outputs;
    }

    private static void report(Script script, long atNs, int id, Mover mover, double noiseM) {
        script.bsm(
                atNs,
                20 * MS,
                100 + id,
                mover,
                o -> o.eastM(mover.eastM() + script.gauss(noiseM))
                        .northM(mover.northM() + script.gauss(noiseM))
                        .eastVarM2((float) (0.01 + noiseM * noiseM))
                        .northVarM2((float) (0.01 + noiseM * noiseM))
                        .eastMps((float) (mover.eastMps() + script.gauss(noiseM / 2)))
                        .northMps((float) (mover.northMps() + script.gauss(noiseM / 2)))
                        .speedSigmaMps((float) (0.05 + noiseM / 2)));
    }

    private static void tell(FusionCore core, UnsafeBuffer buffer, long nowNs, boolean isRed) {
        new SignalPhaseEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .measuredAtNs(nowNs)
                .receivedAtNs(nowNs)
                .sensorId(TestSite.OBU)
                .regionId(65_535)
                .intersectionId(1)
                .phaseId((short) GROUP)
                .light(isRed ? SignalLight.RED : SignalLight.PERMISSIVE_GREEN)
                .source(SignalSource.SPAT)
                .toChangeMs(Integer.MIN_VALUE)
                .leastToChangeMs(Integer.MIN_VALUE)
                .mostToChangeMs(Integer.MIN_VALUE);
        core.onRecord(SignalPhaseEncoder.TEMPLATE_ID, buffer, 0, buffer.capacity());
    }

    private static GatewayConfig with(GatewayConfig base, SiteMap map) {
        return new GatewayConfig(
                base.text(),
                base.site(),
                base.threading(),
                base.rings(),
                base.mqtt(),
                base.sensors(),
                base.rsu(),
                map,
                base.tracking(),
                base.hazards(),
                base.services(),
                base.toll(),
                base.journal(),
                base.ledger(),
                base.clock());
    }
}
