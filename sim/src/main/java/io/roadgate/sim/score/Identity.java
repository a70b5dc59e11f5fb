package io.roadgate.sim.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long tracks stay with their objects over the whole scene: IDF1 and HOTA.
 *
 * <p>Sources: E. Ristani and others, ECCV 2016 workshops (IDF1); J. Luiten and others, International Journal of Computer
 * Vision 129 (2021) 548 (HOTA, similarity 1 - d / 5 m, thresholds 0.05 to 0.95).
 */
final class Identity {
    private static final int THRESHOLDS = 10;

    private final Map<String, Integer> objects = new HashMap<>();
    private final Map<String, Integer> tracks = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();

    /** A tick: indices of objects and tracks that count, and their similarities. */
    @SuppressWarnings("ArrayRecordComponent") // kept for a second pass, never compared
    private record Row(int[] objects, int[] tracks, double[][] similarity, boolean[][] isNear) {}

    void add(Tick tick, int[] match) {
        boolean[] isDontCare = new boolean[tick.tracks().size()];
        boolean[] isMatched = new boolean[tick.tracks().size()];
        for (int i = 0; i < match.length; i++) {
            if (match[i] >= 0) {
                (tick.isCared(i) ? isMatched : isDontCare)[match[i]] = true;
            }
        }
        List<Integer> cared = new ArrayList<>();
        for (int i = 0; i < match.length; i++) {
            if (tick.isCared(i)) {
                cared.add(i);
            }
        }
        List<Integer> counted = new ArrayList<>();
        for (int j = 0; j < isMatched.length; j++) {
            if (!isDontCare[j] && (tick.isInRoi()[j] || isMatched[j])) {
                counted.add(j);
            }
        }
        double[][] similarity = new double[cared.size()][counted.size()];
        boolean[][] isNear = new boolean[cared.size()][counted.size()];
        for (int p = 0; p < similarity.length; p++) {
            for (int q = 0; q < counted.size(); q++) {
                double distance = tick.distanceM()[cared.get(p)][counted.get(q)];
                similarity[p][q] = Math.max(0, 1 - distance / Tick.GATE_M);
                isNear[p][q] = distance < Tick.GATE_M;
            }
        }
        rows.add(new Row(
                cared.stream()
                        .mapToInt(i -> index(objects, tick.objects().get(i).id()))
                        .toArray(),
                counted.stream()
                        .mapToInt(j -> index(tracks, tick.tracks().get(j).id()))
                        .toArray(),
                similarity,
                isNear));
    }

    private static int index(Map<String, Integer> of, String id) {
        Integer known = of.get(id);
        if (known == null) {
            known = of.size();
            of.put(id, known);
        }
        return known;
    }

    boolean isEmpty() {
        return objects.isEmpty() || tracks.isEmpty();
    }

    double idf1() {
        double[][] negative = new double[objects.size()][tracks.size()];
        double all = 0;
        for (Row row : rows) {
            all += row.objects.length + row.tracks.length;
            for (int p = 0; p < row.objects.length; p++) {
                for (int q = 0; q < row.tracks.length; q++) {
                    negative[row.objects[p]][row.tracks[q]] -= row.isNear[p][q] ? 1 : 0;
                }
            }
        }
        int[] columnOf = LeastCost.solve(negative);
        double together = 0;
        for (int i = 0; i < columnOf.length; i++) {
            together += columnOf[i] >= 0 ? -negative[i][columnOf[i]] : 0;
        }
        return 2 * together / all;
    }

    double hota() {
        double[] objectTicks = new double[objects.size()];
        double[] trackTicks = new double[tracks.size()];
        double[][] alignment = alignment(objectTicks, trackTicks);
        double[][][] matched = new double[THRESHOLDS][objects.size()][tracks.size()];
        double[] truePositives = new double[THRESHOLDS];
        double cared = 0;
        double counted = 0;
        for (Row row : rows) {
            cared += row.objects.length;
            counted += row.tracks.length;
            double[][] cost = new double[row.objects.length][row.tracks.length];
            for (int p = 0; p < cost.length; p++) {
                for (int q = 0; q < row.tracks.length; q++) {
                    cost[p][q] = -alignment[row.objects[p]][row.tracks[q]] * row.similarity[p][q];
                }
            }
            int[] columnOf = LeastCost.solve(cost);
            for (int p = 0; p < cost.length; p++) {
                if (columnOf[p] >= 0) {
                    for (int k = 0; k < THRESHOLDS; k++) {
                        if (row.similarity[p][columnOf[p]] >= threshold(k)) {
                            truePositives[k]++;
                            matched[k][row.objects[p]][row.tracks[columnOf[p]]]++;
                        }
                    }
                }
            }
        }
        double sum = 0;
        for (int k = 0; k < THRESHOLDS; k++) {
            double association = association(matched[k], objectTicks, trackTicks) / Math.max(truePositives[k], 1);
            double detection = truePositives[k] / Math.max(cared + counted - truePositives[k], 1);
            sum += Math.sqrt(association * detection);
        }
        return sum / THRESHOLDS;
    }

    private static double threshold(int k) {
        return 0.05 + k * 0.1;
    }

    private static double association(double[][] matched, double[] objectTicks, double[] trackTicks) {
        double sum = 0;
        for (int i = 0; i < matched.length; i++) {
            for (int j = 0; j < trackTicks.length; j++) {
                double both = matched[i][j];
                if (both > 0) {
                    sum += both * both / Math.max(objectTicks[i] + trackTicks[j] - both, 1);
                }
            }
        }
        return sum;
    }

    /** How well each pair goes together over the whole scene; steers the matching of each tick. */
    private double[][] alignment(double[] objectTicks, double[] trackTicks) {
        double[][] potential = new double[objectTicks.length][trackTicks.length];
        for (Row row : rows) {
            double[] columnSum = new double[row.tracks.length];
            double[] rowSum = new double[row.objects.length];
            for (int p = 0; p < rowSum.length; p++) {
                objectTicks[row.objects[p]]++;
                for (int q = 0; q < columnSum.length; q++) {
                    rowSum[p] += row.similarity[p][q];
                    columnSum[q] += row.similarity[p][q];
                }
            }
            for (int q = 0; q < columnSum.length; q++) {
                trackTicks[row.tracks[q]]++;
            }
            for (int p = 0; p < rowSum.length; p++) {
                for (int q = 0; q < columnSum.length; q++) {
                    double similarity = row.similarity[p][q];
                    double either = columnSum[q] + rowSum[p] - similarity;
                    potential[row.objects[p]][row.tracks[q]] += similarity / Math.max(either, 1e-9);
                }
            }
        }
        for (int i = 0; i < objectTicks.length; i++) {
            for (int j = 0; j < trackTicks.length; j++) {
                potential[i][j] /= Math.max(objectTicks[i] + trackTicks[j] - potential[i][j], 1e-9);
            }
        }
        return potential;
    }
}
