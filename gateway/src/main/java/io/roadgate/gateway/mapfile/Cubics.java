package io.roadgate.gateway.mapfile;

import io.roadgate.gateway.roadmap.MapFaults;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A function given piece by piece as a + b d + c d² + d d³, d counted from each piece's beginning. */
final class Cubics {
    /** Zero everywhere. */
    static final Cubics ZERO = new Cubics(new double[0], new double[0][]);

    private final double[] from;
    private final double[][] factors;

    private Cubics(double[] from, double[][] factors) {
        this.from = from;
        this.factors = factors;
    }

    /** Records with attributes a, b, c, d and a beginning, in any order. */
    static Cubics of(List<XmlNode> records, String beginning, MapFaults faults) {
        double[][] rows = records.stream()
                .map(record -> new double[] {
                    record.number(beginning, faults),
                    record.number("a", faults),
                    record.number("b", 0, faults),
                    record.number("c", 0, faults),
                    record.number("d", 0, faults)
                })
                .sorted(Comparator.comparingDouble(row -> row[0]))
                .toArray(double[][]::new);
        return new Cubics(Arrays.stream(rows).mapToDouble(row -> row[0]).toArray(), rows);
    }

    boolean isZero() {
        return Arrays.stream(factors).allMatch(row -> row[1] == 0 && row[2] == 0 && row[3] == 0 && row[4] == 0);
    }

    /** Beginnings of the pieces. */
    double[] beginnings() {
        return from.clone();
    }

    double at(double s) {
        if (from.length == 0) {
            return 0;
        }
        int i = Arrays.binarySearch(from, s);
        int piece = Math.max(0, i >= 0 ? i : -i - 2);
        double[] row = factors[piece];
        double d = Math.max(0, s - row[0]);
        return row[1] + d * (row[2] + d * (row[3] + d * row[4]));
    }
}
