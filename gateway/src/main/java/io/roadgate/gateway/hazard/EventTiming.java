package io.roadgate.gateway.hazard;

import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * When the events of one rule are raised, updated and ended.
 *
 * @param isEnabled whether the rule is asked at all.
 * @param dwellNs a condition must hold this long before an event is raised.
 * @param endAfterNs an event ends when its condition has not held for this long.
 * @param updateEveryNs at most one update in this time.
 * @param expireAfterNs how long an event is valid without an update.
 * @param probable the strict test counts as passed from this probability on.
 * @param certain the loose test does.
 */
record EventTiming(
        boolean isEnabled,
        long dwellNs,
        long endAfterNs,
        long updateEveryNs,
        long expireAfterNs,
        double probable,
        double certain) {
    /** Keys that every rule has beside its own {@code dwell} and {@code endAfter}. */
    static final List<Setting> SETTINGS = List.of(
            Setting.flag("enabled", true, "whether this rule is used"),
            Setting.duration("updateEvery", "500ms", "100ms", "60s", "while it lasts, an event is updated this often"),
            Setting.duration(
                    "expireAfter", "2s", "200ms", "600s", "an event is valid this long after its newest update"));

    /** Hysteresis: an event lives on while its loose test is at least this probable. */
    static final double STILL = 0.3;

    static EventTiming of(Settings settings) {
        return new EventTiming(
                settings.flag("enabled"),
                settings.durationNs("dwell"),
                settings.durationNs("endAfter"),
                settings.durationNs("updateEvery"),
                settings.durationNs("expireAfter"),
                settings.number("probable"),
                settings.number("certain"));
    }

    static Setting dwell(String fallback, String source) {
        return Setting.duration("dwell", fallback, "0ms", "600s", "the condition must hold this long; " + source);
    }

    static Setting endAfter(String fallback) {
        return Setting.duration("endAfter", fallback, "0ms", "600s", "the event ends when it has not held this long");
    }

    static Setting probable(double fallback) {
        return Setting.number("probable", fallback, 0.05, 1, "the strict test passes from this probability on");
    }

    static Setting certain(double fallback) {
        return Setting.number(
                "certain", fallback, 0.05, 1.01, "so does the loose test; above 1 the strict one alone counts");
    }
}
