package io.roadgate.sensor.signal;

import io.roadgate.sensor.observation.SignalLight;

/** One message of a signal controller while it is read: flat arrays, one row per phase. */
final class SignalMessage {
    static final int MOST_PHASES = 512;
    static final int UNKNOWN_MS = Integer.MIN_VALUE;
    static final int NO_REGION = 65_535;
    static final int NO_LIGHT = -1;

    private static final SignalLight[] LIGHTS = {
        SignalLight.UNAVAILABLE, SignalLight.DARK, SignalLight.FLASHING_RED, SignalLight.RED,
        SignalLight.FLASHING_GREEN, SignalLight.PERMISSIVE_GREEN, SignalLight.PROTECTED_GREEN, SignalLight.YELLOW,
        SignalLight.FLASHING_YELLOW
    };

    int count;
    final int[] region = new int[MOST_PHASES];
    final int[] intersection = new int[MOST_PHASES];
    final int[] status = new int[MOST_PHASES];
    final int[] phase = new int[MOST_PHASES];
    final int[] light = new int[MOST_PHASES];
    final int[] nextLight = new int[MOST_PHASES];
    final int[] toChangeMs = new int[MOST_PHASES];
    final int[] leastMs = new int[MOST_PHASES];
    final int[] mostMs = new int[MOST_PHASES];
    final float[] confidence = new float[MOST_PHASES];

    void clear() {
        count = 0;
    }

    /** A new row of nothing known; the caller has seen that there is room. */
    int add(int regionId, int intersectionId, int phaseId) {
        int row = count++;
        region[row] = regionId;
        intersection[row] = intersectionId;
        phase[row] = phaseId;
        status[row] = 0;
        light[row] = 0;
        nextLight[row] = NO_LIGHT;
        toChangeMs[row] = UNKNOWN_MS;
        leastMs[row] = UNKNOWN_MS;
        mostMs[row] = UNKNOWN_MS;
        confidence[row] = Float.NaN;
        return row;
    }

    /** Whether a phase of an intersection stands twice. */
    boolean hasTwins() {
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < i; k++) {
                if (phase[i] == phase[k] && intersection[i] == intersection[k] && region[i] == region[k]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A light by its number in the standard; a newer standard's light is unavailable, none is null. */
    static SignalLight light(int number) {
        if (number == NO_LIGHT) {
            return SignalLight.NULL_VAL;
        }
        return number >= 0 && number < LIGHTS.length ? LIGHTS[number] : SignalLight.UNAVAILABLE;
    }
}
