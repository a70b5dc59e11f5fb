package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.record.TrackStateDecoder;
import org.agrona.DirectBuffer;

/** {@code roadgate/v1/{site}/tracks}: the whole road picture; the latest wins, a broker keeps it for a second at most. */
final class PictureTopics implements TopicFamily {
    private static final long EXPIRY_S = 1;

    private final PicturePayload payload = new PicturePayload();
    private final String topic;
    private final FieldWriter writer;
    private final PayloadKind kind;

    PictureTopics(GatewayConfig config) {
        topic = TopicFamilies.root(config) + "tracks";
        writer = TopicFamilies.writer(config);
        kind = PayloadKind.cloud("RoadPicture", TopicFamilies.isJson(config));
    }

    @Override
    public int templateId() {
        return TrackStateDecoder.TEMPLATE_ID;
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
        out.address(topic, TopicFamilies.TRACKS.qos(), false, EXPIRY_S, kind);
        writer.begin(out.payload(), 0);
        payload.write(record, offset, length, writer);
        out.length(writer.end());
    }
}
