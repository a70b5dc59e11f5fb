package io.roadgate.v2x.message;

import io.roadgate.v2x.dayone.MessageFrame;

/**
 * The table of the messages of all sets, one line each.
 *
 * <p>Source: types {@code MessageFrame} and {@code MessageFrameExt} with its table, T/CSAE 53 and YD/T 3709 in the profiles
 * of 2019 and 2020, and the second stage.
 */
public enum MessageKind {
    /** Basic safety message: a vehicle's report of itself. */
    BSM(MessageFrame.BSM_FRAME, "bsmFrame", MessageKind.NO_ID),
    /** Map: junctions, roads and lanes. */
    MAP(MessageFrame.MAP_FRAME, "mapFrame", MessageKind.NO_ID),
    /** Roadside safety message: participants seen by the roadside. */
    RSM(MessageFrame.RSM_FRAME, "rsmFrame", MessageKind.NO_ID),
    /** Signal phase and timing. */
    SPAT(MessageFrame.SPAT_FRAME, "spatFrame", MessageKind.NO_ID),
    /** Roadside information: traffic events and signs. */
    RSI(MessageFrame.RSI_FRAME, "rsiFrame", MessageKind.NO_ID),
    /** Octets for trials. */
    TEST(MessageKind.EXTENSION, MessageKind.EXTENSION_NAME, 0),
    /** Corrections for satellite receivers. */
    RTCM(MessageKind.EXTENSION, MessageKind.EXTENSION_NAME, 10),
    /** Roadside coordination: what the roadside wants of vehicles. */
    RSC(MessageKind.EXTENSION, MessageKind.EXTENSION_NAME, 11),
    /** Sensor sharing: road users, obstacles and events that sensors see. */
    SSM(MessageKind.EXTENSION, MessageKind.EXTENSION_NAME, 12),
    /** Vehicle intention and request. */
    VIR(MessageKind.EXTENSION, MessageKind.EXTENSION_NAME, 13),
    /** Parking area: a car park and the way to a slot. */
    PAM(MessageKind.EXTENSION, MessageKind.EXTENSION_NAME, 14),
    /** Personal safety message: the report of a person on the road. */
    PSM(MessageKind.EXTENSION, MessageKind.EXTENSION_NAME, 15),
    /** Platooning: a vehicle in a platoon, and from its leader the members. */
    CLPMM(MessageKind.EXTENSION, MessageKind.EXTENSION_NAME, 16),
    /** Vehicle payment message: a toll or fee, step by step. */
    VPM(MessageKind.EXTENSION, MessageKind.EXTENSION_NAME, 17);

    /** The message id of a message that has an alternative of its own. */
    public static final int NO_ID = -1;

    static final int EXTENSION = io.roadgate.v2x.daytwo.MessageFrame.MSG_FRAME_EXT;
    private static final String EXTENSION_NAME = "msgFrameExt";
    private static final MessageKind[] ALL = values();

    private final int choice;
    private final String frameName;
    private final int messageId;

    MessageKind(int choice, String frameName, int messageId) {
        this.choice = choice;
        this.frameName = frameName;
        this.messageId = messageId;
    }

    /** Index of the alternative in {@code MessageFrame}. */
    public int choice() {
        return choice;
    }

    /** Name of the alternative in {@code MessageFrame}, as JSON has it. */
    public String frameName() {
        return frameName;
    }

    /** The number of a message of the second stage, {@link #NO_ID} for one of the first. */
    public int messageId() {
        return messageId;
    }

    /** A number for records, 0..: rows are only ever added at the end, so that old records stay readable. */
    public int number() {
        return ordinal();
    }

    /** The kind of a number, null if there is none. */
    public static MessageKind ofNumber(int number) {
        return number >= 0 && number < ALL.length ? ALL[number] : null;
    }

    /** Whether it is of the second stage, which only the set {@code day2} has. */
    public boolean isSecondStage() {
        return messageId != NO_ID;
    }

    /** The kind of a frame, or null when it holds none that this release knows. */
    public static MessageKind of(MessageFrame frame) {
        return ofChoice(frame.choice());
    }

    /** The kind with an alternative of its own, null if there is none. */
    static MessageKind ofChoice(int choice) {
        return choice >= 0 && choice < EXTENSION ? ALL[choice] : null;
    }

    /** The kind of the second stage with a number, null if there is none. */
    static MessageKind ofId(int messageId) {
        for (MessageKind kind : ALL) {
            if (kind.messageId == messageId && messageId != NO_ID) {
                return kind;
            }
        }
        return null;
    }
}
