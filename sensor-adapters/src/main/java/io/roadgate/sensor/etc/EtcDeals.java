package io.roadgate.sensor.etc;

import io.roadgate.sensor.etc.EtcDeal.Step;
import java.util.Arrays;

/** The controller's table of OBUs: more rows than vehicles pass an antenna within the longest window. */
final class EtcDeals {
    static final int ROWS = 1_024;

    private final EtcDeal[] rows = new EtcDeal[ROWS];
    private int end;

    EtcDeals() {
        Arrays.setAll(rows, EtcDeal::new);
    }

    /** A row has been filled from outside. */
    void use(int index) {
        end = Math.max(end, index + 1);
    }

    /** Rows from here on are free. */
    int end() {
        while (end > 0 && rows[end - 1].step == Step.FREE) {
            end--;
        }
        return end;
    }

    EtcDeal row(int index) {
        return rows[index];
    }

    /** The row of an OBU, or {@code null}. */
    EtcDeal find(long obuMac) {
        for (int i = 0; i < end; i++) {
            EtcDeal deal = rows[i];
            if (deal.step != Step.FREE && deal.obuMac == obuMac) {
                return deal;
            }
        }
        return null;
    }

    boolean isAnyWaiting() {
        for (int i = 0; i < end; i++) {
            if (rows[i].isWaiting()) {
                return true;
            }
        }
        return false;
    }

    /**
     * A free row. In a full table the oldest that was not charged gives way: so many OBUs at once are no traffic. A charged
     * one never does: {@code null} when there are no others.
     */
    EtcDeal claim() {
        EtcDeal oldest = null;
        for (int i = 0; i < ROWS; i++) {
            EtcDeal deal = rows[i];
            if (deal.step == Step.FREE) {
                end = Math.max(end, i + 1);
                return deal;
            }
            if (!deal.isCharged() && (oldest == null || deal.beganAtNs < oldest.beganAtNs)) {
                oldest = deal;
            }
        }
        return oldest;
    }
}
