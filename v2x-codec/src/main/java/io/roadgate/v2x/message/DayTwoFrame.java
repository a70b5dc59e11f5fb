package io.roadgate.v2x.message;

import io.roadgate.v2x.daytwo.MessageFrame;
import io.roadgate.v2x.daytwo.MessageFrameExt;
import io.roadgate.v2x.daytwo.MessageFrameExtValue;
import io.roadgate.v2x.uper.WireValue;

/** The frame of the second stage, which holds the messages of both. */
final class DayTwoFrame implements SetFrame {
    private final MessageFrame frame = new MessageFrame();

    @Override
    public WireValue frame() {
        return frame;
    }

    @Override
    public MessageKind kind() {
        if (frame.choice() != MessageFrame.MSG_FRAME_EXT) {
            return MessageKind.ofChoice(frame.choice());
        }
        boolean isKnown = frame.msgFrameExt().value_().type() >= 0;
        return isKnown ? MessageKind.ofId(frame.msgFrameExt().messageId()) : null;
    }

    @Override
    public WireValue message() {
        return switch (frame.choice()) {
            case MessageFrame.BSM_FRAME -> frame.bsmFrame();
            case MessageFrame.MAP_FRAME -> frame.mapFrame();
            case MessageFrame.RSM_FRAME -> frame.rsmFrame();
            case MessageFrame.SPAT_FRAME -> frame.spatFrame();
            case MessageFrame.RSI_FRAME -> frame.rsiFrame();
            default -> second(frame.msgFrameExt().value_());
        };
    }

    private static WireValue second(MessageFrameExtValue value) {
        return switch (value.type()) {
            case MessageFrameExtValue.TEST_MSG -> value.testMsg();
            case MessageFrameExtValue.RTC_MCORRECTIONS -> value.rtcMcorrections();
            case MessageFrameExtValue.ROADSIDE_COORDINATION -> value.roadsideCoordination();
            case MessageFrameExtValue.SENSOR_SHARING_MSG -> value.sensorSharingMsg();
            case MessageFrameExtValue.VEH_INTENTION_AND_REQUEST -> value.vehIntentionAndRequest();
            case MessageFrameExtValue.PAM_DATA -> value.pamData();
            case MessageFrameExtValue.PERSONAL_SAFETY_MESSAGE -> value.personalSafetyMessage();
            case MessageFrameExtValue.CLPMM -> value.clpmm();
            default -> value.vehiclePaymentMessage();
        };
    }

    @Override
    public WireValue use(MessageKind kind) {
        return switch (kind) {
            case BSM -> frame.useBsmFrame();
            case MAP -> frame.useMapFrame();
            case RSM -> frame.useRsmFrame();
            case SPAT -> frame.useSpatFrame();
            case RSI -> frame.useRsiFrame();
            default -> useSecond(frame.useMsgFrameExt(), kind);
        };
    }

    private static WireValue useSecond(MessageFrameExt extension, MessageKind kind) {
        return switch (kind) {
            case TEST -> extension.useValueTestMsg();
            case RTCM -> extension.useValueRTCMcorrections();
            case RSC -> extension.useValueRoadsideCoordination();
            case SSM -> extension.useValueSensorSharingMsg();
            case VIR -> extension.useValueVehIntentionAndRequest();
            case PAM -> extension.useValuePAMData();
            case PSM -> extension.useValuePersonalSafetyMessage();
            case CLPMM -> extension.useValueCLPMM();
            default -> extension.useValueVehiclePaymentMessage();
        };
    }
}
