package io.roadgate.v2x.notation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** A set of whole numbers as intervals that rise and do not touch; an end is null where there is none. */
record NumberSet(List<Interval> intervals) {
    static final NumberSet ALL = new NumberSet(List.of(new Interval(null, null)));
    static final NumberSet COUNTS = of(BigInteger.ZERO, null);

    /** Both ends belong to it. */
    record Interval(BigInteger lower, BigInteger upper) {
        boolean isEmpty() {
            return lower != null && upper != null && lower.compareTo(upper) > 0;
        }
    }

    static NumberSet of(BigInteger lower, BigInteger upper) {
        Interval interval = new Interval(lower, upper);
        return new NumberSet(interval.isEmpty() ? List.of() : List.of(interval));
    }

    static NumberSet of(long lower, long upper) {
        return of(BigInteger.valueOf(lower), BigInteger.valueOf(upper));
    }

    boolean isEmpty() {
        return intervals.isEmpty();
    }

    BigInteger lower() {
        return intervals.get(0).lower();
    }

    BigInteger upper() {
        return intervals.get(intervals.size() - 1).upper();
    }

    NumberSet union(NumberSet other) {
        List<Interval> all = new ArrayList<>(intervals);
        all.addAll(other.intervals);
        all.sort((a, b) -> compareLower(a.lower(), b.lower()));
        List<Interval> merged = new ArrayList<>();
        for (Interval next : all) {
            Interval last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && touches(last, next)) {
                merged.set(merged.size() - 1, new Interval(last.lower(), largerUpper(last.upper(), next.upper())));
            } else {
                merged.add(next);
            }
        }
        return new NumberSet(merged);
    }

    NumberSet intersection(NumberSet other) {
        NumberSet result = new NumberSet(List.of());
        for (Interval a : intervals) {
            for (Interval b : other.intervals) {
                BigInteger lower = compareLower(a.lower(), b.lower()) >= 0 ? a.lower() : b.lower();
                BigInteger upper =
                        a.upper() == null || (b.upper() != null && b.upper().compareTo(a.upper()) < 0)
                                ? b.upper()
                                : a.upper();
                result = result.union(of(lower, upper));
            }
        }
        return result;
    }

    private static int compareLower(BigInteger a, BigInteger b) {
        if (a == null || b == null) {
            return a != null ? 1 : b != null ? -1 : 0;
        }
        return a.compareTo(b);
    }

    private static BigInteger largerUpper(BigInteger a, BigInteger b) {
        return a == null || b == null ? null : a.max(b);
    }

    private static boolean touches(Interval first, Interval next) {
        return first.upper() == null
                || next.lower() == null
                || next.lower().compareTo(first.upper().add(BigInteger.ONE)) <= 0;
    }
}
