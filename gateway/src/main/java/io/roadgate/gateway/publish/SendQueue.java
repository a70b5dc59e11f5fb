package io.roadgate.gateway.publish;

import java.util.concurrent.TimeUnit;

/**
 * Sends an outbox over a link: as much in flight as both sides allow, again what a lost session left open.
 *
 * <p>Thread: the publish agent.
 */
final class SendQueue implements MessageLink.Events {
    /** Hears what became of messages. */
    interface Owner {
        /** The broker has it; the slot is freed after the call. */
        void onDelivered(int slot);

        /** A message came down. */
        void onArrived(Arrival arrival);
    }

    static final long STUCK_AFTER_NS = TimeUnit.SECONDS.toNanos(30);
    static final long RETRY_AFTER_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long ROOM_RETRY_NS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int LIMIT = 64;

    private final MessageLink link;
    private final Outbox outbox;
    private final OutMessage message;
    private final int configuredWindow;
    private final Owner owner;
    private int session;
    private int window;
    private long tickNs;
    private long progressTickNs;
    private long blockedUntilTickNs;
    private boolean isBlocked;

    /** A queue with at most {@code window} messages in flight. */
    SendQueue(MessageLink link, Outbox outbox, OutMessage message, int window, Owner owner) {
        this.link = link;
        this.outbox = outbox;
        this.message = message;
        this.configuredWindow = window;
        this.owner = owner;
    }

    /** One duty cycle; returns the work done. */
    int doWork(long nowNs, long atTickNs) {
        tickNs = atTickNs;
        int work = link.poll(this, LIMIT);
        followSession();
        if (session != 0) {
            work += send(nowNs);
            replaceWhenStuck();
        }
        return work;
    }

    @Override
    public void onAcknowledged(int slot) {
        if (outbox.isInFlight(slot)) {
            progressTickNs = tickNs;
            isBlocked = false;
            owner.onDelivered(slot);
            outbox.release(slot);
        }
    }

    @Override
    public void onRefused(int slot, int reasonCode) {
        if (outbox.isInFlight(slot)) {
            progressTickNs = tickNs;
            outbox.postpone(slot, tickNs + RETRY_AFTER_NS);
        }
    }

    @Override
    public void onArrived(Arrival arrival) {
        owner.onArrived(arrival);
    }

    private void followSession() {
        int now = link.session();
        if (now != session) {
            session = now;
            outbox.requeue();
            window = Math.min(configuredWindow, link.receiveMaximum());
            progressTickNs = tickNs;
            isBlocked = false;
        }
    }

    private int send(long nowNs) {
        if (isBlocked && tickNs - blockedUntilTickNs < 0) {
            return 0;
        }
        int sent = 0;
        while (sent < LIMIT && outbox.inFlightCount() < window) {
            int slot = outbox.firstDue(tickNs);
            if (slot == Outbox.NONE) {
                break;
            }
            outbox.family(slot)
                    .write(outbox.records(), outbox.recordOffset(slot), outbox.recordLength(slot), nowNs, message);
            MessageLink.Handover handover = link.publish(session, slot, message);
            if (handover != MessageLink.Handover.TAKEN) {
                // Paho frees its window a moment after it has told of the acknowledgement.
                isBlocked = true;
                blockedUntilTickNs = tickNs + ROOM_RETRY_NS;
                break;
            }
            if (outbox.inFlightCount() == 0) {
                progressTickNs = tickNs;
            }
            outbox.send(slot);
            sent++;
        }
        return sent;
    }

    private void replaceWhenStuck() {
        if (outbox.inFlightCount() > 0 && tickNs - progressTickNs > STUCK_AFTER_NS) {
            progressTickNs = tickNs;
            link.replace();
        }
    }
}
