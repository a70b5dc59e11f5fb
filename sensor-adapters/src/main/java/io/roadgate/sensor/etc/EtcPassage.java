package io.roadgate.sensor.etc;

import java.util.Arrays;

/**
 * What the frames of one OBU have told so far.
 *
 * <p>Shape: one row of the assembler's table, reused; zero or -1 where nothing has been told.
 */
final class EtcPassage {
    static final int DIGITS = 16;

    boolean isUsed;
    boolean isFinished;
    /** Whether the antenna has spoken of it; false = known from the controller's commands alone. */
    boolean isHeard;

    long obuMac;
    long beganAtNs;
    long waitingSinceNs;
    int vehicleClass;
    int userType;
    int plateColour;
    int axleCount;
    int lengthDm;
    int cardType;
    long balanceBeforeFen;
    long chargedFen;
    long finishedPsamSerial;
    long finishedTac;
    int plateLength;
    final byte[] plate = new byte[EtcText.PLATE_UTF8_BYTES];
    final byte[] contractSerial = new byte[DIGITS];
    final byte[] cardNumber = new byte[DIGITS];

    void begin(long mac, long nowNs) {
        isUsed = true;
        isFinished = false;
        isHeard = false;
        obuMac = mac;
        beganAtNs = nowNs;
        waitingSinceNs = nowNs;
        vehicleClass = 0;
        userType = 0;
        plateColour = 255;
        axleCount = 0;
        lengthDm = -1;
        cardType = 0;
        balanceBeforeFen = -1;
        chargedFen = -1;
        plateLength = 0;
        Arrays.fill(plate, (byte) 0);
        Arrays.fill(contractSerial, (byte) 0);
        Arrays.fill(cardNumber, (byte) 0);
    }
}
