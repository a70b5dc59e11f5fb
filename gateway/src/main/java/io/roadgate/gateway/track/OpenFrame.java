package io.roadgate.gateway.track;

/**
 * One sensor's frame while its observations come in, and the keys of its last frames, by which a repeated one is known.
 *
 * <p>A frame's key is its sequence, the instant of its first observation and, for a vehicle's own report, the temporary
 * id: networks repeat whole frames, and different vehicles may use one sequence number.
 */
final class OpenFrame {
    private static final int MEMORY = 32;
    private static final int MEMORY_MASK = MEMORY - 1;

    final SensorFrame frame;
    private final long[] pastSequence = new long[MEMORY];
    private final long[] pastMeasuredAtNs = new long[MEMORY];
    private final long[] pastTemporaryId = new long[MEMORY];
    private int pastCount;
    private long sequence;
    private long measuredAtNs;
    private long temporaryId;
    private int nextIndex;
    private boolean isRepeated;
    private boolean isOpen;
    private boolean hasHole;
    private long openedAtNs;

    OpenFrame(int sensorId) {
        frame = new SensorFrame(sensorId);
    }

    boolean isOpen() {
        return isOpen;
    }

    /** Whether observations have been lost or refused, so that absence proves nothing. */
    boolean hasHole() {
        return hasHole;
    }

    boolean isOverdue(long nowNs, long waitNs) {
        return isOpen && nowNs - openedAtNs >= waitNs;
    }

    /** Whether an observation continues, or repeats a part of, the frame begun last. */
    boolean isSame(long ofSequence, long ofMeasuredAtNs, long ofTemporaryId, int index) {
        return pastCount > 0
                && ofSequence == sequence
                && ofTemporaryId == temporaryId
                && (ofMeasuredAtNs == measuredAtNs || ((isOpen || isRepeated) && index >= nextIndex));
    }

    /** Begins a frame; the one before has been closed. */
    void begin(long newSequence, long newMeasuredAtNs, long newTemporaryId, long nowNs) {
        sequence = newSequence;
        measuredAtNs = newMeasuredAtNs;
        temporaryId = newTemporaryId;
        nextIndex = 0;
        openedAtNs = nowNs;
        hasHole = false;
        isRepeated = isKnown();
        isOpen = !isRepeated;
        frame.clear();
        frame.ordinal++;
        if (!isRepeated) {
            int at = pastCount++ & MEMORY_MASK;
            pastSequence[at] = sequence;
            pastMeasuredAtNs[at] = measuredAtNs;
            pastTemporaryId[at] = temporaryId;
        }
    }

    private boolean isKnown() {
        for (int i = 0; i < Math.min(pastCount, MEMORY); i++) {
            if (pastSequence[i] == sequence
                    && pastMeasuredAtNs[i] == measuredAtNs
                    && pastTemporaryId[i] == temporaryId) {
                return true;
            }
        }
        return false;
    }

    /** Moves past an observation; false = it is a repetition. */
    boolean advance(int index) {
        if (index < nextIndex) {
            return false;
        }
        hasHole |= index > nextIndex;
        nextIndex = index + 1;
        isOpen = !isRepeated; // the rest of a frame that waited too long opens it again
        return isOpen;
    }

    void markHole() {
        hasHole = true;
    }

    void close() {
        isOpen = false;
        frame.clear();
    }
}
