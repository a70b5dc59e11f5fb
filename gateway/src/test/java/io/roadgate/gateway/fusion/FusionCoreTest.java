package io.roadgate.gateway.fusion;

import static io.roadgate.gateway.fusion.Script.MS;
import static io.roadgate.gateway.fusion.TestSite.START_NS;
import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.fusion.Script.Mover;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.TrackStateDecoder;
import io.roadgate.sensor.observation.ObservationKind;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FusionCoreTest {
    private static final long SECOND = 1_000 * MS;

    private final Counters counters = TestSite.counters();
    private final Outputs outputs = new Outputs();
    private final FusionCore core = new FusionCore(TestSite.config(), START_NS, 1, counters, outputs);

    @Test
    void shouldSayTheSameOfTheSameRecords() {
        Script script = Traffic.script(1, 30);
        script.play(core);
        Outputs again = new Outputs();
        script.play(new FusionCore(TestSite.config(), START_NS, 1, TestSite.counters(), again));
        assertThat(again.bytes()).isEqualTo(outputs.bytes());
        for (EventKind kind : List.of(
                EventKind.ABNORMAL_VEHICLE_STOPPED,
                EventKind.EMERGENCY_BRAKING,
                EventKind.VULNERABLE_ROAD_USER_CONFLICT)) {
            assertThat(outputs.events(kind)).as(kind.label()).isNotEmpty();
        }
        assertThat(outputs.tolls()).hasSize(10);
        assertThat(counters.get(GatewayCounter.TOLLS_DUPLICATE)).isEqualTo(10);
        assertThat(outputs.states()).hasSizeGreaterThan(1_000);
    }

    @Test
    void shouldNotLetLaterRecordsChangeEarlierOutputs() {
        List<Script.Entry> entries = Traffic.script(2, 10).entries();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
        Outputs half = new Outputs();
        FusionCore shorter = new FusionCore(TestSite.config(), START_NS, 1, TestSite.counters(), half);
        for (int i = 0; i < entries.size(); i++) {
            Script.Entry entry = entries.get(i);
            buffer.wrap(entry.bytes());
            core.onRecord(entry.templateId(), buffer, 0, entry.bytes().length);
            if (i < entries.size() / 2) {
                shorter.onRecord(entry.templateId(), buffer, 0, entry.bytes().length);
            }
        }
        byte[] all = outputs.bytes();
        assertThat(half.bytes()).isNotEmpty().isEqualTo(java.util.Arrays.copyOf(all, half.bytes().length));
    }

    @Test
    void shouldPictureTheRoadTenTimesASecond() {
        Script script = new Script(3).ticks(START_NS, START_NS + 3 * SECOND, 10 * MS);
        for (long t = 0; t < 3 * SECOND; t += 50 * MS) {
            script.camera(START_NS + t, 20 * MS, Mover.car(0, 20 + 10e-9 * t, 0, 10), Mover.car(3.5, 60, 0, 0));
        }
        script.play(core);
        List<TrackStateDecoder> last = outputs.states().stream()
                .filter(state -> state.atNs() > START_NS + 2 * SECOND)
                .toList();
        assertThat(last).hasSize(20);
        TrackStateDecoder first = last.get(0);
        assertThat(first.countInPicture()).isEqualTo(2);
        assertThat(first.laneId()).isEqualTo(TestSite.LEFT_LANE);
        assertThat(first.speedMps()).isBetween(9f, 11f);
        assertThat(first.heightCm()).isEqualTo(24_500);
        assertThat(first.causedAtNs()).isLessThanOrEqualTo(first.atNs());
        assertThat(last.get(1).indexInPicture()).isEqualTo(1);
    }

    @Test
    void shouldCountRecordsItDoesNotKnow() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        core.onRecord(99, buffer, 0, 256);
        core.onRecord(1, buffer, 0, 256); // the header says template 0
        core.onRecord(1, buffer, 0, 3);
        Script.Entry entry = new Script(1).tick(START_NS + 5).entries().get(0);
        buffer.wrap(entry.bytes());
        core.onRecord(entry.templateId(), buffer, 0, entry.bytes().length - 1);
        assertThat(counters.get(GatewayCounter.RECORD_UNKNOWN)).isEqualTo(4);
        assertThat(counters.get(GatewayCounter.FUSION_RECORDS)).isEqualTo(4);
        assertThat(core.nowNs()).isEqualTo(START_NS);
    }

    @Test
    void shouldKeepItsTimeWhenAStampGoesBack() {
        new Script(1).tick(START_NS + SECOND).play(core);
        new Script(1)
                .tick(START_NS - SECOND)
                .tick(Long.MIN_VALUE)
                .tick(Long.MAX_VALUE)
                .play(core);
        assertThat(core.nowNs()).isEqualTo(START_NS + SECOND);
    }

    @Test
    void shouldRefuseImpossibleNumbers() {
        Script script = new Script(1);
        long atNs = START_NS + SECOND;
        camera(script, atNs, Double.NaN, 0, 1);
        camera(script, atNs, Double.POSITIVE_INFINITY, 0, 1);
        camera(script, atNs, 0, 1e7, 1);
        camera(script, atNs, 0, 0, -1);
        camera(script, atNs, 0, 0, Float.POSITIVE_INFINITY);
        script.observe(
                atNs,
                SECOND,
                o -> o.kind(ObservationKind.CAMERA).sensorId(2).eastM(0).northM(0)); // too old
        script.observe(
                atNs,
                -SECOND,
                o -> o.kind(ObservationKind.CAMERA).sensorId(2).eastM(0).northM(0)); // future
        script.observe(
                atNs,
                0,
                o -> o.kind(ObservationKind.CAMERA).sensorId(99).eastM(0).northM(0));
        script.play(core);
        assertThat(counters.get(GatewayCounter.OBSERVATION_REFUSED)).isEqualTo(8);
        assertThat(core.tracks().liveCount()).isZero();
    }

    private static void camera(Script script, long atNs, double eastM, double northM, float eastVarM2) {
        script.observe(
                atNs,
                MS,
                o -> o.kind(ObservationKind.CAMERA)
                        .sensorId(TestSite.CAMERA)
                        .frameSequence(script.entries().size())
                        .countInFrame(1)
                        .eastM(eastM)
                        .northM(northM)
                        .eastVarM2(eastVarM2)
                        .northVarM2(1));
    }

    @Test
    void shouldSurviveMoreObservationsThanItHasRoomFor() {
        Script script = new Script(4);
        for (int frame = 0; frame < 3; frame++) {
            int sequence = frame;
            for (int i = 0; i < 10_000; i++) {
                int index = i;
                int row = i / 100;
                script.observe(
                        START_NS + SECOND + frame * 100L * MS,
                        10 * MS,
                        o -> o.kind(ObservationKind.CAMERA)
                                .sensorId(TestSite.CAMERA)
                                .frameSequence(sequence)
                                .indexInFrame(index)
                                .countInFrame(10_000)
                                .eastM(index % 100 * 3.0)
                                .northM(row * 3.0)
                                .eastVarM2(0.25f)
                                .northVarM2(0.25f));
            }
        }
        script.play(core);
        assertThat(core.tracks().liveCount()).isEqualTo(2_048);
        assertThat(counters.get(GatewayCounter.TRACK_TABLE_FULL)).isGreaterThan(0);
    }

    @Test
    void shouldForgetExpectationsOfALostSensor() {
        Script script =
                Traffic.script(5, 3).linkLost(TestSite.RADAR, START_NS + SECOND).linkLost(99, START_NS + SECOND);
        script.play(core);
        assertThat(outputs.states()).isNotEmpty();
    }
}
