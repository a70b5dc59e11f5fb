package io.roadgate.v2x.message;

import io.roadgate.v2x.dayone.MessageFrame;

/**
 * The table of the messages of the set day1-2020, one line each.
 *
 * <p>Source: type {@code MessageFrame}, 2020 profile of T/CSAE 53 and YD/T 3709.
 */
public enum MessageKind {
    /** Basic safety message: a vehicle's report of itself. */
    BSM(MessageFrame.BSM_FRAME, "bsmFrame"),
    /** Map: junctions, roads and lanes. */
    MAP(MessageFrame.MAP_FRAME, "mapFrame"),
    /** Roadside safety message: participants seen by the roadside. */
    RSM(MessageFrame.RSM_FRAME, "rsmFrame"),
    /** Signal phase and timing. */
    SPAT(MessageFrame.SPAT_FRAME, "spatFrame"),
    /** Roadside information: traffic events and signs. */
    RSI(MessageFrame.RSI_FRAME, "rsiFrame");

    private static final MessageKind[] BY_CHOICE = values();

    private final int choice;
    private final String frameName;

    MessageKind(int choice, String frameName) {
        this.choice = choice;
        this.frameName = frameName;
    }

    /** Index of the alternative in {@link MessageFrame}. */
    public int choice() {
        return choice;
    }

    /** Name of the alternative in {@link MessageFrame}, as JSON has it. */
    public String frameName() {
        return frameName;
    }

    /** The kind of a frame, or null when it holds none that this release knows. */
    public static MessageKind of(MessageFrame frame) {
        int choice = frame.choice();
        return choice >= 0 && choice < BY_CHOICE.length ? BY_CHOICE[choice] : null;
    }
}
