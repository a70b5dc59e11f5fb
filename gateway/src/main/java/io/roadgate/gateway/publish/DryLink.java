package io.roadgate.gateway.publish;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;

/**
 * A link to nobody: takes every message, keeps none, and acknowledges it at the next poll.
 *
 * <p>Counts {@code MQTT_PUBLISHED} and {@code MQTT_ACKNOWLEDGED}, as a link to a broker does. Allocates nothing.
 */
final class DryLink implements MessageLink {
    private static final int SESSION = 1;

    private final Counters counters;
    private final int[] taken;
    private int takenCount;

    /** A link that has this many messages in flight at most. */
    DryLink(Counters counters, int window) {
        this.counters = counters;
        taken = new int[window];
    }

    @Override
    public void start() {
        // There is nobody to connect to.
    }

    @Override
    public int session() {
        return SESSION;
    }

    @Override
    public int receiveMaximum() {
        return taken.length;
    }

    @Override
    public Handover publish(int session, int slot, OutMessage message) {
        if (takenCount == taken.length) {
            return Handover.FULL;
        }
        taken[takenCount++] = slot;
        counters.increment(GatewayCounter.MQTT_PUBLISHED);
        return Handover.TAKEN;
    }

    @Override
    public int poll(Events events, int limit) {
        int count = Math.min(takenCount, limit);
        for (int i = 0; i < count; i++) {
            counters.increment(GatewayCounter.MQTT_ACKNOWLEDGED);
            events.onAcknowledged(taken[i]);
        }
        System.arraycopy(taken, count, taken, 0, takenCount - count);
        takenCount -= count;
        return count;
    }

    @Override
    public void replace() {
        // The next connection to nobody is no better.
    }

    @Override
    public void close(OutMessage farewell) {
        // Nothing is open.
    }
}
