package io.roadgate.sensor.etc;

/**
 * Decides what an OBU in the beam is charged, while the antenna waits.
 *
 * <p>The one place where an amount comes from in control mode: the driver knows no prices. A price table, or a toll
 * engine that has decided before the vehicle comes, is put in here.
 *
 * <p>Thread: the ingest agent; must answer at once, allocate nothing and throw nothing.
 */
@FunctionalInterface
public interface EtcTariff {
    /** The OBU is not to be charged here; it is let go. */
    long REFUSED = -1;

    /**
     * The amount in fen, or {@link #REFUSED}.
     *
     * @param obuMac id of the OBU, an unsigned 32-bit number.
     * @param vehicleClass JT/T 489 code as on the OBU.
     * @param userType as on the OBU: 0 ordinary, 10 emergency, 12 free, ...
     * @param axleCount as on the OBU.
     */
    long amountFen(long obuMac, int vehicleClass, int userType, int axleCount);
}
