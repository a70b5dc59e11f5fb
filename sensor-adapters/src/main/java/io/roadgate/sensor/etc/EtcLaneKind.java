package io.roadgate.sensor.etc;

import java.util.Arrays;
import java.util.List;

/** What the antenna's lane does with a card: one row each. */
enum EtcLaneKind {
    /** Charges and closes the passage. */
    EXIT("exit", 4),
    /** Charges and leaves its mark. */
    GANTRY("gantry", 4),
    /** Writes where and when the vehicle entered. */
    ENTRY("entry", 3),
    /** Reads and lets go. */
    READ("read", 4);

    private final String key;
    private final int laneMode;

    EtcLaneKind(String key, int laneMode) {
        this.key = key;
        this.laneMode = laneMode;
    }

    /** The lane mode of C0. */
    int laneMode() {
        return laneMode;
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(kind -> kind.key).toList();
    }

    static EtcLaneKind of(String key) {
        return values()[keys().indexOf(key)];
    }
}
