package io.roadgate.sim.score;

import java.util.Arrays;

/**
 * The cheapest pairing of rows with columns, exact: as many pairs as the shorter side has members.
 *
 * <p>Source: R. Jonker, A. Volgenant, Computing 38 (1987): shortest augmenting paths with potentials.
 */
final class LeastCost {
    private LeastCost() {}

    /** Column of each row, -1 for none; costs may be negative but must be finite. */
    static int[] solve(double[][] cost) {
        int rows = cost.length;
        int columns = rows == 0 ? 0 : cost[0].length;
        int[] columnOf = new int[rows];
        Arrays.fill(columnOf, -1);
        if (columns == 0) {
            return columnOf;
        }
        if (rows > columns) {
            int[] rowOf = solve(transposed(cost));
            for (int column = 0; column < columns; column++) {
                columnOf[rowOf[column]] = column;
            }
            return columnOf;
        }
        int[] rowOf = new int[columns];
        Arrays.fill(rowOf, -1);
        double[] rowPotential = new double[rows];
        double[] columnPotential = new double[columns];
        for (int row = 0; row < rows; row++) {
            augment(cost, row, rowOf, rowPotential, columnPotential);
        }
        for (int column = 0; column < columns; column++) {
            if (rowOf[column] >= 0) {
                columnOf[rowOf[column]] = column;
            }
        }
        return columnOf;
    }

    private static void augment(
            double[][] cost, int start, int[] rowOf, double[] rowPotential, double[] columnPotential) {
        int columns = rowOf.length;
        double[] distance = new double[columns];
        int[] from = new int[columns];
        boolean[] isDone = new boolean[columns];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        Arrays.fill(from, -1);
        int row = start;
        int last = -1;
        double reached = 0;
        while (true) {
            int nearest = -1;
            double[] costs = cost[row];
            for (int column = 0; column < columns; column++) {
                if (isDone[column]) {
                    continue;
                }
                double length = reached + costs[column] - rowPotential[row] - columnPotential[column];
                if (length < distance[column]) {
                    distance[column] = length;
                    from[column] = last;
                }
                if (nearest < 0 || distance[column] < distance[nearest]) {
                    nearest = column;
                }
            }
            isDone[nearest] = true;
            reached = distance[nearest];
            last = nearest;
            if (rowOf[nearest] < 0) {
                break;
            }
            row = rowOf[nearest];
        }
        // The potentials keep every reduced cost non-negative and that of each pair zero.
        rowPotential[start] += reached;
        for (int column = 0; column < columns; column++) {
            if (isDone[column] && column != last) {
                rowPotential[rowOf[column]] += reached - distance[column];
                columnPotential[column] -= reached - distance[column];
            }
        }
        while (last >= 0) {
            int before = from[last];
            rowOf[last] = before < 0 ? start : rowOf[before];
            last = before;
        }
    }

    private static double[][] transposed(double[][] cost) {
        double[][] turned = new double[cost[0].length][cost.length];
        for (int i = 0; i < cost.length; i++) {
            for (int k = 0; k < turned.length; k++) {
                turned[k][i] = cost[i][k];
            }
        }
        return turned;
    }
}
