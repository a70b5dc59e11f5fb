package io.roadgate.gateway.journal;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * Holds journalled outputs against computed ones, in order for each template: a toll record that waited for room in a
 * ring stands later in the journal than what was put out with it.
 */
final class OutputComparison {
    static final int FIRST_OUTPUT = 30;
    static final int LAST_OUTPUT = 69;
    /** Frames a journal: no output. */
    private static final int SESSION_START = RecordTimes.SESSION_START;

    /** So many outputs without a partner are remembered for each template. */
    private static final int UNPAIRED_LIMIT = 100_000;

    private final Lane[] lanes = new Lane[LAST_OUTPUT - FIRST_OUTPUT + 1];
    private long comparedCount;
    private long differenceCount;
    private long cutCount;
    private ReplayDifference firstDifference;

    OutputComparison() {
        Arrays.setAll(lanes, index -> new Lane(FIRST_OUTPUT + index));
    }

    static boolean isOutput(int templateId) {
        return templateId >= FIRST_OUTPUT && templateId <= LAST_OUTPUT && templateId != SESSION_START;
    }

    /** Takes an output from the journal with its own sequence. */
    void onJournalled(long sequence, int templateId, DirectBuffer buffer, int offset, int length) {
        lanes[templateId - FIRST_OUTPUT].onJournalled(new Output(sequence, copy(buffer, offset, length)));
    }

    /** Takes an output of replay with the sequence of the input that caused it. */
    void onComputed(long sequence, int templateId, DirectBuffer buffer, int offset, int length) {
        lanes[templateId - FIRST_OUTPUT].onComputed(new Output(sequence, copy(buffer, offset, length)));
    }

    /** Ends a session: what has no partner now will never have one. */
    void endSession(long lastInputSequence) {
        for (Lane lane : lanes) {
            lane.end(lastInputSequence);
        }
    }

    long comparedCount() {
        return comparedCount;
    }

    long differenceCount() {
        return differenceCount;
    }

    long cutCount() {
        return cutCount;
    }

    Optional<ReplayDifference> firstDifference() {
        return Optional.ofNullable(firstDifference);
    }

    private static byte[] copy(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return bytes;
    }

    private void differ(int templateId, String reason, Output journalled, Output computed) {
        differenceCount++;
        if (firstDifference == null) {
            firstDifference = new ReplayDifference(
                    (journalled != null ? journalled : computed).sequence,
                    templateId,
                    reason,
                    journalled == null ? "" : RecordText.describe(templateId, journalled.bytes),
                    computed == null ? "" : RecordText.describe(templateId, computed.bytes));
        }
    }

    private static final class Output {
        private final long sequence;
        private final byte[] bytes;

        Output(long sequence, byte[] bytes) {
            this.sequence = sequence;
            this.bytes = bytes;
        }
    }

    private final class Lane {
        private final int templateId;
        private final ArrayDeque<Output> journalled = new ArrayDeque<>();
        private final ArrayDeque<Output> computed = new ArrayDeque<>();

        Lane(int templateId) {
            this.templateId = templateId;
        }

        void onJournalled(Output output) {
            comparedCount++;
            journalled.add(output);
            pair();
            if (journalled.size() > UNPAIRED_LIMIT) {
                differ(templateId, "journalled, not computed", journalled.remove(), null);
            }
        }

        void onComputed(Output output) {
            computed.add(output);
            pair();
            if (computed.size() > UNPAIRED_LIMIT) {
                differ(templateId, "computed, not journalled", null, computed.remove());
            }
        }

        void end(long lastInputSequence) {
            while (!journalled.isEmpty()) {
                differ(templateId, "journalled, not computed", journalled.remove(), null);
            }
            while (!computed.isEmpty()) {
                Output output = computed.remove();
                if (output.sequence == lastInputSequence) {
                    cutCount++;
                } else {
                    differ(templateId, "computed, not journalled", null, output);
                }
            }
        }

        private void pair() {
            if (journalled.isEmpty() || computed.isEmpty()) {
                return;
            }
            Output kept = journalled.remove();
            Output made = computed.remove();
            int at = Arrays.mismatch(kept.bytes, made.bytes);
            if (at >= 0) {
                differ(templateId, "first different byte at " + at, kept, made);
            }
        }
    }
}
