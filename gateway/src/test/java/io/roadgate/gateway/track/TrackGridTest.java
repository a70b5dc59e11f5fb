package io.roadgate.gateway.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrackGridTest {
    private final TrackGrid grid = new TrackGrid(64);
    private final int[] found = new int[64];

    @Test
    void shouldFindAllThatAreLessThanACellAwayOnceEach() {
        Random random = new Random(1);
        double[] eastM = new double[64];
        double[] northM = new double[64];
        for (int round = 0; round < 200; round++) {
            int moved = random.nextInt(64);
            // Some are far beyond the grid's edge, where border cells hold them.
            eastM[moved] = random.nextInt(4) == 0 ? 9_000 + random.nextDouble() * 50 : random.nextDouble() * 100;
            northM[moved] = random.nextDouble() * 100 - 50;
            grid.place(moved, eastM[moved], northM[moved]);
        }
        for (int slot = 0; slot < 64; slot++) {
            grid.place(slot, eastM[slot], northM[slot]);
        }
        for (int slot = 0; slot < 64; slot++) {
            int count = grid.near(eastM[slot], northM[slot], found);
            int[] sorted = Arrays.copyOf(found, count);
            Arrays.sort(sorted);
            assertThat(Arrays.stream(sorted).distinct().count()).isEqualTo(count);
            for (int other = 0; other < 64; other++) {
                double away = Math.hypot(eastM[slot] - eastM[other], northM[slot] - northM[other]);
                if (away < TrackGrid.CELL_M) {
                    assertThat(Arrays.binarySearch(sorted, other)).isNotNegative();
                }
            }
        }
    }

    @Test
    void shouldForgetWhatWasRemoved() {
        grid.place(1, 5, 5);
        grid.place(2, 5, 5);
        grid.place(3, 5, 5);
        grid.remove(2);
        assertThat(grid.near(5, 5, found)).isEqualTo(2);
        grid.remove(3);
        grid.remove(1);
        grid.remove(1);
        assertThat(grid.near(5, 5, found)).isZero();
    }
}
