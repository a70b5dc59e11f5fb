package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.DownlinkEncoder;
import io.roadgate.gateway.record.DownlinkKind;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.ring.RecordRing;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What comes down: receipts to the journal agent, everything else to fusion as a Downlink record.
 *
 * <p>Errors: a topic, length or receipt that cannot be used counts {@code DOWNLINK_REFUSED}; a full ring
 * {@code INBOUND_RING_FULL}.
 *
 * <p>Thread: the publish agent.
 */
final class DownlinkSink {
    /** Level under the site where centres write. */
    static final String LEVEL = "down/";

    private static final DownlinkKind[] DOWNLINKS = {
        DownlinkKind.MAP, DownlinkKind.SPAT, DownlinkKind.RSI, DownlinkKind.COMMAND
    };

    private static final int HEAD_BYTES =
            MessageHeaderEncoder.ENCODED_LENGTH + DownlinkEncoder.BLOCK_LENGTH + DownlinkEncoder.payloadHeaderLength();
    private static final int RING_SHARE = 8;
    private static final int TAG_PACKED = 0x0A;
    private static final int TAG_SINGLE = 0x09;
    /** A varint octet with its high bit set: another one follows. */
    private static final int MORE = -1;

    private static final int LONGEST_SHIFT = 28;

    private final RecordRing inbound;
    private final ReceiptSink receipts;
    private final Counters counters;
    private final byte[] receiptTopic;
    private final byte[][] topics = new byte[DownlinkKind.values().length][];
    private final int longestPayload;
    private final UnsafeBuffer record;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final DownlinkEncoder downlink = new DownlinkEncoder();

    DownlinkSink(GatewayConfig config, RecordRing inbound, ReceiptSink receipts, Counters counters) {
        this.inbound = inbound;
        this.receipts = receipts;
        this.counters = counters;
        String root = TopicFamilies.root(config) + LEVEL;
        receiptTopic = (root + "receipt").getBytes(StandardCharsets.UTF_8);
        for (DownlinkKind kind : DownlinkKind.values()) {
            boolean isNamed = kind != DownlinkKind.UNKNOWN && kind != DownlinkKind.NULL_VAL;
            String name = isNamed ? root + kind.name().toLowerCase(Locale.ROOT) : "";
            topics[kind.ordinal()] = name.getBytes(StandardCharsets.UTF_8);
        }
        int recordBytes = inbound.capacityBytes() / RING_SHARE - 2 * Long.BYTES;
        record = new UnsafeBuffer(new byte[recordBytes]);
        longestPayload = recordBytes - HEAD_BYTES;
    }

    void onArrived(Arrival arrival) {
        if (arrival.isTopic(receiptTopic)) {
            readReceipts(arrival.buffer(), arrival.payloadOffset(), arrival.payloadLength());
            return;
        }
        for (DownlinkKind kind : DOWNLINKS) {
            if (arrival.isTopic(topics[kind.ordinal()])) {
                hand(kind, arrival);
                return;
            }
        }
        counters.increment(GatewayCounter.DOWNLINK_REFUSED);
    }

    private void hand(DownlinkKind kind, Arrival arrival) {
        if (arrival.payloadLength() > longestPayload) {
            counters.increment(GatewayCounter.DOWNLINK_REFUSED);
            return;
        }
        downlink.wrapAndApplyHeader(record, 0, header)
                .receivedAtNs(arrival.receivedAtNs())
                .kind(kind)
                .putPayload(arrival.buffer(), arrival.payloadOffset(), arrival.payloadLength());
        offer();
    }

    private void offer() {
        int length = MessageHeaderEncoder.ENCODED_LENGTH + downlink.encodedLength();
        if (!inbound.offer(DownlinkEncoder.TEMPLATE_ID, record, 0, length)) {
            counters.increment(GatewayCounter.INBOUND_RING_FULL);
        }
    }

    /** What became of a request to the signal controller: fusion has to know it from a record, so that replay does. */
    void onControllerAnswer(DirectBuffer state, int offset, int length, long nowNs) {
        downlink.wrapAndApplyHeader(record, 0, header)
                .receivedAtNs(nowNs)
                .kind(DownlinkKind.CONTROLLER_ANSWER)
                .putPayload(state, offset, length);
        offer();
    }

    /** {@code TollReceipt} of {@code cloud.proto}: fixed64 sequences, packed or not. All of it is read or nothing. */
    private void readReceipts(DirectBuffer buffer, int offset, int length) {
        int count = walkReceipts(buffer, offset, offset + length, false);
        if (count < 0 || count > receipts.room()) {
            counters.increment(GatewayCounter.DOWNLINK_REFUSED);
            return;
        }
        walkReceipts(buffer, offset, offset + length, true);
    }

    private int walkReceipts(DirectBuffer buffer, int offset, int end, boolean isTaken) {
        int count = 0;
        int at = offset;
        while (at < end) {
            int tag = buffer.getByte(at++);
            int bytes = Long.BYTES;
            if (tag == TAG_PACKED) {
                int shift = 0;
                bytes = 0;
                int part = MORE;
                while (part < 0 && at < end && shift < LONGEST_SHIFT) {
                    part = buffer.getByte(at++);
                    bytes |= (part & 0x7F) << shift;
                    shift += 7;
                }
                if (part < 0) {
                    return -1;
                }
            } else if (tag != TAG_SINGLE) {
                return -1;
            }
            if (bytes % Long.BYTES != 0 || bytes > end - at) {
                return -1;
            }
            for (int last = at + bytes; at < last; at += Long.BYTES) {
                if (isTaken) {
                    receipts.add(buffer.getLong(at, ByteOrder.LITTLE_ENDIAN));
                }
                count++;
            }
        }
        return count;
    }
}
