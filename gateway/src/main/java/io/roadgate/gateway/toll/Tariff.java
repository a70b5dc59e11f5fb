package io.roadgate.gateway.toll;

import io.roadgate.gateway.config.GatewayConfig.Toll;
import java.util.Arrays;

/**
 * What a passage costs by vehicle class: one version of the tariff, in whole fen.
 *
 * <p><b>Source</b> of the class codes: JT/T 489-2019, as on OBU and card.
 */
public final class Tariff {
    /** A class that has no price. */
    public static final long UNPRICED = -1;

    private final int version;
    private final long[] amountFen = new long[256];

    /** The tariff of a site file. */
    public Tariff(Toll toll) {
        version = toll.tariffVersion();
        Arrays.fill(amountFen, UNPRICED);
        toll.amountFenByClass().forEach((vehicleClass, fen) -> amountFen[vehicleClass & 0xFF] = fen);
    }

    /** Kept with every record that this tariff has priced. */
    public int version() {
        return version;
    }

    /** Fen for one passage, or {@link #UNPRICED}. */
    public long amountFen(int vehicleClass) {
        return amountFen[vehicleClass & 0xFF];
    }
}
