package io.roadgate.gateway.fusion;

import static io.roadgate.gateway.fusion.Script.MS;
import static io.roadgate.gateway.fusion.TestSite.START_NS;
import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.sensor.observation.ObservationKind;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrongClockTest {
    private static final int FRAMES = 200;

    /** What a source with a wrong clock says is refused and counted, and begins no track. */
    @ParameterizedTest
    @ValueSource(longs = {-3_600_000, -60_000, -2_000, 2_000, 60_000, 3_600_000})
    void shouldRefuseAndCount(long offMs) {
        Script script = new Script(1);
        for (int i = 0; i < FRAMES; i++) {
            int sequence = i;
            script.observe(
                    START_NS + i * 50L * MS + offMs * MS,
                    10 * MS - offMs * MS,
                    o -> o.sensorId(1)
                            .kind(ObservationKind.CAMERA)
                            .frameSequence(sequence)
                            .indexInFrame(0)
                            .countInFrame(1)
                            .eastM(10)
                            .northM(20));
        }
        Counters counters = TestSite.counters();
        FusionCore core = new FusionCore(TestSite.config(), START_NS, 1, counters, new Outputs());
        script.play(core);
        assertThat(counters.get(GatewayCounter.OBSERVATION_REFUSED)).isEqualTo(FRAMES);
        assertThat(core.tracks().liveCount()).isZero();
    }

    /** Ten thousand detections in one frame: no more tracks than the table takes, none of them without a place. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldSurviveAFrameOfTenThousand(long seed) {
        Random random = new Random(seed);
        Script script = new Script(seed);
        for (int i = 0; i < 10_000; i++) {
            int index = i;
            script.observe(
                    START_NS + 10 * MS,
                    10 * MS,
                    o -> o.sensorId(1)
                            .kind(ObservationKind.CAMERA)
                            .frameSequence(7)
                            .indexInFrame(index)
                            .countInFrame(10_000)
                            .eastM(random.nextDouble() * 2_000)
                            .northM(random.nextDouble() * 2_000));
        }
        FusionCore core = new FusionCore(TestSite.config(), START_NS, 1, TestSite.counters(), new Outputs());
        script.play(core);
        for (int i = 0; i < core.tracks().liveCount(); i++) {
            int slot = core.tracks().liveSlot(i);
            assertThat(core.tracks().eastM(slot, START_NS + 20 * MS)).isFinite();
            assertThat(core.tracks().northM(slot, START_NS + 20 * MS)).isFinite();
        }
    }
}
