package io.roadgate.sim.score;

import java.util.Arrays;

/** A growing list of numbers with the statistics that scores are made of. */
final class Numbers {
    private double[] values = new double[1024];
    private int count;

    void add(double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
    }

    double last() {
        return values[count - 1];
    }

    int count() {
        return count;
    }

    double mean() {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum / count;
    }

    double rms() {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i] * values[i];
        }
        return Math.sqrt(sum / count);
    }

    double shareBelow(double bound) {
        int below = 0;
        for (int i = 0; i < count; i++) {
            if (values[i] < bound) {
                below++;
            }
        }
        return (double) below / count;
    }

    /** Quantile in percent, linear between neighbours. */
    double percentile(double percent) {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        double place = percent / 100 * (count - 1);
        int low = (int) Math.floor(place);
        int high = Math.min(count - 1, low + 1);
        return sorted[low] + (sorted[high] - sorted[low]) * (place - low);
    }
}
