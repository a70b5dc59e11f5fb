package io.roadgate.sensor.rsu;

import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.ObservationSink;
import io.roadgate.sensor.observation.V2xUplinkEncoder;
import io.roadgate.v2x.message.MessageCodecs;
import io.roadgate.v2x.message.MessageKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;

/**
 * Hands whole messages on, octet for octet, of those kinds that the site file names.
 *
 * <p>Errors: {@code UPLINK_OVERLONG} for a message beyond {@link ObservationSink#MOST_UPLINK_OCTETS}. Allocates nothing
 * after construction.
 */
final class UplinkRelay {
    /** What can be handed on: all but BSM, which becomes an observation. */
    static final List<String> KINDS = Stream.of(MessageKind.values())
            .filter(kind -> kind != MessageKind.BSM)
            .map(MessageKind::name)
            .toList();

    /** What vehicles and people send. */
    static final String DEFAULT = "VPM VIR PSM CLPMM";

    private final int sensorId;
    private final MessageCodecs set;
    private final Set<MessageKind> kinds = EnumSet.noneOf(MessageKind.class);
    private final ObservationSink sink;
    private final FaultSink faults;

    UplinkRelay(int sensorId, MessageCodecs set, List<String> kinds, ObservationSink sink, FaultSink faults) {
        this.sensorId = sensorId;
        this.set = set;
        this.sink = sink;
        this.faults = faults;
        kinds.forEach(kind -> this.kinds.add(MessageKind.valueOf(kind)));
    }

    /** Whether a kind is wanted; null, a message of no known kind, is not. */
    boolean takes(MessageKind kind) {
        return kind != null && kinds.contains(kind);
    }

    /** Hands on the octets of a message that has been decoded. */
    void relay(MessageKind kind, DirectBuffer buffer, int offset, int length, long measuredAtNs, long receivedAtNs) {
        if (length > ObservationSink.MOST_UPLINK_OCTETS) {
            faults.count(FrameFault.UPLINK_OVERLONG);
            return;
        }
        V2xUplinkEncoder out = sink.claimV2xUplink(length);
        if (out == null) {
            return;
        }
        out.measuredAtNs(measuredAtNs)
                .receivedAtNs(receivedAtNs)
                .sensorId(sensorId)
                .messageKind((short) kind.number())
                .messageSet((short) set.number())
                .putFrame(buffer, offset, length);
        sink.commit();
    }
}
