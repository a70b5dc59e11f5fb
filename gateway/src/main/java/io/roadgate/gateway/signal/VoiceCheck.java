package io.roadgate.gateway.signal;

import java.util.Arrays;

/**
 * Whether two controllers tell different lights of one signal group, and whether lights that exclude each other are told
 * together.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing after construction.
 */
final class VoiceCheck {
    /** Two controllers may be this far apart at a change. */
    static final long PATIENCE_NS = 500_000_000L;

    private static final int PHASES = 256;
    private static final int PROTECTED_GREEN = 6;

    private final int[] firstSensor = new int[SignalBoard.CAPACITY];
    private final int[] secondSensor = new int[SignalBoard.CAPACITY];
    private final int[] firstLight = new int[SignalBoard.CAPACITY];
    private final int[] secondLight = new int[SignalBoard.CAPACITY];
    private final long[] firstAtNs = new long[SignalBoard.CAPACITY];
    private final long[] secondAtNs = new long[SignalBoard.CAPACITY];
    private final long[] differSinceNs = new long[SignalBoard.CAPACITY];
    private final boolean[] isCrossing = new boolean[PHASES * PHASES];

    /** Takes what one controller says of a row. */
    void onVoice(int row, int sensorId, int light, long atNs) {
        if (firstSensor[row] == 0 || firstSensor[row] == sensorId) {
            firstSensor[row] = sensorId;
            firstLight[row] = light;
            firstAtNs[row] = atNs;
        } else {
            secondSensor[row] = sensorId;
            secondLight[row] = light;
            secondAtNs[row] = atNs;
        }
        boolean isDifferent = secondSensor[row] != 0
                && firstLight[row] != secondLight[row]
                && Math.abs(firstAtNs[row] - secondAtNs[row]) < SignalBoard.STALE_AFTER_NS;
        if (!isDifferent) {
            differSinceNs[row] = 0;
        } else if (differSinceNs[row] == 0) {
            differSinceNs[row] = atNs;
        }
    }

    /** Whether two controllers have told different lights for longer than a change takes, and both are heard. */
    boolean isDisputed(int row, long nowNs) {
        return differSinceNs[row] != 0
                && nowNs - differSinceNs[row] >= PATIENCE_NS
                && nowNs - firstAtNs[row] < SignalBoard.STALE_AFTER_NS
                && nowNs - secondAtNs[row] < SignalBoard.STALE_AFTER_NS;
    }

    /** Forgets which ways cross. */
    void clearCrossings() {
        Arrays.fill(isCrossing, false);
    }

    /** Two phases must not have a protected green together. */
    void addCrossing(int phase, int other) {
        isCrossing[phase * PHASES + other] = true;
        isCrossing[other * PHASES + phase] = true;
    }

    /** Whether another group of the same intersection has a protected green together with this one, and may not. */
    boolean isCrossed(SignalBoard board, int row, long nowNs) {
        if (board.light(row) != PROTECTED_GREEN) {
            return false;
        }
        for (int other = 0; other < board.count(); other++) {
            if (isCrossing[board.phase(row) * PHASES + board.phase(other)]
                    && other != row
                    && board.light(other) == PROTECTED_GREEN
                    && board.intersection(other) == board.intersection(row)
                    && board.region(other) == board.region(row)
                    && !board.isStale(other, nowNs)
                    && isSettled(board, row, other, nowNs)) {
                return true;
            }
        }
        return false;
    }

    /** At a change the phases of one message arrive one after another. */
    private static boolean isSettled(SignalBoard board, int row, int other, long nowNs) {
        return nowNs - board.sinceNs(row) >= PATIENCE_NS && nowNs - board.sinceNs(other) >= PATIENCE_NS;
    }
}
