package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import org.agrona.DirectBuffer;

/** {@code roadgate/v1/{site}/health}: retained JSON, always JSON, so that the last will is of the same kind. */
final class HealthTopics implements TopicFamily {
    /** No record: the text itself. */
    static final int TEXT = 0;

    private final String topic;
    private final PayloadKind kind = PayloadKind.cloud("Health", true);

    HealthTopics(GatewayConfig config) {
        topic = topic(config);
    }

    static String topic(GatewayConfig config) {
        return TopicFamilies.root(config) + "health";
    }

    @Override
    public int templateId() {
        return TEXT;
    }

    @Override
    public boolean isWanted(DirectBuffer record, int offset) {
        return true;
    }

    @Override
    public long key(DirectBuffer record, int offset) {
        return 0;
    }

    @Override
    public long expiresAtNs(DirectBuffer record, int offset) {
        return Long.MAX_VALUE;
    }

    @Override
    public void write(DirectBuffer record, int offset, int length, long nowNs, OutMessage out) {
        out.address(topic, TopicFamilies.HEALTH.qos(), true, 0, kind);
        out.payload().putBytes(0, record, offset, length);
        out.length(length);
    }
}
