package io.roadgate.sim.device;

import java.util.ArrayDeque;
import java.util.Deque;

/** Bytes that wait for their time, in the order in which they were added. */
final class SendQueue {
    private final Deque<Waiting> queue = new ArrayDeque<>();

    void add(long sendAtNs, byte[] bytes) {
        queue.addLast(new Waiting(sendAtNs, bytes));
    }

    /** The first bytes if their time has come, else null. */
    byte[] poll(long nowNs) {
        Waiting first = queue.peekFirst();
        return first == null || first.sendAtNs > nowNs ? null : queue.removeFirst().bytes;
    }

    private static final class Waiting {
        private final long sendAtNs;
        private final byte[] bytes;

        private Waiting(long sendAtNs, byte[] bytes) {
            this.sendAtNs = sendAtNs;
            this.bytes = bytes;
        }
    }
}
