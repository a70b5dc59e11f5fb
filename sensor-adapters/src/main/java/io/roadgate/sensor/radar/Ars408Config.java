package io.roadgate.sensor.radar;

import static io.roadgate.sensor.radar.Ars408List.bits;

import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * What an ARS408 is to be set to, as its RadarCfg message (200), and whether its RadarState (201) agrees.
 *
 * <p>Source: ars408.md, "State and configuration": places, valid bits and enums; the published frame
 * {@code F8000000089C0000} is the same with the two store bits.
 */
final class Ars408Config {
    static final List<Setting> SETTINGS = List.of(
            Setting.choice(
                    "outputType", List.of("objects", "clusters"), "tracked objects, or the reflections behind them"),
            Setting.flag("sendQuality", true, "let the radar send sigmas and probabilities"),
            Setting.flag("sendExtended", true, "let the radar send class, size and heading of objects"),
            Setting.choice(
                    "sortBy",
                    List.of("range", "rcs", "none"),
                    "which objects come first, and stay when there are too many"),
            Setting.integer("maxDistanceM", 0, 0, 1000, "farthest that it looks, 90..1000; 0 = leave as it is"),
            Setting.choice(
                    "power", List.of("asIs", "standard", "minus3dB", "minus6dB", "minus9dB"), "transmission power"),
            Setting.flag("store", false, "keep the configuration in the radar's flash, which wears"),
            Setting.integer(
                    "renumberFrom", -1, -1, 7, "id of the radar after power-up, to be changed; -1 = sensorIndex"));

    private static final List<String> SORTS = List.of("none", "range", "rcs");
    private static final List<String> POWERS = List.of("standard", "minus3dB", "minus6dB", "minus9dB");
    private static final int OBJECTS = 1;
    private static final int CLUSTERS = 2;
    private static final int SHORTEST_DISTANCE_M = 90;
    private static final int DISTANCE_STEP_M = 2;

    private final boolean isClusters;
    private final boolean sendsQuality;
    private final boolean sendsExtended;
    private final int sort;
    private final int distanceSteps;
    private final int power;
    private final boolean stores;

    Ars408Config(Settings settings) {
        isClusters = "clusters".equals(settings.text("outputType"));
        sendsQuality = settings.flag("sendQuality");
        sendsExtended = settings.flag("sendExtended") && !isClusters;
        sort = SORTS.indexOf(settings.text("sortBy"));
        int distanceM = settings.integer("maxDistanceM");
        distanceSteps = distanceM == 0 ? 0 : Math.max(SHORTEST_DISTANCE_M, distanceM) / DISTANCE_STEP_M;
        power = POWERS.indexOf(settings.text("power"));
        stores = settings.flag("store");
    }

    boolean isClusters() {
        return isClusters;
    }

    /** The eight bytes of the configuration. */
    long word() {
        long word = put(0, 6, 1, 1) | put(0, 5, 1, 1) | put(0, 4, 1, 1) | put(0, 3, 1, 1);
        word |= put(4, 4, 2, isClusters ? CLUSTERS : OBJECTS)
                | put(5, 6, 3, sort)
                | put(5, 3, 1, sendsExtended ? 1 : 0)
                | put(5, 2, 1, sendsQuality ? 1 : 0);
        if (distanceSteps > 0) {
            word |= put(0, 0, 1, 1) | put(1, 7, 10, distanceSteps);
        }
        if (power >= 0) {
            word |= put(0, 2, 1, 1) | put(4, 7, 3, power);
        }
        return stores ? word | storeBits() : word;
    }

    /** The eight bytes that give the radar another id. */
    long renumberWord(int sensorIndex) {
        long word = put(0, 1, 1, 1) | put(4, 2, 3, sensorIndex);
        return stores ? word | storeBits() : word;
    }

    private static long storeBits() {
        return put(0, 7, 1, 1) | put(5, 7, 1, 1);
    }

    /** Whether the radar's state is what was configured. */
    boolean agrees(long state) {
        return bits(state, 5, 3, 2) == (isClusters ? CLUSTERS : OBJECTS)
                && bits(state, 5, 4, 1) == (sendsQuality ? 1 : 0)
                && (isClusters || bits(state, 5, 5, 1) == (sendsExtended ? 1 : 0))
                && (power < 0 || bits(state, 3, 1, 3) == power)
                && (distanceSteps == 0 || bits(state, 1, 7, 10) == distanceSteps);
    }

    private static long put(int octet, int bit, int length, long value) {
        return value << (64 - (octet * 8 + 7 - bit) - length);
    }
}
