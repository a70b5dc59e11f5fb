package io.roadgate.sensor.etc;

/**
 * The ETC frame types that the decoder reads.
 *
 * <p>Source: etc-rsu.md, section 3.
 */
final class EtcFrameType {
    /** Antenna: device state. */
    static final int DEVICE_STATE = 0xB0;
    /** Antenna: loops and inputs, or (2019) a heartbeat. */
    static final int HEARTBEAT = 0xB1;
    /** Antenna: OBU found. */
    static final int OBU_FOUND = 0xB2;
    /** Antenna: vehicle file of the OBU. */
    static final int VEHICLE = 0xB3;
    /** Antenna: card read. */
    static final int CARD = 0xB4;
    /** Antenna: result of the transaction. */
    static final int RESULT = 0xB5;
    /** Antenna: TAC of a transaction fetched again. */
    static final int TAC_RESULT = 0xB8;
    /** Antenna: place of the OBU in the lane. */
    static final int OBU_PLACE = 0xD0;
    /** Controller: start values. */
    static final int INIT = 0xC0;
    /** Controller: go on. */
    static final int GO_ON = 0xC1;
    /** Controller: stop. */
    static final int STOP = 0xC2;
    /** Controller: write the entry on the card. */
    static final int WRITE_ENTRY = 0xC3;
    /** Controller: charge. */
    static final int CHARGE = 0xC6;
    /** Controller: fetch the TAC of a transaction again. */
    static final int FETCH_TAC = 0xC8;
    /** Controller: answer to a heartbeat. */
    static final int HEARTBEAT_ANSWER = 0xCF;
    /** Controller: antenna on or off. */
    static final int ANTENNA_POWER = 0x4C;
    /** Controller: antenna on or off, as some dialects number it. */
    static final int ANTENNA_POWER_LATER = 0xC4;

    private EtcFrameType() {}
}
