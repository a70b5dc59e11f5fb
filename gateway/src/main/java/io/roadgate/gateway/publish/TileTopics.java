package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.record.HazardEventDecoder;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.v2x.units.WireUnits;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/** {@code roadgate/v1/tile/{q1}/../{q16}/rsi}: hazards as UPER for the vehicles that subscribe to where they drive. */
final class TileTopics implements TopicFamily {
    private static final PayloadKind KIND = new PayloadKind(PayloadKind.UPER, "day1-2020.MessageFrame", false);
    private static final int MOST_TILES_KEPT = 256;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final HazardEventDecoder event = new HazardEventDecoder();
    private final Long2ObjectHashMap<String> topics = new Long2ObjectHashMap<>();
    private final RsiWriter writer;

    TileTopics(GatewayConfig config) {
        writer = new RsiWriter(config, 0);
    }

    /** The topic of a place; strings are made once per tile. */
    private String topic(int latE7, int lonE7) {
        long tile = QuadKey.tile(latE7, lonE7);
        String topic = topics.get(tile);
        if (topic == null) {
            if (topics.size() >= MOST_TILES_KEPT) {
                topics.clear();
            }
            topic = "roadgate/v1/tile/" + QuadKey.levels(tile) + "/rsi";
            topics.put(tile, topic);
        }
        return topic;
    }

    @Override
    public int templateId() {
        return HazardEventDecoder.TEMPLATE_ID;
    }

    @Override
    public boolean isWanted(DirectBuffer record, int offset) {
        event.wrapAndApplyHeader(record, offset, header);
        return RsiWriter.isWanted(event) && event.latE7() != WireUnits.UNKNOWN && event.lonE7() != WireUnits.UNKNOWN;
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
        out.address(
                topic(event.latE7(), event.lonE7()),
                TopicFamilies.TILE.qos(),
                false,
                TopicFamily.expirySeconds(event.expiresAtNs(), nowNs),
                KIND);
        writer.begin(nowNs);
        writer.add(event);
        // Every field is put within its range before, so a fault here is a bug; an empty message is what it then is.
        out.length(Math.max(0, writer.end(out.payload(), 0)));
    }
}
