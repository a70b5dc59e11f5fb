package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import java.util.List;

/**
 * What one connection to a broker needs.
 *
 * @param broker {@code tcp://host:port}.
 * @param clientId unique at the broker.
 * @param username empty = none.
 * @param password empty = none.
 * @param willTopic where a broker keeps {@link #LOST} when we are gone; empty = nowhere.
 * @param subscriptions topic filters, QoS 1, made again with each connection.
 */
record ConnectionSettings(
        String broker,
        String clientId,
        String username,
        String password,
        String willTopic,
        List<String> subscriptions) {
    static final String LOST = "{\"state\":\"lost\"}";

    /** A lane's connection: no will, no subscription. */
    static ConnectionSettings ofLane(GatewayConfig.Mqtt mqtt, String lane) {
        return new ConnectionSettings(
                mqtt.broker().toString(),
                mqtt.clientId() + "-" + lane,
                mqtt.username(),
                mqtt.password(),
                "",
                List.of());
    }

    ConnectionSettings withWill(String topic) {
        return new ConnectionSettings(broker, clientId, username, password, topic, subscriptions);
    }

    ConnectionSettings withSubscriptions(List<String> filters) {
        return new ConnectionSettings(broker, clientId, username, password, willTopic, filters);
    }

    @Override
    public String toString() {
        return clientId + " at " + broker;
    }
}
