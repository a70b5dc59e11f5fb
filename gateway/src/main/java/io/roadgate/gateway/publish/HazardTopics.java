package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.HazardEventDecoder;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** {@code roadgate/v1/{site}/hazard/{kind}}: each state of each event, for the cloud. */
final class HazardTopics implements TopicFamily {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final HazardEventDecoder event = new HazardEventDecoder();
    private final String[] topics = new String[EventKind.values().length];
    private final FieldWriter writer;
    private final PayloadKind kind;

    HazardTopics(GatewayConfig config) {
        for (EventKind row : EventKind.values()) {
            topics[row.ordinal()] = TopicFamilies.root(config) + "hazard/" + row.label();
        }
        writer = TopicFamilies.writer(config);
        kind = PayloadKind.cloud("HazardEvent", TopicFamilies.isJson(config));
    }

    @Override
    public int templateId() {
        return HazardEventDecoder.TEMPLATE_ID;
    }

    @Override
    public boolean isWanted(DirectBuffer record, int offset) {
        return EventKind.ofCode(event.wrapAndApplyHeader(record, offset, header).kind()) != null;
    }

    @Override
    public long key(DirectBuffer record, int offset) {
        return event.wrapAndApplyHeader(record, offset, header).eventId();
    }

    @Override
    public long expiresAtNs(DirectBuffer record, int offset) {
        return event.wrapAndApplyHeader(record, offset, header).expiresAtNs();
    }

    @Override
    public void write(DirectBuffer record, int offset, int length, long nowNs, OutMessage out) {
        event.wrapAndApplyHeader(record, offset, header);
        String topic = topics[EventKind.ofCode(event.kind()).ordinal()];
        out.address(
                topic, TopicFamilies.HAZARD.qos(), false, TopicFamily.expirySeconds(event.expiresAtNs(), nowNs), kind);
        writer.begin(out.payload(), 0);
        HazardPayload.write(event, writer);
        out.length(writer.end());
    }
}
