package io.roadgate.gateway.publish;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection to a broker alive with a thread of its own.
 *
 * <p>Paho's own reconnect failed in six of six broker kills, so each session gets a new client: clean start, memory
 * persistence, no buffer, automatic reconnect off. A client that is given up is closed on a thread of its own, because
 * its close may hang. Subscriptions are made on the keeper's thread, never on Paho's.
 *
 * <p>Thread: {@link Listener} is called by the keeper ({@code onUp}, {@code onDown}) and by Paho ({@code onMessage}).
 */
final class BrokerConnection implements Runnable {
    /** Hears of sessions and messages. */
    interface Listener {
        /** A session begins: connected and subscribed. */
        void onUp(int session, MqttAsyncClient client, int receiveMaximum);

        /** It has ended. */
        void onDown(int session);

        /** A message came down; may block Paho's thread, which slows the broker down. */
        void onMessage(int session, String topic, MqttMessage message);
    }

    static final int KEEP_ALIVE_S = 10;
    private static final Logger LOG = LoggerFactory.getLogger(BrokerConnection.class);
    private static final long LEAST_PAUSE_MS = 100;
    private static final long MOST_PAUSE_MS = 5_000;
    private static final int CONNECT_TIMEOUT_S = 5;
    private static final long ANSWER_TIMEOUT_MS = 6_000;
    private static final long SETTLED_AFTER_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long CLOSE_TIMEOUT_MS = 1_000;
    private static final int REFUSED_FROM = 0x80;

    private final ConnectionSettings settings;
    private final Listener listener;
    private final Thread keeper;
    private final org.agrona.concurrent.NanoClock ticks;
    private volatile boolean isClosed;
    private volatile SessionCallback current;
    private int sessions;
    private boolean wasReported;

    /** A connection that is not begun yet. */
    BrokerConnection(ConnectionSettings settings, org.agrona.concurrent.NanoClock ticks, Listener listener) {
        this.settings = settings;
        this.ticks = ticks;
        this.listener = listener;
        keeper = new Thread(this, "mqtt-" + settings.clientId());
        keeper.setDaemon(true);
    }

    void start() {
        keeper.start();
    }

    /** Gives the current session up; the keeper makes the next. */
    void replace() {
        SessionCallback session = current;
        if (session != null) {
            session.lose();
        }
    }

    /** Ends; blocks for at most {@value #CLOSE_TIMEOUT_MS} ms. */
    void close() {
        isClosed = true;
        LockSupport.unpark(keeper);
        try {
            keeper.join(CLOSE_TIMEOUT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        long pauseMs = LEAST_PAUSE_MS;
        while (!isClosed) {
            SessionCallback session = new SessionCallback(++sessions);
            MqttAsyncClient client = open(session);
            if (client != null) {
                long beganTickNs = ticks.nanoTime();
                keep(session, client);
                if (ticks.nanoTime() - beganTickNs > SETTLED_AFTER_NS) {
                    pauseMs = LEAST_PAUSE_MS;
                }
            }
            if (!isClosed) {
                LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(pauseMs));
                pauseMs = Math.min(2 * pauseMs, MOST_PAUSE_MS);
            }
        }
    }

    private void keep(SessionCallback session, MqttAsyncClient client) {
        current = session;
        Integer allowed = session.receiveMaximum;
        listener.onUp(session.number, client, allowed == null ? 65_535 : allowed);
        LOG.debug("{} is connected", settings);
        wasReported = false;
        while (!isClosed && !session.isLost) {
            LockSupport.park(this);
        }
        current = null;
        listener.onDown(session.number);
        if (isClosed && !session.isLost) {
            bid(client);
        }
        retire(client);
    }

    private MqttAsyncClient open(SessionCallback session) {
        MqttAsyncClient client = null;
        try {
            client = new MqttAsyncClient(settings.broker(), settings.clientId(), new MemoryPersistence());
            client.setCallback(session);
            IMqttToken token = client.connect(options());
            token.waitForCompletion(ANSWER_TIMEOUT_MS);
            session.receiveMaximum = token.getResponseProperties() == null
                    ? null
                    : token.getResponseProperties().getReceiveMaximum();
            subscribe(client);
            return client;
        } catch (MqttException | IllegalArgumentException e) {
            if (!wasReported) {
                LOG.warn("{}: {}; trying on", settings, reason(e));
                wasReported = true;
            }
            if (client != null) {
                retire(client);
            }
            return null;
        }
    }

    private void subscribe(MqttAsyncClient client) throws MqttException {
        if (settings.subscriptions().isEmpty()) {
            return;
        }
        MqttSubscription[] filters = settings.subscriptions().stream()
                .map(filter -> new MqttSubscription(filter, 1))
                .toArray(MqttSubscription[]::new);
        // The overload with a listener per subscription throws in this Paho.
        IMqttToken token = client.subscribe(filters);
        token.waitForCompletion(ANSWER_TIMEOUT_MS);
        for (int code : token.getReasonCodes()) {
            if (code >= REFUSED_FROM) {
                throw new MqttException(code);
            }
        }
    }

    private MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(KEEP_ALIVE_S);
        options.setConnectionTimeout(CONNECT_TIMEOUT_S);
        options.setSocketFactory(new TcpNoDelayFactory());
        if (!settings.username().isEmpty()) {
            options.setUserName(settings.username());
        }
        if (!settings.password().isEmpty()) {
            options.setPassword(settings.password().getBytes(StandardCharsets.UTF_8));
        }
        if (!settings.willTopic().isEmpty()) {
            MqttMessage will =
                    new MqttMessage(ConnectionSettings.LOST.getBytes(StandardCharsets.US_ASCII), 1, true, null);
            MqttProperties properties = new MqttProperties();
            properties.setContentType(PayloadKind.JSON);
            options.setWill(settings.willTopic(), will);
            options.setWillMessageProperties(properties);
        }
        return options;
    }

    private void bid(MqttAsyncClient client) {
        try {
            client.disconnect(CLOSE_TIMEOUT_MS / 2).waitForCompletion(CLOSE_TIMEOUT_MS / 2);
        } catch (MqttException e) {
            LOG.debug("{} did not part cleanly: {}", settings, reason(e));
        }
    }

    private void retire(MqttAsyncClient client) {
        Thread reaper = new Thread(
                () -> {
                    try {
                        client.disconnectForcibly(0, 1, false);
                    } catch (MqttException e) {
                        LOG.trace("was not connected", e);
                    }
                    try {
                        client.close(true);
                    } catch (MqttException e) {
                        LOG.trace("was closed", e);
                    }
                },
                "mqtt-close-" + settings.clientId());
        reaper.setDaemon(true);
        reaper.start();
    }

    private static String reason(Exception e) {
        return e.getCause() == null ? e.toString() : e.getCause().toString();
    }

    /** Paho's callback of one session; what comes after its end is not listened to. */
    private final class SessionCallback implements MqttCallback {
        private final int number;
        private volatile boolean isLost;
        private Integer receiveMaximum;

        SessionCallback(int number) {
            this.number = number;
        }

        void lose() {
            isLost = true;
            LockSupport.unpark(keeper);
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            if (!isLost) {
                listener.onMessage(number, topic, message);
            }
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            lose();
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            LOG.debug("{}: {}", settings, reason(exception));
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // Each message has a listener of its own.
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {
            // The keeper waits for the connect token instead: subscribing in this callback can deadlock.
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            // No enhanced authentication.
        }
    }
}
