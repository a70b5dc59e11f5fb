package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.TollRecordDecoder;
import org.agrona.DirectBuffer;

/** {@code roadgate/v1/{site}/toll}: each toll record, until the centre has it; it never expires. */
final class TollTopics implements TopicFamily {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TollRecordDecoder toll = new TollRecordDecoder();
    private final TollPayload payload = new TollPayload();
    private final String topic;
    private final FieldWriter writer;
    private final PayloadKind kind;

    TollTopics(GatewayConfig config) {
        topic = TopicFamilies.root(config) + "toll";
        writer = TopicFamilies.writer(config);
        kind = PayloadKind.cloud("TollRecord", TopicFamilies.isJson(config));
    }

    @Override
    public int templateId() {
        return TollRecordDecoder.TEMPLATE_ID;
    }

    @Override
    public boolean isWanted(DirectBuffer record, int offset) {
        return true;
    }

    @Override
    public long key(DirectBuffer record, int offset) {
        return toll.wrapAndApplyHeader(record, offset, header).sequence();
    }

    @Override
    public long expiresAtNs(DirectBuffer record, int offset) {
        return Long.MAX_VALUE;
    }

    @Override
    public void write(DirectBuffer record, int offset, int length, long nowNs, OutMessage out) {
        out.address(topic, TopicFamilies.TOLL.qos(), false, 0, kind);
        writer.begin(out.payload(), 0);
        payload.write(toll.wrapAndApplyHeader(record, offset, header), writer);
        out.length(writer.end());
    }
}
