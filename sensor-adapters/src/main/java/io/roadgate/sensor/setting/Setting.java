package io.roadgate.sensor.setting;

import java.util.List;
import java.util.Objects;

/**
 * One key that a driver, rule or transport lets the site file set.
 *
 * @param key in the site file, camelCase, with its unit in the name where it has one.
 * @param kind of value.
 * @param fallback the value when the site file is silent; {@code null} = the key must be given.
 * @param minimum of a number, inclusive; for durations in nanoseconds; of a text the same as the maximum.
 * @param maximum of a number, inclusive; for durations in nanoseconds; of a text its hexadecimal digits, 0 = any text.
 * @param choices of a text; empty = any text.
 * @param meaning in words for a site engineer.
 */
public record Setting(
        String key, Kind kind, String fallback, double minimum, double maximum, List<String> choices, String meaning) {

    /** What a value may be. */
    public enum Kind {
        /** A number in the range. */
        NUMBER,
        /** A whole number in the range. */
        INTEGER,
        /** A duration with its unit, as in {@code 250ms}. */
        DURATION,
        /** One of the choices, or any text when there are none. */
        TEXT,
        /** Any of the choices, none or several, with spaces or commas between. */
        WORDS,
        /** true or false. */
        FLAG
    }

    /** Checks the declaration itself. */
    public Setting {
        Objects.requireNonNull(key);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(meaning);
        choices = List.copyOf(choices);
    }

    /** A number with default and range. */
    public static Setting number(String key, double fallback, double minimum, double maximum, String meaning) {
        return new Setting(key, Kind.NUMBER, Double.toString(fallback), minimum, maximum, List.of(), meaning);
    }

    /** A whole number with default and range. */
    public static Setting integer(String key, long fallback, long minimum, long maximum, String meaning) {
        return new Setting(key, Kind.INTEGER, Long.toString(fallback), minimum, maximum, List.of(), meaning);
    }

    /** A duration: default, shortest and longest written with their units. */
    public static Setting duration(String key, String fallback, String shortest, String longest, String meaning) {
        return new Setting(
                key,
                Kind.DURATION,
                fallback,
                Settings.parseDurationNs(shortest),
                Settings.parseDurationNs(longest),
                List.of(),
                meaning);
    }

    /** A text, one of the choices; the first is the default. */
    public static Setting choice(String key, List<String> choices, String meaning) {
        return new Setting(key, Kind.TEXT, choices.get(0), 0, 0, choices, meaning);
    }

    /** Some of the choices, as in {@code "VPM VIR"}; an empty text is none. */
    public static Setting words(String key, String fallback, List<String> choices, String meaning) {
        return new Setting(key, Kind.WORDS, fallback, 0, 0, choices, meaning);
    }

    /** Any text; a {@code null} default makes the key mandatory. */
    public static Setting text(String key, String fallback, String meaning) {
        return new Setting(key, Kind.TEXT, fallback, 0, 0, List.of(), meaning);
    }

    /** Bytes in hexadecimal, exactly so many digits. */
    public static Setting hex(String key, String fallback, String meaning) {
        return new Setting(key, Kind.TEXT, fallback, fallback.length(), fallback.length(), List.of(), meaning);
    }

    /** A flag with its default. */
    public static Setting flag(String key, boolean fallback, String meaning) {
        return new Setting(key, Kind.FLAG, Boolean.toString(fallback), 0, 0, List.of(), meaning);
    }

    /**
     * Says what is wrong with a value.
     *
     * @return what was expected and what came, or {@code null} when the value is good.
     */
    public String faultOf(String value) {
        return switch (kind) {
            case NUMBER -> numberFault(value);
            case INTEGER ->
                value.matches("[+-]?\\d{1,18}") ? numberFault(value) : "must be a whole number, is '" + value + "'";
            case DURATION -> durationFault(value);
            case TEXT -> textFault(value);
            case WORDS -> wordsFault(value);
            case FLAG ->
                "true".equals(value) || "false".equals(value) ? null : "must be true or false, is '" + value + "'";
        };
    }

    private String textFault(String value) {
        int digits = (int) maximum;
        if (digits > 0) {
            return value.matches("[0-9A-Fa-f]{" + digits + "}")
                    ? null
                    : "must be " + digits + " hexadecimal digits, is '" + value + "'";
        }
        return choices.isEmpty() || choices.contains(value)
                ? null
                : "must be one of " + String.join(", ", choices) + ", is '" + value + "'";
    }

    private String wordsFault(String value) {
        return Settings.parseWords(value).stream()
                .filter(word -> !choices.contains(word))
                .findFirst()
                .map(word -> "must be of " + String.join(", ", choices) + ", has '" + word + "'")
                .orElse(null);
    }

    private String numberFault(String value) {
        try {
            double number = Double.parseDouble(value);
            return number >= minimum && number <= maximum
                    ? null
                    : "must be " + plain(minimum) + ".." + plain(maximum) + ", is " + value;
        } catch (NumberFormatException e) {
            return "must be a number, is '" + value + "'";
        }
    }

    private String durationFault(String value) {
        long ns = Settings.parseDurationNs(value);
        if (ns < 0) {
            return "must be a duration with its unit (ns, us, ms, s, m, h), is '" + value + "'";
        }
        return ns >= minimum && ns <= maximum
                ? null
                : "must be " + Settings.formatDuration((long) minimum) + ".." + Settings.formatDuration((long) maximum)
                        + ", is " + value;
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
