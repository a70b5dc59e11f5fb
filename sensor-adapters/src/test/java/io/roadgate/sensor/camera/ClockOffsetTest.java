package io.roadgate.sensor.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.camera.ClockOffset.Verdict;
import io.roadgate.sensor.device.DriverRig;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Exchanges in virtual time. */
class ClockOffsetTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND_NS = 1_000 * MS;

    private final ClockOffset offset = new ClockOffset();
    private long nowNs = DriverRig.START_NS;

    /** An exchange with a clock ahead of ours, over delays of its own for each way; 10 us inside the device. */
    private Verdict exchange(long aheadNs, long thereNs, long backNs) {
        long t2 = nowNs + thereNs + aheadNs;
        long t4 = nowNs + thereNs + 10_000 + backNs;
        return offset.onExchange(nowNs, t2, t2 + 10_000, t4);
    }

    @Test
    void shouldKnowNothingAtFirst() {
        assertThat(offset.isKnown()).isFalse();
        assertThat(offset.offsetNs()).isZero();
        assertThat(offset.boundNs(nowNs)).isZero();
        assertThat(offset.sigmaNs(nowNs)).isZero();
    }

    @Test
    void shouldMeasureExactlyWhenBothWaysAreAlike() {
        assertThat(exchange(7 * SECOND_NS, 2 * MS, 2 * MS)).isEqualTo(Verdict.USED);
        assertThat(offset.offsetNs()).isBetween(7 * SECOND_NS - 1, 7 * SECOND_NS + 1);
        // Half the delay, and the drift of 5 ms begun.
        assertThat(offset.boundNs(nowNs + 4 * MS + 10_000)).isEqualTo(2 * MS + 1 + 5 * ClockOffset.DRIFT_PPM);
        assertThat(offset.sigmaNs(nowNs + 5 * MS)).isEqualTo((long) ((2 * MS + 501) / Math.sqrt(3)));
    }

    @Test
    void shouldMeasureClocksDecadesApart() {
        assertThat(exchange(-DriverRig.START_NS + 5, MS, MS)).isEqualTo(Verdict.USED);
        assertThat(offset.offsetNs()).isBetween(-DriverRig.START_NS + 3, -DriverRig.START_NS + 7);
    }

    @Test
    void shouldPreferTheShortestDelayOfItsWindow() {
        exchange(SECOND_NS, 20 * MS, 0);
        exchange(SECOND_NS, MS, MS);
        exchange(SECOND_NS, 0, 30 * MS);
        assertThat(offset.offsetNs()).isBetween(SECOND_NS - 1, SECOND_NS + 1);
        for (int i = 0; i < ClockOffset.WINDOW; i++) {
            nowNs += SECOND_NS;
            exchange(SECOND_NS, 10 * MS, 4 * MS);
        }
        // The good one has left the window: 3 ms of asymmetry, within the bound of 7 ms.
        assertThat(offset.offsetNs()).isBetween(SECOND_NS + 3 * MS - 1, SECOND_NS + 3 * MS + 1);
        assertThat(offset.boundNs(nowNs)).isEqualTo(7 * MS + 1);
    }

    @Property
    void shouldNeverBeWrongByMoreThanItsBound(@ForAll long seed) {
        offset.reset();
        Random random = new Random(seed);
        double driftPpm = random.nextDouble() * 2 * ClockOffset.DRIFT_PPM - ClockOffset.DRIFT_PPM;
        long startNs = nowNs;
        long aheadAtStartNs = random.nextInt() * 1_000L;
        for (int i = 0; i < 200; i++) {
            nowNs += 100 * MS + random.nextInt(2_000) * MS;
            long aheadNs = aheadAtStartNs + (long) ((nowNs - startNs) / 1e6 * driftPpm);
            assertThat(exchange(aheadNs, random.nextInt(80_000_000), random.nextInt(80_000_000)))
                    .isEqualTo(Verdict.USED);
            long laterNs = nowNs + 160 * MS;
            long aheadLaterNs = aheadAtStartNs + (long) ((laterNs - startNs) / 1e6 * driftPpm);
            assertThat(Math.abs(offset.offsetNs() - aheadLaterNs)).isLessThanOrEqualTo(offset.boundNs(laterNs) + 1);
        }
    }

    @Test
    void shouldWidenItsBoundWithAge() {
        exchange(0, MS, MS);
        long atOnce = offset.boundNs(nowNs);
        assertThat(offset.boundNs(nowNs + 60 * SECOND_NS) - atOnce).isEqualTo(60 * 1_000 * ClockOffset.DRIFT_PPM);
        // Our own clock set back does not make a measurement better.
        assertThat(offset.boundNs(nowNs - SECOND_NS)).isEqualTo(atOnce);
    }

    @Test
    void shouldTakeOneContradictionForAnErrorAndTwoForAJump() {
        exchange(SECOND_NS, MS, MS);
        assertThat(exchange(3 * SECOND_NS, MS, MS)).isEqualTo(Verdict.SUSPICIOUS);
        assertThat(offset.offsetNs()).isBetween(SECOND_NS - 1, SECOND_NS + 1);
        assertThat(exchange(SECOND_NS, MS, MS)).isEqualTo(Verdict.USED);

        assertThat(exchange(-SECOND_NS, MS, MS)).isEqualTo(Verdict.SUSPICIOUS);
        assertThat(exchange(5 * SECOND_NS, MS, MS)).isEqualTo(Verdict.SUSPICIOUS);
        assertThat(exchange(5 * SECOND_NS, 2 * MS, MS)).isEqualTo(Verdict.JUMP);
        assertThat(offset.offsetNs()).isBetween(5 * SECOND_NS - 1, 5 * SECOND_NS + 1);
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        long t = nowNs;
        assertThat(offset.onExchange(t, 0, 10, t + MS)).isEqualTo(Verdict.REFUSED);
        assertThat(offset.onExchange(t, -5, 10, t + MS)).isEqualTo(Verdict.REFUSED);
        assertThat(offset.onExchange(t, t + 5, t + 4, t + MS)).isEqualTo(Verdict.REFUSED);
        assertThat(offset.onExchange(t, t, Long.MAX_VALUE, t + MS)).isEqualTo(Verdict.REFUSED);
        assertThat(offset.onExchange(t, t, t, t - 1)).isEqualTo(Verdict.REFUSED);
        assertThat(offset.onExchange(t, t, t, t + 2 * SECOND_NS)).isEqualTo(Verdict.REFUSED);
        assertThat(offset.onExchange(t, t, t + 3 * MS, t + MS)).isEqualTo(Verdict.REFUSED);
        assertThat(offset.isKnown()).isFalse();
    }

    @Test
    void shouldLiveWithStampsInMilliseconds() {
        // 0.2 ms on the way, but the device's clock ticks once between its two stamps.
        assertThat(offset.onExchange(nowNs, nowNs, nowNs + MS, nowNs + MS / 5)).isEqualTo(Verdict.USED);
        assertThat(Math.abs(offset.offsetNs())).isLessThanOrEqualTo(offset.boundNs(nowNs + MS / 5));
    }
}
