package io.roadgate.gateway.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MarginalsTest {
    private final Assignment graph = new Assignment(8, 8, 64);
    private final Marginals marginals = new Marginals(8, 64);

    private void row(double... ratios) {
        graph.beginRow();
        for (int column = 0; column < ratios.length; column++) {
            if (!Double.isNaN(ratios[column])) {
                graph.addEdge(column, -StrictMath.log(ratios[column]));
            }
        }
    }

    private double probability(int edge) {
        return marginals.probability(graph, edge);
    }

    @Test
    void aLonePairIsAsProbableAsItsRatioSays() {
        row(3);
        marginals.solve(graph, 0.5);
        assertEquals(6.0 / 7, probability(0), 1e-12);
    }

    @Test
    void twoObservationsOfOneTrackShareItExactly() {
        row(4);
        row(1);
        marginals.solve(graph, 1);
        assertEquals(4.0 / 6, probability(0), 1e-9, "1 + 4 + 1: none, the first, the second");
        assertEquals(1.0 / 6, probability(1), 1e-9);
    }

    @Test
    void twoTracksOfOneObservationShareItExactly() {
        row(4, 1);
        marginals.solve(graph, 1);
        assertEquals(4.0 / 6, probability(0), 1e-3);
        assertEquals(1.0 / 6, probability(1), 1e-3);
    }

    @Test
    void aSymmetricSquareIsUndecidedAndAClearOneIsNot() {
        row(1e6, 1e6);
        row(1e6, 1e6);
        marginals.solve(graph, 0.1);
        assertEquals(0.5, probability(0), 1e-3);
        assertEquals(0.5, probability(3), 1e-3);
        graph.clear();
        row(1e6, 1);
        row(1, 1e6);
        marginals.solve(graph, 0.1);
        assertTrue(probability(0) > 0.999);
        assertTrue(probability(1) < 0.001);
    }

    @Test
    void aChainIsNearWhatCountingAllPairingsGives() {
        double[][] w = {{5, 2, Double.NaN}, {3, 6, 1}, {Double.NaN, 2, 4}};
        for (double[] ratios : w) {
            row(ratios);
        }
        marginals.solve(graph, 1);
        int edge = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                if (!Double.isNaN(w[i][j])) {
                    assertEquals(counted(w, i, j) / counted(w, -1, -1), probability(edge++), 0.05, i + "/" + j);
                }
            }
        }
    }

    /** Sum over all joint pairings; with i at least 0 over those that hold the pair (i, j). */
    private static double counted(double[][] w, int i, int j) {
        return count(w, 0, 0, i, j);
    }

    private static double count(double[][] w, int row, int taken, int i, int j) {
        if (row == w.length) {
            return 1;
        }
        double sum = row == i ? 0 : count(w, row + 1, taken, i, j);
        for (int c = 0; c < w[row].length; c++) {
            if (!Double.isNaN(w[row][c]) && (taken & 1 << c) == 0 && (row != i || c == j)) {
                sum += w[row][c] * count(w, row + 1, taken | 1 << c, i, j);
            }
        }
        return sum;
    }

    @Test
    void enormousRatiosStayProbabilities() {
        row(1e300, 1e300, 1e-300);
        row(1e300, 1e300, 1e300);
        marginals.solve(graph, 0.1);
        for (int edge = 0; edge < 6; edge++) {
            assertTrue(probability(edge) >= 0 && probability(edge) <= 1, "edge " + edge + ": " + probability(edge));
        }
    }
}
