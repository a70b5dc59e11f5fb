package io.roadgate.gateway.track;

/**
 * How probable each pair of a frame is, all joint pairings of the frame weighed: loopy belief propagation on the gated
 * graph of observations j and tracks i, with w the pair's likelihood ratio against "track missed, observation false".
 *
 * <pre>
 *   mu(i to j) = w(i,j) / (1 + sum over j' not j of w(i,j') nu(j' to i))
 *   nu(j to i) = 1 / (1 + sum over i' not i of mu(i' to j))
 *   p(i,j)     = w(i,j) nu(j to i) / (1 + sum over j' of w(i,j') nu(j' to i))
 * </pre>
 *
 * <p>Flat arrays, an edge is a number; nothing is allocated.
 *
 * <p><b>Source:</b> J. L. Williams, R. A. Lau: Approximate evaluation of marginal association probabilities with belief
 * propagation, IEEE Trans. AES-50 (2014), which proves that the iteration converges.
 */
final class Marginals {
    private static final int ROUNDS = 20;
    private static final double STILL = 1e-4;
    private static final double MOST_LOG = 40;

    private final double[] weight;
    private final double[] toTrack;
    private final double[] toObservation;
    private final double[] columnSum;

    Marginals(int columns, int edges) {
        weight = new double[edges];
        toTrack = new double[edges];
        toObservation = new double[edges];
        columnSum = new double[columns];
    }

    /**
     * Finds the probabilities.
     *
     * @param missed chance that a frame misses a track: the scale of the edges' ratios
     */
    void solve(Assignment graph, double missed) {
        int edges = graph.edgeStart(graph.rowCount());
        for (int e = 0; e < edges; e++) {
            weight[e] = StrictMath.exp(Math.min(MOST_LOG, -graph.edgeCost(e))) / missed;
            toTrack[e] = 1;
        }
        double change = 1;
        for (int round = 0; round < ROUNDS && change > STILL; round++) {
            sumColumns(graph, edges);
            change = 0;
            for (int row = 0; row < graph.rowCount(); row++) {
                change = Math.max(change, passRow(graph, graph.edgeStart(row), graph.edgeStart(row + 1)));
            }
        }
        sumColumns(graph, edges);
    }

    private double passRow(Assignment graph, int from, int to) {
        for (int e = from; e < to; e++) {
            double own = weight[e] * toTrack[e];
            toObservation[e] = weight[e] / Math.max(1, 1 + columnSum[graph.edgeColumn(e)] - own);
        }
        double change = 0;
        for (int e = from; e < to; e++) {
            double rest = 1;
            for (int other = from; other < to; other++) {
                rest += other == e
                        ? 0
                        : toObservation[other]; // not sum - own: that loses all digits beside a large one
            }
            change = Math.max(change, Math.abs(1 / rest - toTrack[e]));
            toTrack[e] = 1 / rest;
        }
        return change;
    }

    private void sumColumns(Assignment graph, int edges) {
        for (int e = 0; e < edges; e++) {
            columnSum[graph.edgeColumn(e)] = 0;
        }
        for (int e = 0; e < edges; e++) {
            columnSum[graph.edgeColumn(e)] += weight[e] * toTrack[e];
        }
    }

    /** Probability of an edge's pair. */
    double probability(Assignment graph, int edge) {
        return weight[edge] * toTrack[edge] / (1 + columnSum[graph.edgeColumn(edge)]);
    }
}
