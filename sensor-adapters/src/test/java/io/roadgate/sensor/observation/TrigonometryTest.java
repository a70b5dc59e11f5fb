package io.roadgate.sensor.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class TrigonometryTest {
    @Property
    void shouldAgreeWithStrictMath(@ForAll @DoubleRange(min = -40, max = 40) double angleRad) {
        assertThat(Trigonometry.sin(angleRad)).isEqualTo(StrictMath.sin(angleRad), within(3e-16));
        assertThat(Trigonometry.cos(angleRad)).isEqualTo(StrictMath.cos(angleRad), within(3e-16));
    }

    @Test
    void shouldAgreeAllAroundTheCompass() {
        for (int i = -80_000; i <= 80_000; i++) {
            double angleRad = i * 1e-4;
            assertThat(Math.abs(Trigonometry.sin(angleRad) - StrictMath.sin(angleRad)))
                    .isLessThan(3e-16);
            assertThat(Math.abs(Trigonometry.cos(angleRad) - StrictMath.cos(angleRad)))
                    .isLessThan(3e-16);
        }
    }

    @Test
    void shouldBeExactAtZeroAndNoNumberForNone() {
        assertThat(Trigonometry.sin(0)).isZero();
        assertThat(Trigonometry.cos(0)).isEqualTo(1);
        assertThat(Trigonometry.sin(Double.NaN)).isNaN();
        assertThat(Trigonometry.cos(Double.POSITIVE_INFINITY)).isNaN();
        assertThat(Trigonometry.sin(1e300)).isNaN();
    }
}
