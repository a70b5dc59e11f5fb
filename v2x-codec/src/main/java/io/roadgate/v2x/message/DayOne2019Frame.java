package io.roadgate.v2x.message;

import io.roadgate.v2x.dayone2019.MessageFrame;
import io.roadgate.v2x.uper.WireValue;

/** The frame of the first stage in the profile of 2019. */
final class DayOne2019Frame implements SetFrame {
    private final MessageFrame frame = new MessageFrame();

    @Override
    public WireValue frame() {
        return frame;
    }

    @Override
    public MessageKind kind() {
        return MessageKind.ofChoice(frame.choice());
    }

    @Override
    public WireValue message() {
        return switch (frame.choice()) {
            case MessageFrame.BSM_FRAME -> frame.bsmFrame();
            case MessageFrame.MAP_FRAME -> frame.mapFrame();
            case MessageFrame.RSM_FRAME -> frame.rsmFrame();
            case MessageFrame.SPAT_FRAME -> frame.spatFrame();
            default -> frame.rsiFrame();
        };
    }

    @Override
    public WireValue use(MessageKind kind) {
        return switch (kind.choice()) {
            case MessageFrame.BSM_FRAME -> frame.useBsmFrame();
            case MessageFrame.MAP_FRAME -> frame.useMapFrame();
            case MessageFrame.RSM_FRAME -> frame.useRsmFrame();
            case MessageFrame.SPAT_FRAME -> frame.useSpatFrame();
            default -> frame.useRsiFrame();
        };
    }
}
