package io.roadgate.sensor.dbc;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The name that somebody may have meant. */
final class NearestName {
    private NearestName() {}

    /** {@code "; nearest is X"}, or that there is nothing. */
    static String hint(String wanted, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(wanted, name)))
                .map(name -> "; nearest is " + name)
                .orElse("; there is none");
    }

    /** Letters to change, add or drop; another case costs nothing. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
