package io.roadgate.gateway.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StateFilterTest {
    private static StateFilter unit() {
        StateFilter filter = new StateFilter();
        for (int i = 0; i < StateFilter.MOTION; i++) {
            filter.p[i * StateFilter.N + i] = 1;
        }
        return filter;
    }

    @Test
    void anUsualResidualIsTakenAsKalmanSays() {
        StateFilter filter = unit();
        filter.correctPlace(2, 0, 1, 0, 1, false);
        assertEquals(1, filter.x[0], 1e-12);
        assertEquals(0.5, filter.p[0], 1e-12);
    }

    @Test
    void doubtfulObservationMovesLessAndSpreadsTheState() {
        StateFilter filter = unit();
        filter.trust = 0.5;
        filter.correctPlace(4, 0, 1, 0, 1, false);
        assertEquals(1, filter.x[0], 1e-12, "half of the way of 2");
        // P - p K S K' + p (1 - p) (K y)^2 = 1 - 0.5 * 0.5 + 0.25 * 4
        assertEquals(1.75, filter.p[0], 1e-12);
        assertEquals(0.75, filter.p[StateFilter.N + 1], 1e-12, "north agreed");
    }
}
