package io.roadgate.gateway.fusion;

import static io.roadgate.gateway.fusion.Script.MS;
import static io.roadgate.gateway.fusion.TestSite.START_NS;
import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.record.TrackStateDecoder;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;

class HostileRecordsTest {
    private static final double[] NUMBERS = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, 0, 1e-30, 1e30, 1e300, -0.0, 19_999, 4
    };

    /** Sound traffic among which any observation may carry any number in any field. */
    @Property(tries = 150)
    void shouldNeverThrowNorSayAPlaceThatIsNone(@ForAll long seed) {
        Random random = new Random(seed);
        Script script = Traffic.script(seed, 3);
        for (int i = 0; i < 300; i++) {
            long atNs = START_NS + random.nextInt(3_000) * MS;
            script.observe(atNs, random.nextInt(400) * MS - 50 * MS, o -> {
                o.sensorId(random.nextInt(7)).frameSequence(random.nextInt(100));
                o.indexInFrame(random.nextInt(4)).countInFrame(random.nextInt(4));
                o.buffer()
                        .putByte(
                                o.offset() + io.roadgate.sensor.observation.ObservationEncoder.kindEncodingOffset(),
                                (byte) random.nextInt(7));
                o.eastM(odd(random, 100)).northM(odd(random, 100)).upM(odd(random, 10));
                o.eastVarM2((float) odd(random, 1)).northVarM2((float) odd(random, 1));
                o.eastNorthCovM2((float) odd(random, 0.1));
                o.eastMps((float) odd(random, 20)).northMps((float) odd(random, 20));
                o.speedSigmaMps((float) odd(random, 1)).accelMps2((float) odd(random, 5));
                o.headingRad((float) odd(random, 6)).rangeM((float) odd(random, 100));
                o.azimuthRad((float) odd(random, 1)).radialSpeedMps((float) odd(random, 20));
                o.rangeSigmaM((float) odd(random, 1)).azimuthSigmaRad((float) odd(random, 0.1));
                o.radialSpeedSigmaMps((float) odd(random, 1)).classConfidence((float) odd(random, 1));
                o.lengthM((float) odd(random, 5)).widthM((float) odd(random, 2));
            });
        }
        Outputs outputs = new Outputs();
        script.play(new FusionCore(TestSite.config(), START_NS, 1, TestSite.counters(), outputs));
        check(outputs);
    }

    /** Sound records of which any byte may be any other. */
    @Property(tries = 150)
    void shouldSurviveFlippedBytes(@ForAll long seed) {
        Random random = new Random(seed);
        List<Script.Entry> entries = Traffic.script(seed, 2).entries();
        Outputs outputs = new Outputs();
        FusionCore core = new FusionCore(TestSite.config(), START_NS, 1, TestSite.counters(), outputs);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
        for (Script.Entry entry : entries) {
            byte[] bytes = entry.bytes().clone();
            if (random.nextInt(4) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            buffer.wrap(bytes);
            core.onRecord(
                    entry.templateId(),
                    buffer,
                    0,
                    bytes.length - (random.nextInt(50) == 0 ? random.nextInt(bytes.length) : 0));
        }
        check(outputs);
    }

    private static double odd(Random random, double scale) {
        return random.nextInt(3) == 0 ? NUMBERS[random.nextInt(NUMBERS.length)] : random.nextGaussian() * scale;
    }

    private static void check(Outputs outputs) {
        for (TrackStateDecoder state : outputs.states()) {
            assertThat(state.latE7()).isBetween(290_000_000, 310_000_000);
            assertThat(state.lonE7()).isBetween(1_050_000_000, 1_080_000_000);
            assertThat(state.speedMps()).isNotNaN().isFinite();
            assertThat(state.positionSigmaM()).isNotNaN().isFinite();
            assertThat(state.existence()).isBetween(0f, 1f);
        }
    }
}
