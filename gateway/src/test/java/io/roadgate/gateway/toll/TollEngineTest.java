package io.roadgate.gateway.toll;

import static io.roadgate.gateway.fusion.Script.MS;
import static io.roadgate.gateway.fusion.TestSite.START_NS;
import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.fusion.FusionCore;
import io.roadgate.gateway.fusion.Outputs;
import io.roadgate.gateway.fusion.Script;
import io.roadgate.gateway.fusion.Script.Mover;
import io.roadgate.gateway.fusion.TestSite;
import io.roadgate.gateway.record.TollRecordDecoder;
import io.roadgate.sensor.observation.ObservationKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TollEngineTest {
    private static final long SECOND = 1_000 * MS;
    private static final int OBU = 0xFFFEFEFF;
    private static final String PLATE = "渝A12345";

    private final Counters counters = TestSite.counters();
    private final Outputs outputs = new Outputs();
    private final FusionCore core = new FusionCore(TestSite.config(), START_NS, 41, counters, outputs);

    @Test
    void shouldPriceAPassageByClass() {
        new Script(1)
                .etc(START_NS + 1, OBU, 5, 1, PLATE, 0)
                .etc(START_NS + 2, 77, 6, 2, "", 0)
                .play(core);
        TollRecordDecoder first = outputs.tolls().get(0);
        assertThat(first.sequence()).isEqualTo(41);
        assertThat(first.amountFen()).isEqualTo(1_500);
        assertThat(first.debitedFen()).isEqualTo(1_425);
        assertThat(first.obuMac()).isEqualTo(0xFFFEFEFFL);
        assertThat(first.laneId()).isEqualTo(TestSite.TOLL_LANE);
        assertThat(first.siteNumber()).isEqualTo(7);
        assertThat(first.tariffVersion()).isEqualTo(3);
        assertThat(first.passedAtNs()).isEqualTo(START_NS + 1);
        assertThat(first.witnesses().etc()).isTrue();
        assertThat(first.witnesses().track()).isFalse();
        assertThat(first.trackId()).isZero();
        assertThat(plate(first)).isEqualTo(PLATE);
        TollRecordDecoder second = outputs.tolls().get(1);
        assertThat(second.sequence()).isEqualTo(42);
        assertThat(second.amountFen()).isEqualTo(2_500);
        assertThat(counters.get(GatewayCounter.TOLLS_DECIDED)).isEqualTo(2);
    }

    @Test
    void shouldNotChargeARepeatedTransactionWithinTenMinutes() {
        Script script = new Script(1).etc(START_NS + 1, OBU, 5, 1, PLATE, 0);
        script.etc(START_NS + 300 * MS, OBU, 5, 1, PLATE, 0);
        script.etc(START_NS + 600 * SECOND, OBU, 5, 1, PLATE, 0);
        script.etc(START_NS + 600 * SECOND + 1, OBU, 6, 1, PLATE, 0);
        script.play(core);
        assertThat(outputs.tolls()).hasSize(2);
        assertThat(outputs.tolls().get(1).sequence()).isEqualTo(42);
        assertThat(counters.get(GatewayCounter.TOLLS_DUPLICATE)).isEqualTo(2);
    }

    @Test
    void shouldRecordAnUnknownClassWithoutAPrice() {
        new Script(1)
                .etc(START_NS + 1, OBU, 5, TestSite.UNPRICED_CLASS, PLATE, 0)
                .play(core);
        assertThat(outputs.tolls()).hasSize(1);
        assertThat(outputs.tolls().get(0).amountFen()).isZero();
        assertThat(outputs.tolls().get(0).vehicleClass()).isEqualTo((short) TestSite.UNPRICED_CLASS);
        assertThat(counters.get(GatewayCounter.TOLLS_UNPRICED)).isEqualTo(1);
    }

    @Test
    void shouldNotChargeAFailedTransactionButTheOneAfterIt() {
        new Script(1)
                .etc(START_NS + 1, OBU, 5, 1, PLATE, 0x35)
                .etc(START_NS + 200 * MS, OBU, 5, 1, PLATE, 0)
                .play(core);
        assertThat(outputs.tolls()).hasSize(1);
        assertThat(outputs.tolls().get(0).errorCode()).isZero();
    }

    @Test
    void shouldNameTheTrackUnderTheAntenna() {
        // Two vehicles in the toll lane, 20 m apart; a third in the left lane.
        Script script = follow(4 * SECOND, "", "");
        script.etc(START_NS + 3 * SECOND, OBU, 5, 1, PLATE, 0);
        script.play(core);
        TollRecordDecoder toll = outputs.tolls().get(0);
        assertThat(toll.witnesses().track()).isTrue();
        assertThat(toll.witnesses().plate()).isFalse();
        assertThat(eastOf(toll.trackId())).isBetween(TestSite.TOLL_EAST_M - 2, TestSite.TOLL_EAST_M + 2);
        assertThat(toll.trackId()).isEqualTo(trackNear(50));
        assertThat(outputs.states().stream().anyMatch(s -> s.obuMac() == 0xFFFEFEFFL))
                .isTrue();
    }

    @Test
    void shouldTakeThePlateAsAWitnessAndFollowItToTheRightTrack() {
        // The vehicle behind is the one that carries the plate.
        follow(4 * SECOND, "渝B99999", PLATE)
                .etc(START_NS + 3 * SECOND, OBU, 5, 1, PLATE, 0)
                .play(core);
        TollRecordDecoder toll = outputs.tolls().get(0);
        assertThat(toll.witnesses().plate()).isTrue();
        assertThat(toll.trackId()).isEqualTo(trackNear(35));
    }

    private Script follow(long forNs, String firstPlate, String secondPlate) {
        Script script = new Script(1).ticks(START_NS, START_NS + forNs, 10 * MS);
        String[] plates = {firstPlate, secondPlate, ""};
        for (long t = 0; t < forNs; t += 50 * MS) {
            double s = t * 1e-9;
            Mover[] movers = {
                Mover.car(TestSite.TOLL_EAST_M, 50 + 5 * (s - 3), 0, 5),
                Mover.car(TestSite.TOLL_EAST_M, 35 + 5 * (s - 3), 0, 5),
                Mover.car(0, 48 + 5 * (s - 3), 0, 5)
            };
            int sequence = (int) (t / (50 * MS));
            for (int i = 0; i < movers.length; i++) {
                int index = i;
                Mover mover = movers[i];
                script.observe(START_NS + t, 50 * MS, o -> {
                    o.kind(ObservationKind.CAMERA)
                            .sensorId(TestSite.CAMERA)
                            .frameSequence(sequence)
                            .indexInFrame(index)
                            .countInFrame(movers.length)
                            .participantClass(mover.participantClass())
                            .eastM(mover.eastM())
                            .northM(mover.northM())
                            .eastVarM2(0.1f)
                            .northVarM2(0.1f);
                    byte[] text = plates[index].getBytes(StandardCharsets.UTF_8);
                    for (int k = 0; k < text.length; k++) {
                        o.plate(k, (short) (text[k] & 0xFF));
                    }
                });
            }
        }
        return script;
    }

    /** Track that is in the toll lane at this place three seconds after the start. */
    private long trackNear(double northM) {
        return outputs.states().stream()
                .filter(s -> s.atNs() == START_NS + 3 * SECOND)
                .filter(s -> s.laneId() == TestSite.TOLL_LANE)
                .filter(s -> Math.abs(TestSite.plane().northM(s.latE7()) - northM) < 3)
                .findFirst()
                .orElseThrow()
                .trackId();
    }

    private double eastOf(long trackId) {
        return outputs.states().stream()
                .filter(s -> s.trackId() == trackId)
                .mapToDouble(s -> TestSite.plane().eastM(s.lonE7()))
                .average()
                .orElseThrow();
    }

    private static String plate(TollRecordDecoder toll) {
        byte[] text = new byte[TollRecordDecoder.plateLength()];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) toll.plate(i);
        }
        return new String(text, StandardCharsets.UTF_8).trim();
    }
}
