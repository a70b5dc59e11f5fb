package io.roadgate.gateway.service;

import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.record.DownlinkKind;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.SignalPhaseDecoder;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageKind;
import org.agrona.DirectBuffer;

/**
 * One service of the roadside: takes in what fusion sees and hears, sends messages and records through
 * {@link ServiceOutputs}.
 *
 * <p>A service is a deterministic function of its calls: no clock, no random number, no order that depends on hashing.
 * It allocates nothing after construction, and bad input never makes it throw: it answers, or counts.
 *
 * <p>To add one: a file here, and a line in {@link RoadServices}.
 *
 * <p><b>Thread:</b> the fusion agent. Decoders and buffers are valid during the call only.
 */
public interface RoadService {
    /** Looks at the whole picture, some twenty times a second, after the hazard rules have. */
    default void onSweep(RoadPicture picture, long nowNs) {}

    /** Another map holds from now on: indices of lanes mean nothing any more. Here memory may be allocated. */
    default void onMapReplaced() {}

    /** Takes what a signal controller says of one phase; all phases of one message come in order. */
    default void onSignalPhase(SignalPhaseDecoder phase, long nowNs) {}

    /**
     * Takes a message that a vehicle, a person or another roadside unit sent: any kind but BSM, already decoded.
     *
     * @param kind of the message, as {@code codec.kind()} says.
     * @param codec holds the message: {@code codec.message(VehIntentionAndRequest.class)}; classes of set day2.
     * @param sensorId the unit that heard it.
     */
    default void onUplink(MessageKind kind, FrameCodec codec, int sensorId, long nowNs) {}

    /** Takes what a centre sent down, as it came: the payload lies at {@code offset}, {@code length} bytes long. */
    default void onDownlink(DownlinkKind kind, DirectBuffer buffer, int offset, int length, long nowNs) {}

    /** Takes a frame of corrections of a reference receiver, RTCM 3 from its preamble to its check. */
    default void onCorrection(DirectBuffer buffer, int offset, int length, int sensorId, long nowNs) {}

    /** Takes what a point sensor says: the cue "occupied" at a mount's place. */
    default void onPoint(ObservationDecoder point, long nowNs) {}

    /** A sensor's link was lost: what it told holds no longer than a time limit does. */
    default void onLinkLost(int sensorId, long nowNs) {}

    /** A track is about to end; its slot will be used again. */
    default void onTrackEnded(int slot) {}
}
