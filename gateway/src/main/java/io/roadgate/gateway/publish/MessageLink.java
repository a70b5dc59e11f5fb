package io.roadgate.gateway.publish;

/**
 * One connection to a broker as a lane sees it: hand a message over, poll for what came of it.
 *
 * <p>A session is one unbroken connection, numbered from 1. What was handed over in a session that has ended is not
 * known to have arrived; the lane hands it over again. Another publisher than Paho's is another implementation of this.
 *
 * <p>Thread: the publish agent, except {@link #start()} and {@link #close()}. No call blocks but {@code close}.
 */
interface MessageLink extends AutoCloseable {
    /** How a message was taken. */
    enum Handover {
        /** It is in flight: exactly one acknowledgement or refusal follows while the session lasts. */
        TAKEN,
        /** The client has no room now. */
        FULL,
        /** There is no such session any more, or the client refused. */
        DOWN
    }

    /** Takes what a link has to tell. */
    interface Events {
        /** The broker has the message (QoS 1), or the socket took it (QoS 0). */
        void onAcknowledged(int slot);

        /** The message was refused with an MQTT 5 reason code, or by the client (negative). */
        void onRefused(int slot, int reasonCode);

        /** A message came down. */
        void onArrived(Arrival arrival);
    }

    /** Begins to connect, and goes on for ever. */
    void start();

    /** The current session; 0 = none. */
    int session();

    /** What the broker allows in flight in the current session. */
    int receiveMaximum();

    /** Hands a message over in a session; the slot comes back in {@link Events}. */
    Handover publish(int session, int slot, OutMessage message);

    /** Tells what happened since, at most {@code limit} events; those of ended sessions are skipped. */
    int poll(Events events, int limit);

    /** Gives this connection up and makes a new one. */
    void replace();

    /** Sends a last message when there is a session, and ends. Blocks for at most two seconds. */
    void close(OutMessage farewell);

    @Override
    default void close() {
        close(null);
    }
}
