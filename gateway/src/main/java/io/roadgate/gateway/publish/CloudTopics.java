package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import org.agrona.DirectBuffer;

/** A topic one level under the site's, for records of one template, as cloud messages of one schema. */
abstract class CloudTopics implements TopicFamily {
    private final TopicFamilies row;
    private final String topic;
    private final FieldWriter writer;
    private final PayloadKind kind;
    private final int templateId;

    CloudTopics(TopicFamilies row, GatewayConfig config, String level, String message, int templateId) {
        this.row = row;
        this.templateId = templateId;
        topic = TopicFamilies.root(config) + level;
        writer = TopicFamilies.writer(config);
        kind = PayloadKind.cloud(message, TopicFamilies.isJson(config));
    }

    /** Writes the payload of one record. */
    abstract void write(DirectBuffer record, int offset, FieldWriter out);

    @Override
    public int templateId() {
        return templateId;
    }

    @Override
    public boolean isWanted(DirectBuffer record, int offset) {
        return true;
    }

    @Override
    public void write(DirectBuffer record, int offset, int length, long nowNs, OutMessage out) {
        out.address(topic, row.qos(), false, TopicFamily.expirySeconds(expiresAtNs(record, offset), nowNs), kind);
        writer.begin(out.payload(), 0);
        write(record, offset, writer);
        out.length(writer.end());
    }
}
