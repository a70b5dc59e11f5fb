package io.roadgate.gateway.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * Which toll records wait for a receipt, and when each is to be offered again.
 *
 * <p>One first-in first-out queue per length of wait: within a queue all wait equally long, so that its head is always
 * the next one due. Queue 0 is for records that found the ring full and wait for room only.
 *
 * <p>Thread: the journal agent's. All times are ticks.
 */
final class RepeatSchedule {
    /** Longest wait between two offers of one record. */
    static final long MAX_WAIT_NS = 60_000_000_000L;

    private final List<Queue> queues = new ArrayList<>();
    private int due;

    RepeatSchedule(long firstWaitNs) {
        queues.add(new Queue(0));
        long waitNs = Math.max(1, firstWaitNs);
        while (waitNs < MAX_WAIT_NS) {
            queues.add(new Queue(waitNs));
            waitNs = Math.min(MAX_WAIT_NS, waitNs * 2);
        }
        queues.add(new Queue(waitNs));
    }

    /** The ring was full: as soon as there is room. */
    void addRefused(long sequence, long tickNs) {
        queues.get(0).add(sequence, tickNs);
    }

    /** Offered for the first time. */
    void addOffered(long sequence, long tickNs) {
        queues.get(1).add(sequence, tickNs);
    }

    /** Looks for a record that is due; if there is one, the methods below speak of it. */
    boolean findDue(long tickNs) {
        for (due = 0; due < queues.size(); due++) {
            if (queues.get(due).isDue(tickNs)) {
                return true;
            }
        }
        return false;
    }

    /** Sequence number of the due record. */
    long sequence() {
        return queues.get(due).head();
    }

    /** Whether the due record was offered before. */
    boolean isRepeat() {
        return due > 0;
    }

    /** The due record has been offered: it waits again, twice as long. */
    void onOffered(long tickNs) {
        long sequence = queues.get(due).remove();
        queues.get(Math.min(due + 1, queues.size() - 1)).add(sequence, tickNs);
    }

    /** The due record has its receipt. */
    void onDone() {
        queues.get(due).remove();
    }

    /** Records that wait. */
    int size() {
        int size = 0;
        for (Queue queue : queues) {
            size += queue.size;
        }
        return size;
    }

    /** Pairs of sequence and due tick in a ring that grows. */
    private static final class Queue {
        private final long waitNs;
        private long[] pairs = new long[128];
        private int headPair;
        private int size;

        Queue(long waitNs) {
            this.waitNs = waitNs;
        }

        void add(long sequence, long tickNs) {
            if (size * 2 == pairs.length) {
                grow();
            }
            int at = (headPair + size) * 2 % pairs.length;
            pairs[at] = sequence;
            pairs[at + 1] = tickNs + waitNs;
            size++;
        }

        boolean isDue(long tickNs) {
            return size > 0 && tickNs - pairs[headPair * 2 + 1] >= 0;
        }

        long head() {
            return pairs[headPair * 2];
        }

        long remove() {
            long sequence = head();
            headPair = (headPair + 1) * 2 % pairs.length / 2;
            size--;
            return sequence;
        }

        private void grow() {
            long[] larger = new long[pairs.length * 2];
            int tail = pairs.length - headPair * 2;
            System.arraycopy(pairs, headPair * 2, larger, 0, tail);
            System.arraycopy(pairs, 0, larger, tail, headPair * 2);
            pairs = larger;
            headPair = 0;
        }
    }
}
