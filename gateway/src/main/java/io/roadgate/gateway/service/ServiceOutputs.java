package io.roadgate.gateway.service;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.message.WirePlace;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.record.V2xKind;
import io.roadgate.gateway.record.V2xMessageEncoder;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageCodecs;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.units.WireUnits;
import io.roadgate.v2x.uper.WireValue;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where services put what they send: V2X messages, and records for the cloud.
 *
 * <p>A message: {@link #begin}, fill, {@link #toAll} or {@link #toVehicle}. It is encoded here and leaves fusion as a
 * {@code V2xMessage} record, which publishing hands to the RSU and to the topics of vehicles; the service itself repeats
 * it at its period, with a new {@link #nextCount}. A record: encode header and block into {@link #scratch} at 0, then
 * {@link #emit}.
 *
 * <p><b>Errors:</b> a message that does not encode (a field out of its range) is not sent and counted
 * {@code SERVICE_UNENCODED}.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing after construction.
 */
public final class ServiceOutputs {
    /** Recipient of a message to everybody. */
    public static final long EVERYBODY = 0;

    private static final int SCRATCH_BYTES = 64 * 1024;
    private static final int COUNT_MASK = 0x7F;
    private static final int SPREAD = 37;
    private static final V2xKind[] KINDS = new V2xKind[MessageKind.values().length];

    private final RecordHandler outputs;
    private final Counters counters;
    private final FrameCodec codec = MessageCodecs.DAY2.newCodec();
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[SCRATCH_BYTES]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final V2xMessageEncoder message = new V2xMessageEncoder();
    private final int[] counts = new int[KINDS.length];
    private final WirePlace place;
    private final long rsuId;
    private final int siteLatE7;
    private final int siteLonE7;
    private MessageKind kind;
    private int octets;

    static {
        for (MessageKind row : MessageKind.values()) {
            KINDS[row.ordinal()] = V2xKind.valueOf(row.name());
        }
    }

    /** Outputs of a session; its start seeds the message counts, as the sending rules want it. */
    public ServiceOutputs(GatewayConfig config, Counters counters, long startedAtNs, RecordHandler outputs) {
        this.outputs = outputs;
        this.counters = counters;
        GatewayConfig.Site site = config.site();
        place = new WirePlace(site.latDeg(), site.lonDeg(), site.heightM());
        siteLatE7 = WireUnits.degreesToE7(site.latDeg());
        siteLonE7 = WireUnits.degreesToE7(site.lonDeg());
        rsuId = config.rsu().map(GatewayConfig.Rsu::rsuId).orElse((long) site.number());
        int seed = Long.hashCode(startedAtNs * 0x9E37_79B9_7F4A_7C15L);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (seed + SPREAD * i) & COUNT_MASK;
        }
    }

    /** Begins a message of a kind, cleared, to be filled; classes of set day2. */
    public <T extends WireValue> T begin(MessageKind ofKind, Class<T> type) {
        kind = ofKind;
        return codec.use(ofKind, type);
    }

    /** The next {@code msgCnt} of a kind: 0..127, one more each time. */
    public int nextCount(MessageKind ofKind) {
        int count = counts[ofKind.ordinal()];
        counts[ofKind.ordinal()] = (count + 1) & COUNT_MASK;
        return count;
    }

    /** The place that {@code refPos} of our messages is, and offsets from it. */
    public WirePlace place() {
        return place;
    }

    /** The id in our messages, 8 octets big-endian. */
    public long rsuId() {
        return rsuId;
    }

    /**
     * Sends the message begun last to everybody in reach.
     *
     * @param causedAtNs arrival of what caused it; 0 = nothing but time.
     * @param expiresAtNs from then on it is worth nothing.
     * @return false when it does not encode.
     */
    public boolean toAll(long causedAtNs, long nowNs, long expiresAtNs) {
        return send(EVERYBODY, causedAtNs, nowNs, expiresAtNs);
    }

    /** Sends the message begun last for one vehicle; on the air everybody hears it, the message itself says whom it means. */
    public boolean toVehicle(long temporaryId, long causedAtNs, long nowNs, long expiresAtNs) {
        return send(temporaryId, causedAtNs, nowNs, expiresAtNs);
    }

    private boolean send(long recipient, long causedAtNs, long nowNs, long expiresAtNs) {
        message.wrapAndApplyHeader(scratch, 0, header)
                .atNs(nowNs)
                .causedAtNs(causedAtNs)
                .expiresAtNs(expiresAtNs)
                .kind(KINDS[kind.ordinal()])
                .recipient(recipient)
                .latE7(siteLatE7)
                .lonE7(siteLonE7);
        int lengthAt = MessageHeaderEncoder.ENCODED_LENGTH + V2xMessageEncoder.BLOCK_LENGTH;
        int octetsAt = lengthAt + V2xMessageEncoder.octetsHeaderLength();
        octets = codec.encode(scratch, octetsAt);
        if (octets <= 0) {
            counters.increment(GatewayCounter.SERVICE_UNENCODED);
            return false;
        }
        scratch.putInt(lengthAt, octets, V2xMessageEncoder.BYTE_ORDER);
        outputs.onRecord(V2xMessageEncoder.TEMPLATE_ID, scratch, 0, octetsAt + octets);
        return true;
    }

    /** Sends UPER octets that are ready, with a count of their own: to everybody, or to one vehicle. */
    public void octets(
            MessageKind ofKind,
            DirectBuffer ready,
            int offset,
            int length,
            long recipient,
            long nowNs,
            long expiresAtNs) {
        message.wrapAndApplyHeader(scratch, 0, header)
                .atNs(nowNs)
                .causedAtNs(nowNs)
                .expiresAtNs(expiresAtNs)
                .kind(KINDS[ofKind.ordinal()])
                .recipient(recipient)
                .latE7(siteLatE7)
                .lonE7(siteLonE7)
                .putOctets(ready, offset, length);
        outputs.onRecord(
                V2xMessageEncoder.TEMPLATE_ID,
                scratch,
                0,
                MessageHeaderEncoder.ENCODED_LENGTH + message.encodedLength());
    }

    /** Counts a message that a service could not encode by itself. */
    public void countUnencoded() {
        counters.increment(GatewayCounter.SERVICE_UNENCODED);
    }

    /** Where a record is encoded: header at 0, then block and what follows. */
    public MutableDirectBuffer scratch() {
        return scratch;
    }

    /** Sends the record that lies in {@link #scratch} at 0: header, block and what follows, {@code length} bytes. */
    public void emit(int templateId, int length) {
        outputs.onRecord(templateId, scratch, 0, length);
    }
}
