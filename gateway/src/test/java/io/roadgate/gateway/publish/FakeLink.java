package io.roadgate.gateway.publish;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** A link that a test drives by hand. */
final class FakeLink implements MessageLink {
    /** One message as it was handed over. */
    static final class Sent {
        final int session;
        final int slot;
        final String topic;
        final byte[] payload;
        final long expirySeconds;
        final boolean isRetained;
        final int qos;

        Sent(int session, int slot, OutMessage message) {
            this.session = session;
            this.slot = slot;
            topic = message.topic();
            payload = message.copy();
            expirySeconds = message.expirySeconds();
            isRetained = message.isRetained();
            qos = message.qos();
        }
    }

    final List<Sent> sent = new ArrayList<>();
    private final Deque<Consumer<Events>> pending = new ArrayDeque<>();
    int session;
    int receiveMaximum = 65_535;
    int replaced;
    int room = Integer.MAX_VALUE;

    void acknowledge(Sent message) {
        if (message.session == session) {
            pending.add(events -> events.onAcknowledged(message.slot));
        }
    }

    void refuse(Sent message) {
        pending.add(events -> events.onRefused(message.slot, 0x97));
    }

    void arrive(String topic, byte[] payload, long atNs) {
        byte[] topicBytes = topic.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[topicBytes.length + payload.length]);
        buffer.putBytes(0, topicBytes);
        buffer.putBytes(topicBytes.length, payload);
        pending.add(events -> events.onArrived(new Arrival().wrap(buffer, 0, topicBytes.length, payload.length, atNs)));
    }

    Sent last() {
        return sent.get(sent.size() - 1);
    }

    @Override
    public void start() {}

    @Override
    public int session() {
        return session;
    }

    @Override
    public int receiveMaximum() {
        return receiveMaximum;
    }

    @Override
    public Handover publish(int inSession, int slot, OutMessage message) {
        if (inSession != session) {
            return Handover.DOWN;
        }
        if (room == 0) {
            return Handover.FULL;
        }
        room--;
        sent.add(new Sent(inSession, slot, message));
        return Handover.TAKEN;
    }

    @Override
    public int poll(Events events, int limit) {
        int count = 0;
        while (count < limit && !pending.isEmpty()) {
            pending.poll().accept(events);
            count++;
        }
        return count;
    }

    @Override
    public void replace() {
        replaced++;
    }

    @Override
    public void close(OutMessage farewell) {}
}
