package io.roadgate.sensor.rsu;

import io.roadgate.v2x.daytwo.CLPMM;
import io.roadgate.v2x.daytwo.PersonalSafetyMessage;
import io.roadgate.v2x.daytwo.RoadsideCoordination;
import io.roadgate.v2x.daytwo.SensorSharingMsg;
import io.roadgate.v2x.daytwo.VehIntentionAndRequest;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageKind;

/**
 * The instant that a message says it is of.
 *
 * <p>Source: the types of the day2 set; those not named here have no second mark, or an optional one with another meaning.
 */
final class MessageTimes {
    /** DSecond: unavailable. */
    static final int UNAVAILABLE = 65_535;

    private MessageTimes() {}

    /** The second mark of the message in a codec's frame, {@link #UNAVAILABLE} for kinds without. */
    static int secMarkOf(MessageKind kind, FrameCodec codec) {
        return switch (kind) {
            case VIR -> codec.message(VehIntentionAndRequest.class).secMark();
            case PSM -> codec.message(PersonalSafetyMessage.class).secMark();
            case CLPMM -> codec.message(CLPMM.class).secMark();
            case RSC -> codec.message(RoadsideCoordination.class).secMark();
            case SSM -> codec.message(SensorSharingMsg.class).secMark();
            default -> UNAVAILABLE;
        };
    }
}
