package io.roadgate.sensor.etc;

/**
 * The ETC frame types that the decoder reads.
 *
 * <p>Source: etc-rsu.md, section 3.
 */
final class EtcFrameType {
    /** Antenna: device state. */
    static final int DEVICE_STATE = 0xB0;
    /** Antenna: OBU found. */
    static final int OBU_FOUND = 0xB2;
    /** Antenna: vehicle file of the OBU. */
    static final int VEHICLE = 0xB3;
    /** Antenna: card read. */
    static final int CARD = 0xB4;
    /** Antenna: result of the transaction. */
    static final int RESULT = 0xB5;
    /** Antenna: place of the OBU in the lane. */
    static final int OBU_PLACE = 0xD0;
    /** Controller: start values. */
    static final int INIT = 0xC0;
    /** Controller: go on. */
    static final int GO_ON = 0xC1;
    /** Controller: stop. */
    static final int STOP = 0xC2;
    /** Controller: charge. */
    static final int CHARGE = 0xC6;
    /** Controller: antenna on or off. */
    static final int ANTENNA_POWER = 0x4C;

    private EtcFrameType() {}
}
