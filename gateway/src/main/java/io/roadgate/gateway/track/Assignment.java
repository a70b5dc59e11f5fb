package io.roadgate.gateway.track;

import java.util.Arrays;

/**
 * The cheapest pairing of a frame's observations with tracks, over the pairs that passed the gate only.
 *
 * <p>Every observation may also stay alone at cost 0, so a pairing always exists. Solved exactly by shortest augmenting
 * paths over reduced costs; each path is found as by Dijkstra and stays inside its cluster of rivals. Written in place
 * on flat arrays; nothing is allocated.
 *
 * <p><b>Source:</b> R. Jonker, A. Volgenant: A shortest augmenting path algorithm for dense and sparse linear assignment
 * problems, Computing 38 (1987), the augmentation phase.
 */
final class Assignment {
    /** No track: the observation stays alone. */
    static final int ALONE = -1;

    private final int[] edgeStart;
    private final int[] edgeColumn;
    private final double[] edgeCost;
    private final int[] rowEdge;
    private final int[] columnRow;
    private final double[] columnDual;
    private final double[] distance;
    private final int[] reachedBy;
    private final int[] mark;
    private final int[] frontier;
    private final int[] scanned;
    private int rowCount;
    private int edgeCount;
    private int markNow;
    private int frontierCount;
    private int scannedCount;
    private double aloneCost;
    private int aloneRow;

    Assignment(int rows, int columns, int edges) {
        edgeStart = new int[rows + 1];
        edgeColumn = new int[edges];
        edgeCost = new double[edges];
        rowEdge = new int[rows];
        columnRow = new int[columns];
        columnDual = new double[columns];
        distance = new double[columns];
        reachedBy = new int[columns];
        mark = new int[columns];
        frontier = new int[columns];
        scanned = new int[columns];
    }

    /** Forgets the last problem. */
    void clear() {
        rowCount = 0;
        edgeCount = 0;
    }

    /** Begins the next row; its edges follow. */
    void beginRow() {
        edgeStart[rowCount++] = edgeCount;
        edgeStart[rowCount] = edgeCount;
    }

    /** Adds a pair to the row begun last. */
    void addEdge(int column, double cost) {
        edgeColumn[edgeCount] = column;
        edgeCost[edgeCount++] = cost;
        edgeStart[rowCount] = edgeCount;
        columnRow[column] = ALONE;
        columnDual[column] = 0;
    }

    /** Column of a row after {@link #solve}, or {@link #ALONE}. */
    int columnOf(int row) {
        return rowEdge[row] < 0 ? ALONE : edgeColumn[rowEdge[row]];
    }

    /** Cost of a row's pair after {@link #solve}; 0 when it stays alone. */
    double costOf(int row) {
        return rowEdge[row] < 0 ? 0 : edgeCost[rowEdge[row]];
    }

    /** Rows begun. */
    int rowCount() {
        return rowCount;
    }

    /** First edge of a row; of the row after the last one: how many edges there are. */
    int edgeStart(int row) {
        return edgeStart[row];
    }

    int edgeColumn(int edge) {
        return edgeColumn[edge];
    }

    double edgeCost(int edge) {
        return edgeCost[edge];
    }

    /** Edge of a row's pair after {@link #solve}, or {@link #ALONE}. */
    int edgeOf(int row) {
        return rowEdge[row];
    }

    /** Finds the pairing of least total cost. */
    void solve() {
        Arrays.fill(rowEdge, 0, rowCount, ALONE);
        for (int row = 0; row < rowCount; row++) {
            augment(row);
        }
    }

    private void augment(int root) {
        markNow++;
        frontierCount = 0;
        scannedCount = 0;
        aloneCost = Double.POSITIVE_INFINITY;
        relax(root, 0, 0);
        int end = ALONE;
        double length = aloneCost;
        while (frontierCount > 0) {
            int column = takeNearest();
            if (distance[column] >= aloneCost) {
                break;
            }
            if (columnRow[column] == ALONE) {
                end = column;
                length = distance[column];
                break;
            }
            scanned[scannedCount++] = column;
            mark[column] = -markNow;
            int row = columnRow[column];
            relax(row, distance[column], edgeCost[rowEdge[row]] - columnDual[column]);
            length = aloneCost;
        }
        for (int i = 0; i < scannedCount; i++) {
            columnDual[scanned[i]] += distance[scanned[i]] - length;
        }
        turnPath(root, end);
    }

    private void relax(int row, double reached, double base) {
        if (reached - base < aloneCost) {
            aloneCost = reached - base;
            aloneRow = row;
        }
        for (int edge = edgeStart[row]; edge < edgeStart[row + 1]; edge++) {
            int column = edgeColumn[edge];
            if (mark[column] == -markNow) {
                continue;
            }
            double through = reached + edgeCost[edge] - columnDual[column] - base;
            if (mark[column] != markNow) {
                mark[column] = markNow;
                frontier[frontierCount++] = column;
            } else if (through >= distance[column]) {
                continue;
            }
            distance[column] = through;
            reachedBy[column] = edge;
        }
    }

    private int takeNearest() {
        int best = 0;
        for (int i = 1; i < frontierCount; i++) {
            if (distance[frontier[i]] < distance[frontier[best]]) {
                best = i;
            }
        }
        int column = frontier[best];
        frontier[best] = frontier[--frontierCount];
        return column;
    }

    /** Walks back from the path's end to its root and turns every pair on it. */
    private void turnPath(int root, int end) {
        int column = end;
        if (end == ALONE) {
            column = columnOf(aloneRow);
            rowEdge[aloneRow] = ALONE;
            if (aloneRow == root) {
                return;
            }
        }
        while (true) {
            int edge = reachedBy[column];
            int row = rowOf(edge);
            int left = columnOf(row);
            rowEdge[row] = edge;
            columnRow[column] = row;
            if (row == root) {
                return;
            }
            column = left;
        }
    }

    private int rowOf(int edge) {
        int low = 0;
        int high = rowCount - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (edgeStart[middle] <= edge) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
