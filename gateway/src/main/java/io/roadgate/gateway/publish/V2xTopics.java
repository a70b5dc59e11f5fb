package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.V2xKind;
import io.roadgate.gateway.record.V2xMessageDecoder;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Messages of services as UPER: {@code roadgate/v1/tile/{q1}/../{q16}/{kind}} for everybody in reach,
 * {@code roadgate/v1/{site}/vehicle/{id}/{kind}} for one vehicle, its temporary id as 16 hexadecimal digits.
 */
final class V2xTopics implements TopicFamily {
    private static final PayloadKind KIND = new PayloadKind(PayloadKind.UPER, "day2.MessageFrame", false);
    private static final int MOST_KEPT = 512;
    private static final int KINDS = 16;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final V2xMessageDecoder message = new V2xMessageDecoder();
    private final Long2ObjectHashMap<String[]> topics = new Long2ObjectHashMap<>();
    private final String root;

    V2xTopics(GatewayConfig config) {
        root = TopicFamilies.root(config);
    }

    /** Strings are made once per tile or vehicle, and kind. */
    private String topic() {
        long recipient = message.recipient();
        long at = recipient == 0 ? QuadKey.tile(message.latE7(), message.lonE7()) : recipient;
        String[] ofKinds = topics.get(at);
        if (ofKinds == null) {
            if (topics.size() >= MOST_KEPT) {
                topics.clear();
            }
            ofKinds = new String[KINDS];
            topics.put(at, ofKinds);
        }
        int kind = message.kindRaw();
        if (ofKinds[kind] == null) {
            String name = V2xKind.get((short) kind).name().toLowerCase(Locale.ROOT);
            String where = recipient == 0
                    ? "roadgate/v1/tile/" + QuadKey.levels(at)
                    : root + "vehicle/" + String.format(Locale.ROOT, "%016x", recipient);
            ofKinds[kind] = where + "/" + name;
        }
        return ofKinds[kind];
    }

    @Override
    public int templateId() {
        return V2xMessageDecoder.TEMPLATE_ID;
    }

    @Override
    public boolean isWanted(DirectBuffer record, int offset) {
        message.wrapAndApplyHeader(record, offset, header);
        return message.kindRaw() > 0 && message.kindRaw() <= V2xKind.VPM.value();
    }

    @Override
    public long key(DirectBuffer record, int offset) {
        message.wrapAndApplyHeader(record, offset, header);
        return message.recipient() * 31 + message.kindRaw();
    }

    @Override
    public long expiresAtNs(DirectBuffer record, int offset) {
        return message.wrapAndApplyHeader(record, offset, header).expiresAtNs();
    }

    @Override
    public void write(DirectBuffer record, int offset, int length, long nowNs, OutMessage out) {
        message.wrapAndApplyHeader(record, offset, header);
        out.address(
                topic(), TopicFamilies.V2X.qos(), false, TopicFamily.expirySeconds(message.expiresAtNs(), nowNs), KIND);
        int octetsAt = message.limit() + V2xMessageDecoder.octetsHeaderLength();
        int octets = Math.min(message.octetsLength(), offset + length - octetsAt);
        out.payload().putBytes(0, record, octetsAt, octets);
        out.length(octets);
    }
}
