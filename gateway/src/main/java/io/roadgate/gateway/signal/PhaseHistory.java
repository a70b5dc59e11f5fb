package io.roadgate.gateway.signal;

import java.util.Arrays;

/**
 * How long each light of each signal group lasted lately, and what followed it.
 *
 * <p><b>Shape:</b> for each row of the board and each light, the newest {@link #KEPT} durations in seconds. Only lights
 * whose begin and end were both seen count.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing after construction.
 */
final class PhaseHistory {
    /** Durations that are kept of each light: half an hour of a cycle of 75 s. */
    static final int KEPT = 24;
    /** Lights of {@code SignalLight}. */
    static final int LIGHTS = 9;
    /** No light. */
    static final int NONE = -1;

    private final float[] durations = new float[SignalBoard.CAPACITY * LIGHTS * KEPT];
    private final byte[] counts = new byte[SignalBoard.CAPACITY * LIGHTS];
    private final byte[] newest = new byte[SignalBoard.CAPACITY * LIGHTS];
    private final byte[] followers = new byte[SignalBoard.CAPACITY * LIGHTS];
    private final float[] sorted = new float[KEPT];
    private int sortedCount;

    PhaseHistory() {
        Arrays.fill(followers, (byte) NONE);
    }

    /** Notes a light that was seen whole. */
    void add(int row, int light, double seconds) {
        int list = row * LIGHTS + light;
        durations[list * KEPT + newest[list]] = (float) seconds;
        newest[list] = (byte) ((newest[list] + 1) % KEPT);
        counts[list] = (byte) Math.min(KEPT, counts[list] + 1);
    }

    /** Notes which light came after another. */
    void follow(int row, int light, int next) {
        followers[row * LIGHTS + light] = (byte) next;
    }

    /** What came after this light last time; {@link #NONE} = never seen. */
    int followerOf(int row, int light) {
        return followers[row * LIGHTS + light];
    }

    /** How many of a light are kept. */
    int count(int row, int light) {
        return counts[row * LIGHTS + light];
    }

    /** Selects those that lasted longer than this, to be asked below; returns how many. */
    int select(int row, int light, double longerThanS) {
        int list = row * LIGHTS + light;
        sortedCount = 0;
        for (int i = 0; i < counts[list]; i++) {
            float duration = durations[list * KEPT + i];
            if (duration > longerThanS) {
                int at = sortedCount++;
                while (at > 0 && sorted[at - 1] > duration) {
                    sorted[at] = sorted[at - 1];
                    at--;
                }
                sorted[at] = duration;
            }
        }
        return sortedCount;
    }

    /** The duration below which this share of the selected ones lie; NaN when none is selected. */
    double quantileS(double share) {
        return sortedCount == 0 ? Double.NaN : sorted[(int) Math.min(sortedCount - 1, share * sortedCount)];
    }

    /** How many of the selected ones lie this near to a duration. */
    int near(double seconds, double toleranceS) {
        int near = 0;
        for (int i = 0; i < sortedCount; i++) {
            near += Math.abs(sorted[i] - seconds) <= toleranceS ? 1 : 0;
        }
        return near;
    }
}
