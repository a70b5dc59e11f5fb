package io.roadgate.gateway.track;

/**
 * What names say about a pair: BSM temporary id, plate, OBU address and the sensor's own track id.
 *
 * <p>Each cue adds a log-likelihood ratio: agreement is rare by chance, disagreement happens by misreading, by a change
 * of id, or by a sensor that has swapped its tracks. The figures are round numbers on that scale (e^8 = 3000 to 1), not
 * fitted ones.
 */
final class IdentityCues {
    private static final double SAME_TEMPORARY_ID = 8;
    private static final double OTHER_TEMPORARY_ID = -8;
    private static final long TEMPORARY_ID_FRESH_NS = 300_000_000L;
    private static final double SAME_PLATE = 6;
    private static final double OTHER_PLATE = -3;
    private static final double SAME_OBU = 6;
    private static final double OTHER_OBU = -6;
    private static final double SAME_LOCAL_ID = 3;
    private static final double OTHER_LOCAL_ID = -2;
    private static final long LOCAL_ID_FRESH_NS = 1_000_000_000L;
    private static final int NO_LOCAL_ID = -1;

    private final TrackTable table;

    IdentityCues(TrackTable table) {
        this.table = table;
    }

    /** Log-likelihood ratio of one pair. */
    double logRatio(SensorFrame frame, int index, int slot) {
        return temporaryIdRatio(frame, index, slot)
                + plateRatio(frame, index, slot)
                + obuRatio(frame.obuMac[index], table.obuMac[slot])
                + localIdRatio(frame, index, slot);
    }

    private double temporaryIdRatio(SensorFrame frame, int index, int slot) {
        long said = frame.temporaryId[index];
        long known = table.temporaryId[slot];
        if (said == 0 || known == 0) {
            return 0;
        }
        if (said == known) {
            return SAME_TEMPORARY_ID;
        }
        // Still heard under its old id: another vehicle. Silent since: it may have changed its id.
        long silentNs = frame.measuredAtNs[index] - table.temporaryIdAtNs[slot];
        return silentNs < TEMPORARY_ID_FRESH_NS ? OTHER_TEMPORARY_ID : 0;
    }

    private double plateRatio(SensorFrame frame, int index, int slot) {
        if (!frame.hasPlate(index) || !table.hasPlate(slot)) {
            return 0;
        }
        int a = index * TrackTable.PLATE_BYTES;
        int b = slot * TrackTable.PLATE_BYTES;
        for (int k = 0; k < TrackTable.PLATE_BYTES; k++) {
            if (frame.plate[a + k] != table.plate[b + k]) {
                return OTHER_PLATE;
            }
        }
        return SAME_PLATE;
    }

    private static double obuRatio(int said, int known) {
        if (said == 0 || known == 0) {
            return 0;
        }
        return said == known ? SAME_OBU : OTHER_OBU;
    }

    private double localIdRatio(SensorFrame frame, int index, int slot) {
        int at = slot * table.sensorCount + frame.sensorId - 1;
        int said = frame.localId[index];
        int known = table.localId[at];
        boolean isFresh = frame.measuredAtNs[index] - table.seenBySensorAtNs[at] < LOCAL_ID_FRESH_NS;
        if (said == NO_LOCAL_ID || known == NO_LOCAL_ID || !isFresh) {
            return 0;
        }
        return said == known ? SAME_LOCAL_ID : OTHER_LOCAL_ID;
    }

    /** Writes the names of an observation into the track that it was paired with. */
    void adopt(SensorFrame frame, int index, int slot) {
        int at = slot * table.sensorCount + frame.sensorId - 1;
        table.localId[at] = frame.localId[index];
        if (frame.temporaryId[index] != 0) {
            table.temporaryId[slot] = frame.temporaryId[index];
            table.temporaryIdAtNs[slot] = frame.measuredAtNs[index];
        }
        if (frame.obuMac[index] != 0) {
            table.obuMac[slot] = frame.obuMac[index];
        }
        if (frame.hasPlate(index)) {
            System.arraycopy(
                    frame.plate,
                    index * TrackTable.PLATE_BYTES,
                    table.plate,
                    slot * TrackTable.PLATE_BYTES,
                    TrackTable.PLATE_BYTES);
        }
    }

    /** Gives a track the names that it lacks and another one has. */
    void inherit(int slot, int from) {
        if (table.temporaryId[from] != 0 && table.temporaryIdAtNs[from] > table.temporaryIdAtNs[slot]) {
            table.temporaryId[slot] = table.temporaryId[from];
            table.temporaryIdAtNs[slot] = table.temporaryIdAtNs[from];
        }
        if (table.obuMac[slot] == 0) {
            table.obuMac[slot] = table.obuMac[from];
        }
        if (!table.hasPlate(slot)) {
            System.arraycopy(
                    table.plate,
                    from * TrackTable.PLATE_BYTES,
                    table.plate,
                    slot * TrackTable.PLATE_BYTES,
                    TrackTable.PLATE_BYTES);
        }
    }
}
