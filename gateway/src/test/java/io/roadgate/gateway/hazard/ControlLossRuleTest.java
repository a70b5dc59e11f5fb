package io.roadgate.gateway.hazard;

import static io.roadgate.gateway.fusion.Script.MS;
import static io.roadgate.gateway.fusion.TestSite.START_NS;
import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.fusion.FusionCore;
import io.roadgate.gateway.fusion.Outputs;
import io.roadgate.gateway.fusion.Script;
import io.roadgate.gateway.fusion.Script.Mover;
import io.roadgate.gateway.fusion.TestSite;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.HazardEventDecoder;
import io.roadgate.sensor.observation.CuesEncoder;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A vehicle's own flags of lost grip: set, set by chance once, set with a noisy place, and not heard any more. */
class ControlLossRuleTest {
    private static final EventKind LOSS = EventKind.CONTROL_LOSS;

    @ParameterizedTest
    @ValueSource(strings = {"abs", "traction", "stability"})
    void shouldRaiseEachFlagOnceAndEndIt(String flag) {
        Outputs outputs = run(0, 6, 15, (cues, s) -> {
            boolean isSet = s >= 3 && s < 4;
            cues.absActive(isSet && flag.equals("abs"))
                    .tractionControlActive(isSet && flag.equals("traction"))
                    .stabilityControlActive(isSet && flag.equals("stability"));
        });
        assertThat(outputs.events(LOSS, EventPhase.RAISED)).hasSize(1);
        assertThat(outputs.events(LOSS, EventPhase.ENDED)).hasSize(1);
        HazardEventDecoder raised = outputs.events(LOSS, EventPhase.RAISED).get(0);
        // Second report with the flag: 3.1 s, and 20 ms on the way.
        assertThat(raised.detectedAtNs()).isBetween(START_NS + 3_100 * MS, START_NS + 3_200 * MS);
        assertThat(raised.measure()).isEqualTo(1f);
        assertThat(raised.primary().temporaryId()).isEqualTo(9);
    }

    @Test
    void shouldNotRaiseAVehicleThatSlipsAsItParks() {
        assertThat(run(0, 6, 0.5, (cues, s) -> cues.absActive(s >= 3)).events(LOSS))
                .isEmpty();
    }

    @Test
    void shouldNotRaiseABrakePedalAlone() {
        assertThat(run(0, 6, 15, (cues, s) -> cues.braking(true).hazardLights(true))
                        .events(LOSS))
                .isEmpty();
    }

    @Test
    void shouldRaiseOnceInNoise() {
        Outputs outputs = run(0.3, 6, 15, (cues, s) -> cues.stabilityControlActive(s >= 3 && (int) (s * 10) % 3 != 0));
        assertThat(outputs.events(LOSS, EventPhase.RAISED)).hasSize(1);
    }

    @Test
    void shouldRaiseNothingWhenTheVehicleIsNotHeardAnyMore() {
        assertThat(run(0, 2.9, 15, (cues, s) -> cues.absActive(s >= 3)).events(LOSS))
                .isEmpty();
    }

    private static Outputs run(double noiseM, double heardS, double mps, BiConsumer<CuesEncoder, Double> flags) {
        Script script = new Script(3).ticks(START_NS, START_NS + 7_000 * MS, 10 * MS);
        for (long t = 0; t < heardS * 1_000; t += 100) {
            double s = t * 1e-3;
            Mover mover = Mover.car(script.gauss(0.01 + noiseM), mps * s, 0, mps);
            script.bsm(START_NS + t * MS, 20 * MS, 9, mover, o -> flags.accept(o.cues(), s));
        }
        Outputs outputs = new Outputs();
        script.play(new FusionCore(TestSite.config(), START_NS, 1, TestSite.counters(), outputs));
        return outputs;
    }
}
