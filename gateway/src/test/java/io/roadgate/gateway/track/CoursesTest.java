package io.roadgate.gateway.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CoursesTest {
    @Test
    void shouldCountClockwiseFromNorth() {
        assertThat(Courses.courseRad(0, 1)).isZero();
        assertThat(Courses.courseRad(1, 0)).isCloseTo((float) (Math.PI / 2), within(1e-6f));
        assertThat(Courses.courseRad(-1, 0)).isCloseTo((float) (3 * Math.PI / 2), within(1e-6f));
    }

    @Test
    void shouldStayBelowAFullTurn() {
        assertThat(Courses.normalRad(-1e-12)).isZero();
        assertThat(Courses.normalRad(2 * Math.PI)).isZero();
        assertThat(Courses.normalRad(Double.NaN)).isZero();
        assertThat(Courses.apartRad(0.1, 2 * Math.PI - 0.1)).isCloseTo(0.2, within(1e-6));
    }
}
