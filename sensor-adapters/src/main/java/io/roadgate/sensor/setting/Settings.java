package io.roadgate.sensor.setting;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The values of a list of declared settings: what the site file gave, else the defaults. Read at construction only. */
public final class Settings {
    private final List<Setting> declared;
    private final Map<String, String> given;

    /**
     * Joins declarations and values; the values have been checked before.
     *
     * @throws IllegalArgumentException when a value is foreign, missing or out of range: a bug in the caller's check.
     */
    public Settings(List<Setting> declared, Map<String, String> given) {
        this.declared = List.copyOf(declared);
        this.given = Map.copyOf(given);
        for (String key : this.given.keySet()) {
            String fault = declaration(key).faultOf(this.given.get(key));
            if (fault != null) {
                throw new IllegalArgumentException(key + " " + fault);
            }
        }
        for (Setting setting : this.declared) {
            if (setting.fallback() == null && !this.given.containsKey(setting.key())) {
                throw new IllegalArgumentException(setting.key() + " is missing");
            }
        }
    }

    /** The defaults alone. */
    public static Settings defaults(List<Setting> declared) {
        return new Settings(declared, Map.of());
    }

    /** A number or whole number. */
    public double number(String key) {
        return Double.parseDouble(text(key));
    }

    /** A whole number. */
    public int integer(String key) {
        return Integer.parseInt(text(key));
    }

    /** A duration in nanoseconds. */
    public long durationNs(String key) {
        return parseDurationNs(text(key));
    }

    /** A flag. */
    public boolean flag(String key) {
        return Boolean.parseBoolean(text(key));
    }

    /** The words of a {@link Setting#words}, in the order written. */
    public List<String> words(String key) {
        return parseWords(text(key));
    }

    static List<String> parseWords(String text) {
        return Stream.of(text.split("[\\s,]+")).filter(word -> !word.isEmpty()).toList();
    }

    /** The value as written. */
    public String text(String key) {
        String value = given.get(key);
        return value != null ? value : declaration(key).fallback();
    }

    private Setting declaration(String key) {
        for (Setting setting : declared) {
            if (setting.key().equals(key)) {
                return setting;
            }
        }
        throw new IllegalArgumentException("no setting is called " + key);
    }

    /** Reads a duration as in {@code 1500us}, {@code 2.5s}; -1 when it is not one. */
    public static long parseDurationNs(String text) {
        int unitAt = text.length();
        while (unitAt > 0 && Character.isLetter(text.charAt(unitAt - 1))) {
            unitAt--;
        }
        long unitNs = switch (text.substring(unitAt)) {
            case "ns" -> 1L;
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 0L;
        };
        String number = text.substring(0, unitAt);
        if (unitNs == 0 || !number.matches("\\d{1,12}(\\.\\d{1,9})?")) {
            return -1;
        }
        return Math.round(Double.parseDouble(number) * unitNs);
    }

    /** Writes a duration in the largest unit that holds it whole. */
    public static String formatDuration(long durationNs) {
        String[] units = {"h", "m", "s", "ms", "us"};
        long[] unitsNs = {3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L};
        for (int i = 0; i < units.length; i++) {
            if (durationNs != 0 && durationNs % unitsNs[i] == 0) {
                return durationNs / unitsNs[i] + units[i];
            }
        }
        return durationNs + "ns";
    }
}
