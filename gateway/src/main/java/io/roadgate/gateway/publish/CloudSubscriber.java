package io.roadgate.gateway.publish;

import io.roadgate.gateway.cloud.CloudProto;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/**
 * The other end, as a traffic centre has it: subscribes, reconnects by itself, subscribes again, may answer.
 *
 * <p>Thread: {@link Deliveries#onDelivery} is called by the client's thread, one message after the other; what it does
 * not take quickly holds the broker up. The rest may be called from any thread.
 */
public final class CloudSubscriber implements AutoCloseable {
    /** Takes messages. */
    @FunctionalInterface
    public interface Deliveries {
        /** One message has come. */
        void onDelivery(Delivery delivery);
    }

    /** One message as it came. */
    public static final class Delivery {
        private final String topic;
        private final byte[] payload;
        private final String contentType;
        private final String schema;
        private final boolean isRetained;
        private final long receivedAtNs;

        /** A message with its properties; empty text stands for an absent one. */
        public Delivery(
                String topic,
                byte[] payload,
                String contentType,
                String schema,
                boolean isRetained,
                long receivedAtNs) {
            this.topic = topic;
            this.payload = payload;
            this.contentType = contentType;
            this.schema = schema;
            this.isRetained = isRetained;
            this.receivedAtNs = receivedAtNs;
        }

        /** Whole topic. */
        public String topic() {
            return topic;
        }

        /** The payload itself, not a copy of it. */
        public byte[] payload() {
            return payload;
        }

        /** MQTT 5 property; empty when absent. */
        public String contentType() {
            return contentType;
        }

        /** User property {@code schema}; empty when absent. */
        public String schema() {
            return schema;
        }

        /** Whether the broker had kept it from before. */
        public boolean isRetained() {
            return isRetained;
        }

        /** Wall clock at arrival. */
        public long receivedAtNs() {
            return receivedAtNs;
        }
    }

    private static final long PUBLISH_TIMEOUT_MS = 5_000;

    private final BrokerConnection connection;
    private final CountDownLatch connected = new CountDownLatch(1);
    private volatile MqttAsyncClient current;
    private volatile int sessions;

    /** A subscriber that is not started yet, under a client id of its own. */
    public CloudSubscriber(
            URI broker, List<String> filters, EpochNanoClock wall, NanoClock ticks, Deliveries deliveries) {
        ConnectionSettings settings = new ConnectionSettings(
                broker.toString(), "centre-" + UUID.randomUUID().toString().substring(0, 13), "", "", "", filters);
        connection = new BrokerConnection(settings, ticks, new BrokerConnection.Listener() {
            @Override
            public void onUp(int session, MqttAsyncClient client, int receiveMaximum) {
                current = client;
                sessions = session;
                connected.countDown();
            }

            @Override
            public void onDown(int session) {
                current = null;
            }

            @Override
            public void onMessage(int session, String topic, MqttMessage message) {
                deliveries.onDelivery(delivery(topic, message, wall.nanoTime()));
            }
        });
    }

    /** Begins to connect. */
    public CloudSubscriber start() {
        connection.start();
        return this;
    }

    /** Waits for the first connection; false when there is none in time. */
    public boolean awaitConnected(long timeoutMs) throws InterruptedException {
        return connected.await(timeoutMs, TimeUnit.MILLISECONDS);
    }

    /** Whether it is connected and subscribed now. */
    public boolean isConnected() {
        return current != null;
    }

    /** Number of the last session: grows with each new connection. */
    public int lastSession() {
        return sessions;
    }

    /** Publishes with QoS 1 and waits for the broker; false when it did not take it. Not from a delivery. */
    public boolean publish(String topic, byte[] payload, String contentType) {
        MqttAsyncClient client = current;
        if (client == null) {
            return false;
        }
        try {
            client.publish(topic, message(payload, contentType)).waitForCompletion(PUBLISH_TIMEOUT_MS);
            return true;
        } catch (MqttException e) {
            return false;
        }
    }

    /** Tells a site that the centre holds these toll records; does not wait, may be called from a delivery. */
    public boolean confirmTolls(String siteId, Collection<Long> sequences) {
        MqttAsyncClient client = current;
        if (client == null) {
            return false;
        }
        byte[] receipt = CloudProto.TollReceipt.newBuilder()
                .addAllSequences(sequences)
                .build()
                .toByteArray();
        try {
            var unused = client.publish(
                    "roadgate/v1/" + siteId + "/" + DownlinkSink.LEVEL + "receipt",
                    message(receipt, PayloadKind.PROTOBUF));
            return true;
        } catch (MqttException e) {
            return false;
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private static MqttMessage message(byte[] payload, String contentType) {
        MqttProperties properties = new MqttProperties();
        if (!contentType.isEmpty()) {
            properties.setContentType(contentType);
        }
        return new MqttMessage(payload, 1, false, properties);
    }

    private static Delivery delivery(String topic, MqttMessage message, long receivedAtNs) {
        String contentType = "";
        String schema = "";
        MqttProperties properties = message.getProperties();
        if (properties != null) {
            contentType = properties.getContentType() == null ? "" : properties.getContentType();
            for (UserProperty property : properties.getUserProperties()) {
                if (PayloadKind.SCHEMA_PROPERTY.equals(property.getKey())) {
                    schema = property.getValue();
                }
            }
        }
        return new Delivery(topic, message.getPayload(), contentType, schema, message.isRetained(), receivedAtNs);
    }
}
