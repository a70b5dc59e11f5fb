package io.roadgate.gateway.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private final Assignment assignment = new Assignment(256, 64, 256 * 24);

    @Property(tries = 2_000)
    void shouldFindTheCheapestPairingOfAll(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 6) int columns) {
        Random random = new Random(seed);
        double[][] cost = new double[rows][columns];
        assignment.clear();
        for (int row = 0; row < rows; row++) {
            assignment.beginRow();
            for (int column = 0; column < columns; column++) {
                boolean isGated = random.nextInt(3) > 0;
                cost[row][column] = isGated ? random.nextInt(20) - 15 : Double.POSITIVE_INFINITY;
                if (isGated) {
                    assignment.addEdge(column, cost[row][column]);
                }
            }
        }
        assignment.solve();
        double total = 0;
        boolean[] taken = new boolean[columns];
        for (int row = 0; row < rows; row++) {
            int column = assignment.columnOf(row);
            total += assignment.costOf(row);
            if (column != Assignment.ALONE) {
                assertThat(taken[column]).isFalse();
                taken[column] = true;
                assertThat(assignment.costOf(row)).isEqualTo(cost[row][column]);
            }
        }
        assertThat(total).isCloseTo(cheapest(cost, 0, new boolean[columns]), within(1e-9));
    }

    private static double cheapest(double[][] cost, int row, boolean[] taken) {
        if (row == cost.length) {
            return 0;
        }
        double best = cheapest(cost, row + 1, taken);
        for (int column = 0; column < taken.length; column++) {
            if (!taken[column] && cost[row][column] < Double.POSITIVE_INFINITY) {
                taken[column] = true;
                best = Math.min(best, cost[row][column] + cheapest(cost, row + 1, taken));
                taken[column] = false;
            }
        }
        return best;
    }

    @Test
    void shouldLeaveARowWithoutPairsAlone() {
        assignment.clear();
        assignment.beginRow();
        assignment.beginRow();
        assignment.addEdge(3, -1);
        assignment.beginRow();
        assignment.solve();
        assertThat(assignment.columnOf(0)).isEqualTo(Assignment.ALONE);
        assertThat(assignment.columnOf(1)).isEqualTo(3);
        assertThat(assignment.columnOf(2)).isEqualTo(Assignment.ALONE);
    }
}
