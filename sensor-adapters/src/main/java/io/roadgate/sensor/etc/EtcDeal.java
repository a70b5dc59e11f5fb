package io.roadgate.sensor.etc;

/**
 * How far the controller has come with one OBU.
 *
 * <p>Shape: one row of the controller's table, reused.
 */
final class EtcDeal {
    /** The steps in their order. */
    enum Step {
        /** The row is free. */
        FREE,
        /** B2 was answered, B3 is awaited. */
        FOUND,
        /** B3 was answered, B4 is awaited. */
        VEHICLE,
        /** The charge or entry was sent, B5 is awaited. */
        CHARGED,
        /** The TAC was asked for, because B5 did not come. */
        FETCHING,
        /** All is done. */
        DONE,
        /** It was charged and nobody knows whether that worked. */
        UNRESOLVED
    }

    final int row;
    Step step = Step.FREE;
    long obuMac;
    long beganAtNs;
    long chargedAtNs;
    long dueAtNs;
    int tries;
    int vehicleClass;
    int userType;
    int axleCount;

    EtcDeal(int row) {
        this.row = row;
    }

    void begin(long mac, long nowNs) {
        obuMac = mac;
        beganAtNs = nowNs;
        vehicleClass = 0;
        userType = 0;
        axleCount = 0;
    }

    /** Whether a charge has gone out: there is never a second one. */
    boolean isCharged() {
        return step.compareTo(Step.CHARGED) >= 0;
    }

    boolean isWaiting() {
        return step != Step.FREE && step.compareTo(Step.DONE) < 0;
    }
}
