package io.roadgate.gateway.track;

import static io.roadgate.gateway.fusion.Script.MS;
import static io.roadgate.gateway.fusion.TestSite.CAMERA;
import static io.roadgate.gateway.fusion.TestSite.RADAR;
import static io.roadgate.gateway.fusion.TestSite.START_NS;
import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.fusion.FusionCore;
import io.roadgate.gateway.fusion.Outputs;
import io.roadgate.gateway.fusion.Script;
import io.roadgate.gateway.fusion.Script.Mover;
import io.roadgate.gateway.fusion.TestSite;
import io.roadgate.sensor.observation.ObservationKind;
import java.util.Random;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class TrackerTest {
    private static final long SECOND = 1_000 * MS;

    private final Counters counters = TestSite.counters();
    private final Outputs outputs = new Outputs();
    private final FusionCore core = new FusionCore(TestSite.config(), START_NS, 1, counters, outputs);
    private final TrackTable tracks = core.tracks();
    private int sampleCount;
    private double squareErrorM2;
    private double squareErrorMps;
    private double nees;
    private int inside;

    @Test
    void shouldFollowOneVehicleWithThreeSensorsAsOneTrack() {
        LongFunction<Mover> truth = t -> steadyCar(3, 10, 0, 13, t);
        Script script = threeSensors(1, 10 * SECOND, truth);
        script.play(core, now -> sample(now, truth));
        assertThat(counters.get(GatewayCounter.TRACKS_CONFIRMED)).isEqualTo(1);
        assertThat(confirmedCount()).isEqualTo(1);
        report("three sensors");
        assertThat(rmseM()).isLessThan(0.4);
        assertThat(speedRmseMps()).isLessThan(0.4);
        assertThat(nees / sampleCount).isBetween(0.3, 3.0);
        assertThat(inside).isGreaterThan(sampleCount * 9 / 10);
    }

    @Test
    void shouldStayConsistentOnAWeavingVehicle() {
        // 2 m/s2 across the road every few seconds: within what the motion model allows for.
        LongFunction<Mover> truth = t -> {
            double s = t * 1e-9;
            return Mover.car(2.0 * Math.sin(s), 10 + 12 * s, 2.0 * Math.cos(s), 12);
        };
        threeSensors(2, 12 * SECOND, truth).play(core, now -> sample(now, truth));
        report("weaving");
        assertThat(confirmedCount()).isEqualTo(1);
        assertThat(rmseM()).isLessThan(0.5);
        assertThat(nees / sampleCount).isBetween(0.3, 3.0);
    }

    @Test
    void shouldKeepIdsApartWhenTwoVehiclesCross() {
        Script script = new Script(3).ticks(START_NS, START_NS + 10 * SECOND, 10 * MS);
        LongFunction<Mover> first = t -> steadyCar(0, 40, 0, 10, t);
        LongFunction<Mover> second = t -> steadyCar(-37, 85, 8, 0, t);
        for (long t = 0; t < 9 * SECOND; t += 50 * MS) {
            script.radar(RADAR, START_NS + t, 15 * MS, first.apply(t), second.apply(t));
            script.camera(START_NS + t + 7 * MS, 90 * MS, first.apply(t + 7 * MS), second.apply(t + 7 * MS));
        }
        script.play(core);
        long endNs = START_NS + 9 * SECOND;
        assertThat(counters.get(GatewayCounter.TRACKS_CONFIRMED)).isEqualTo(2);
        int slot = nearest(first.apply(9 * SECOND), endNs);
        int other = nearest(second.apply(9 * SECOND), endNs);
        assertThat(tracks.trackId(slot)).isEqualTo(1);
        assertThat(tracks.trackId(other)).isEqualTo(2);
    }

    @Test
    void shouldPutALateCameraFrameWhereItBelongs() {
        // A camera alone, 150 ms late, at 25 m/s: taken as of now it would be 3.75 m behind.
        LongFunction<Mover> truth = t -> steadyCar(0, 0, 0, 25, t);
        Script script = new Script(4).ticks(START_NS, START_NS + 6 * SECOND, 10 * MS);
        for (long t = 0; t < 6 * SECOND; t += 40 * MS) {
            script.camera(START_NS + t, 150 * MS, truth.apply(t));
            script.radar(RADAR, START_NS + t + 20 * MS, 10 * MS, truth.apply(t + 20 * MS));
        }
        script.play(core, now -> sample(now, truth));
        report("late camera");
        assertThat(confirmedCount()).isEqualTo(1);
        assertThat(rmseM()).isLessThan(0.5);
        assertThat(nees / sampleCount).isLessThan(3.0);
    }

    @Test
    void shouldDropARepeatedFrame() {
        Script script = new Script(5).ticks(START_NS, START_NS + 3 * SECOND, 10 * MS);
        for (long t = 0; t < 2 * SECOND; t += 100 * MS) {
            long atNs = START_NS + t;
            for (int copy = 0; copy < 5; copy++) {
                int sequence = (int) (t / (100 * MS));
                script.observe(
                        atNs,
                        (10 + copy) * MS,
                        o -> o.kind(ObservationKind.CAMERA)
                                .sensorId(CAMERA)
                                .frameSequence(sequence)
                                .countInFrame(1)
                                .eastM(0)
                                .northM(50)
                                .eastVarM2(1)
                                .northVarM2(1));
            }
        }
        script.play(core);
        // Twenty looks of 1 m2 each: five times as many would claim 0.2 m and less.
        assertThat(tracks.hitCount[tracks.liveSlot(0)]).isEqualTo(20);
    }

    @Test
    void shouldNotConfirmClutter() {
        Random random = new Random(6);
        Script script = new Script(6).ticks(START_NS, START_NS + 20 * SECOND, 10 * MS);
        for (long t = 0; t < 20 * SECOND; t += 70 * MS) {
            // Two or three false echoes a frame over 150 m x 150 m: the density that the tracker is told.
            Mover[] clutter = new Mover[2 + random.nextInt(2)];
            for (int i = 0; i < clutter.length; i++) {
                clutter[i] =
                        Mover.car(random.nextDouble() * 150 - 75, random.nextDouble() * 150, 0, random.nextGaussian());
            }
            script.radar(RADAR, START_NS + t, 10 * MS, clutter);
        }
        script.play(core);
        assertThat(counters.get(GatewayCounter.TRACKS_CONFIRMED)).isZero();
    }

    @Test
    void shouldEndATrackThatNobodySees() {
        Script script = threeSensors(7, 3 * SECOND, t -> steadyCar(0, 10, 0, 10, t));
        script.ticks(START_NS + 3 * SECOND, START_NS + 6 * SECOND, 10 * MS);
        script.play(core);
        assertThat(confirmedCount()).isZero();
        new Script(7)
                .ticks(START_NS + 6 * SECOND, START_NS + 9 * SECOND, 10 * MS)
                .play(core);
        assertThat(tracks.liveCount()).isZero();
    }

    @Test
    void shouldEndATrackSoonWhenItsSensorsSeeNothing() {
        Script script = new Script(8).ticks(START_NS, START_NS + 3 * SECOND, 10 * MS);
        for (long t = 0; t < 200 * MS; t += 50 * MS) {
            script.radar(RADAR, START_NS + t, 10 * MS, steadyCar(0, 30, 0, 10, t));
        }
        for (long t = 200 * MS; t < SECOND; t += 50 * MS) {
            script.radar(RADAR, START_NS + t, 10 * MS);
        }
        script.play(core);
        assertThat(confirmedCount()).isZero();
    }

    @Test
    void shouldKeepTracksOnTheirDeck() {
        Script script = new Script(9).ticks(START_NS, START_NS + 3 * SECOND, 10 * MS);
        for (long t = 0; t < 3 * SECOND; t += 100 * MS) {
            double northM = 20 + t * 1e-8;
            int sequence = (int) (t / (100 * MS));
            for (int level = 0; level < 2; level++) {
                int deck = level;
                script.observe(
                        START_NS + t,
                        20 * MS,
                        o -> o.kind(ObservationKind.CAMERA)
                                .sensorId(CAMERA)
                                .frameSequence(sequence)
                                .indexInFrame(deck)
                                .countInFrame(2)
                                .level((byte) deck)
                                .eastM(0.1)
                                .northM(northM)
                                .eastVarM2(0.25f)
                                .northVarM2(0.25f));
            }
        }
        script.play(core);
        assertThat(confirmedCount()).isEqualTo(2);
        assertThat(tracks.level(tracks.liveSlot(0))).isNotEqualTo(tracks.level(tracks.liveSlot(1)));
    }

    @Test
    void shouldFollowAVehicleThatChangesItsTemporaryId() {
        LongFunction<Mover> truth = t -> steadyCar(0, 10, 0, 12, t);
        Script script = new Script(10).ticks(START_NS, START_NS + 6 * SECOND, 10 * MS);
        for (long t = 0; t < 6 * SECOND; t += 100 * MS) {
            script.bsm(START_NS + t, 30 * MS, t < 3 * SECOND ? 77 : 99, truth.apply(t), o -> {});
            script.radar(RADAR, START_NS + t, 10 * MS, truth.apply(t));
        }
        script.play(core);
        assertThat(tracks.temporaryId(nearest(truth.apply(6 * SECOND), START_NS + 6 * SECOND)))
                .isEqualTo(99);
        assertThat(confirmedCount()).isEqualTo(1);
    }

    @Test
    void shouldTellBrakingFromSteadyDriving() {
        LongFunction<Mover> truth = t -> braking(t, 6);
        threeSensors(11, 5 * SECOND, truth).play(core, now -> {
            if (now == START_NS + 4 * SECOND) {
                int slot = nearest(truth.apply(4 * SECOND), now);
                assertThat(tracks.accelMps2(slot)).isBetween(-7.5, -4.5);
            }
        });
    }

    private static Mover braking(long tNs, double decelerationMps2) {
        double s = tNs * 1e-9;
        double braked = Math.max(0, s - 3);
        return Mover.car(0, 10 + 18 * s - decelerationMps2 * braked * braked / 2, 0, 18 - decelerationMps2 * braked);
    }

    private static Mover steadyCar(double eastM, double northM, double eastMps, double northMps, long tNs) {
        double s = tNs * 1e-9;
        return Mover.car(eastM + eastMps * s, northM + northMps * s, eastMps, northMps);
    }

    private static Script threeSensors(long seed, long forNs, LongFunction<Mover> truth) {
        Script script = new Script(seed).ticks(START_NS, START_NS + forNs, 10 * MS);
        for (long t = 0; t < forNs; t += 10 * MS) {
            if (t % (70 * MS) == 0) {
                script.radar(RADAR, START_NS + t, 15 * MS, truth.apply(t));
            }
            if (t % (50 * MS) == 0) {
                script.camera(START_NS + t, 100 * MS, truth.apply(t));
            }
            if (t % (100 * MS) == 0) {
                script.bsm(START_NS + t, 30 * MS, 5, truth.apply(t), o -> {});
            }
        }
        return script;
    }

    private void sample(long nowNs, LongFunction<Mover> truth) {
        if (nowNs - START_NS < SECOND || (nowNs - START_NS) % (50 * MS) != 0 || confirmedCount() == 0) {
            return;
        }
        Mover mover = truth.apply(nowNs - START_NS);
        int slot = nearest(mover, nowNs);
        double east = tracks.eastM(slot, nowNs) - mover.eastM();
        double north = tracks.northM(slot, nowNs) - mover.northM();
        double eastMps = tracks.eastMps(slot) - mover.eastMps();
        double northMps = tracks.northMps(slot) - mover.northMps();
        squareErrorM2 += east * east + north * north;
        squareErrorMps += eastMps * eastMps + northMps * northMps;
        sampleCount++;
        double a = tracks.covariance(slot, 0, 0);
        double b = tracks.covariance(slot, 0, 1);
        double c = tracks.covariance(slot, 1, 1);
        double d2 = (c * east * east - 2 * b * east * north + a * north * north) / (a * c - b * b);
        nees += d2;
        inside += d2 < 5.99 ? 1 : 0;
    }

    private double rmseM() {
        return Math.sqrt(squareErrorM2 / sampleCount);
    }

    private double speedRmseMps() {
        return Math.sqrt(squareErrorMps / sampleCount);
    }

    private void report(String what) {
        System.out.printf(
                "%s: position RMSE %.2f m, velocity RMSE %.2f m/s, NEES %.2f, inside %.0f %%%n",
                what, rmseM(), speedRmseMps(), nees / sampleCount, 100.0 * inside / sampleCount);
    }

    private int confirmedCount() {
        int count = 0;
        for (int i = 0; i < tracks.liveCount(); i++) {
            count += tracks.isConfirmed(tracks.liveSlot(i)) ? 1 : 0;
        }
        return count;
    }

    private int nearest(Mover mover, long nowNs) {
        int best = -1;
        double bestM = Double.POSITIVE_INFINITY;
        for (int i = 0; i < tracks.liveCount(); i++) {
            int slot = tracks.liveSlot(i);
            double away =
                    Math.hypot(tracks.eastM(slot, nowNs) - mover.eastM(), tracks.northM(slot, nowNs) - mover.northM());
            if (tracks.isConfirmed(slot) && away < bestM) {
                bestM = away;
                best = slot;
            }
        }
        return best;
    }
}
