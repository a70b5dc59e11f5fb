package io.roadgate.gateway.publish;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/**
 * A {@link MessageLink} over Paho's asynchronous MQTT 5 client.
 *
 * <p>What Paho calls back is copied into a ring that the agent polls. A message is answered under the session in which it
 * was handed over, so an answer that comes late cannot be taken for a newer one.
 *
 * <p>Handing over allocates what Paho needs and nothing more: the payload's copy, the message, its properties, one
 * listener.
 */
final class MqttLink implements MessageLink, BrokerConnection.Listener {
    /** Paho's code for a window that is full ({@code REASON_CODE_MAX_INFLIGHT}). */
    static final int PAHO_WINDOW_FULL = 32_202;

    private static final int ACKNOWLEDGED = 1;
    private static final int REFUSED = 2;
    private static final int ARRIVED = 3;
    private static final int REFUSED_FROM = 0x80;
    private static final int BY_CLIENT = -1;
    private static final long RING_RETRY_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long FAREWELL_MS = 500;
    private static final int HEAD_BYTES = Integer.BYTES + Integer.BYTES;
    private static final int ARRIVED_HEAD_BYTES = Integer.BYTES + Integer.BYTES + Long.BYTES;

    private final BrokerConnection connection;
    private final Counters counters;
    private final EpochNanoClock wall;
    private final ManyToOneRingBuffer ring;
    private final MessageHandler adapter = this::onRingMessage;
    private final Arrival arrival = new Arrival();
    private volatile Session current;
    private volatile boolean isClosed;
    private Events events;
    private int polledSession;

    /** A link with room for this many bytes of events; one arrival may take an eighth of it. */
    MqttLink(ConnectionSettings settings, int ringBytes, Counters counters, EpochNanoClock wall, NanoClock ticks) {
        this.counters = counters;
        this.wall = wall;
        ring = new ManyToOneRingBuffer(new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                BitUtil.findNextPositivePowerOfTwo(ringBytes) + RingBufferDescriptor.TRAILER_LENGTH,
                BitUtil.CACHE_LINE_LENGTH)));
        connection = new BrokerConnection(settings, ticks, this);
    }

    @Override
    public void start() {
        connection.start();
    }

    @Override
    public int session() {
        Session session = current;
        return session == null ? 0 : session.number;
    }

    @Override
    public int receiveMaximum() {
        Session session = current;
        return session == null ? 0 : session.receiveMaximum;
    }

    @Override
    public Handover publish(int number, int slot, OutMessage message) {
        Session session = current;
        if (session == null || session.number != number) {
            return Handover.DOWN;
        }
        try {
            MqttMessage out = new MqttMessage(message.copy(), message.qos(), message.isRetained(), properties(message));
            var unused = session.client.publish(message.topic(), out, null, new Answer(number, slot));
            counters.increment(GatewayCounter.MQTT_PUBLISHED);
            return Handover.TAKEN;
        } catch (MqttException e) {
            return e.getReasonCode() == PAHO_WINDOW_FULL ? Handover.FULL : Handover.DOWN;
        }
    }

    @Override
    public int poll(Events handler, int limit) {
        events = handler;
        polledSession = session();
        return ring.read(adapter, limit);
    }

    @Override
    public void replace() {
        connection.replace();
    }

    @Override
    public void close(OutMessage farewell) {
        Session session = current;
        if (farewell != null && session != null) {
            try {
                MqttMessage out =
                        new MqttMessage(farewell.copy(), farewell.qos(), farewell.isRetained(), properties(farewell));
                session.client.publish(farewell.topic(), out).waitForCompletion(FAREWELL_MS);
            } catch (MqttException e) {
                // The will then says it.
                connection.replace();
            }
        }
        isClosed = true;
        connection.close();
    }

    @Override
    public void onUp(int session, MqttAsyncClient client, int receiveMaximum) {
        current = new Session(session, client, receiveMaximum);
    }

    @Override
    public void onDown(int session) {
        current = null;
        if (!isClosed) {
            counters.increment(GatewayCounter.MQTT_LOST);
        }
    }

    @Override
    public void onMessage(int session, String topic, MqttMessage message) {
        byte[] topicBytes = topic.getBytes(StandardCharsets.UTF_8);
        byte[] payload = message.getPayload();
        int length = ARRIVED_HEAD_BYTES + topicBytes.length + payload.length;
        if (length > ring.maxMsgLength()) {
            counters.increment(GatewayCounter.DOWNLINK_REFUSED);
            return;
        }
        int index = claim(ARRIVED, length);
        if (index < 0) {
            return;
        }
        ring.buffer().putInt(index, topicBytes.length);
        ring.buffer().putInt(index + Integer.BYTES, payload.length);
        ring.buffer().putLong(index + 2 * Integer.BYTES, wall.nanoTime());
        ring.buffer().putBytes(index + ARRIVED_HEAD_BYTES, topicBytes);
        ring.buffer().putBytes(index + ARRIVED_HEAD_BYTES + topicBytes.length, payload);
        ring.commit(index);
    }

    private void answer(int session, int slot, int reasonCode) {
        boolean isTaken = reasonCode >= 0 && reasonCode < REFUSED_FROM;
        int index = claim(isTaken ? ACKNOWLEDGED : REFUSED, HEAD_BYTES + Integer.BYTES);
        if (index >= 0) {
            ring.buffer().putInt(index, session);
            ring.buffer().putInt(index + Integer.BYTES, slot);
            ring.buffer().putInt(index + HEAD_BYTES, reasonCode);
            ring.commit(index);
        }
    }

    /** Waits for room: this is Paho's thread, not the agent's, and an answer that is lost would cost a slot. */
    private int claim(int typeId, int length) {
        int index = ring.tryClaim(typeId, length);
        while (index < 0 && !isClosed) {
            LockSupport.parkNanos(RING_RETRY_NS);
            index = ring.tryClaim(typeId, length);
        }
        return index;
    }

    private void onRingMessage(int typeId, MutableDirectBuffer buffer, int index, int length) {
        if (typeId == ARRIVED) {
            int topicLength = buffer.getInt(index);
            int payloadLength = buffer.getInt(index + Integer.BYTES);
            long atNs = buffer.getLong(index + 2 * Integer.BYTES);
            events.onArrived(arrival.wrap(buffer, index + ARRIVED_HEAD_BYTES, topicLength, payloadLength, atNs));
            return;
        }
        if (buffer.getInt(index) != polledSession) {
            return;
        }
        int slot = buffer.getInt(index + Integer.BYTES);
        if (typeId == ACKNOWLEDGED) {
            counters.increment(GatewayCounter.MQTT_ACKNOWLEDGED);
            events.onAcknowledged(slot);
        } else {
            events.onRefused(slot, buffer.getInt(index + HEAD_BYTES));
        }
    }

    private static MqttProperties properties(OutMessage message) {
        MqttProperties properties = new MqttProperties();
        properties.setContentType(message.kind().contentType());
        properties.setUserProperties(List.of(
                new UserProperty(PayloadKind.SCHEMA_PROPERTY, message.kind().schema())));
        if (message.kind().isText()) {
            properties.setPayloadFormat(true);
        }
        if (message.expirySeconds() > 0) {
            properties.setMessageExpiryInterval(message.expirySeconds());
        }
        return properties;
    }

    private record Session(int number, MqttAsyncClient client, int receiveMaximum) {}

    private final class Answer implements MqttActionListener {
        private final int session;
        private final int slot;

        Answer(int session, int slot) {
            this.session = session;
            this.slot = slot;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            int[] codes = token.getReasonCodes();
            answer(session, slot, codes == null || codes.length == 0 ? 0 : codes[0]);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable exception) {
            answer(session, slot, BY_CLIENT);
        }
    }
}
