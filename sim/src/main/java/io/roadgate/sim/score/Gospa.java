package io.roadgate.sim.score;

/**
 * Generalised optimal sub-pattern assignment, c = 5 m, p = 2, alpha = 2, mean over ticks, with root mean squares of its
 * parts.
 *
 * <p>Source: A. S. Rahmathullah, Á. F. García-Fernández, L. Svensson, FUSION 2017. Objects that need not be tracked take
 * part in the assignment and then drop out; tracks outside the region of interest cost nothing.
 */
final class Gospa {
    private static final double CUT = Tick.GATE_M * Tick.GATE_M;
    private static final double FAVOUR = 1e-6;

    private final Numbers total = new Numbers();
    private final Numbers located = new Numbers();
    private final Numbers missed = new Numbers();
    private final Numbers wrong = new Numbers();

    void add(Tick tick) {
        int rows = tick.objects().size();
        int columns = tick.tracks().size();
        double[][] cost = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double near = Math.min(tick.distanceM()[i][j], Tick.GATE_M);
                cost[i][j] = near * near - CUT - (tick.isCared(i) ? FAVOUR : 0);
            }
        }
        int[] columnOf = LeastCost.solve(cost);
        boolean[] isTaken = new boolean[columns];
        double locationSum = 0;
        int misses = 0;
        for (int i = 0; i < rows; i++) {
            int j = columnOf[i];
            boolean isMatched = j >= 0 && tick.distanceM()[i][j] < Tick.GATE_M;
            if (isMatched) {
                isTaken[j] = true;
            }
            if (tick.isCared(i)) {
                locationSum += isMatched ? tick.distanceM()[i][j] * tick.distanceM()[i][j] : 0;
                misses += isMatched ? 0 : 1;
            }
        }
        int falses = 0;
        for (int j = 0; j < columns; j++) {
            falses += !isTaken[j] && tick.isInRoi()[j] ? 1 : 0;
        }
        total.add(Math.sqrt(locationSum + CUT / 2 * (misses + falses)));
        located.add(locationSum);
        missed.add(CUT / 2 * misses);
        wrong.add(CUT / 2 * falses);
    }

    double mean() {
        return total.mean();
    }

    double location() {
        return Math.sqrt(located.mean());
    }

    double missing() {
        return Math.sqrt(missed.mean());
    }

    double falsely() {
        return Math.sqrt(wrong.mean());
    }

    double last() {
        return total.last();
    }

    int ticks() {
        return total.count();
    }
}
