package io.roadgate.sim.device;

/**
 * The frames of an ARS408-21 object list.
 *
 * <p>Source: {@code shared/sensors/ars408.md}, "Object list" and "State and configuration".
 */
final class Ars408Frames {
    /** Identifiers of sensor 0. */
    static final int STATE_ID = 0x201;

    static final int STATUS_ID = 0x60A;
    static final int GENERAL_ID = 0x60B;
    static final int QUALITY_ID = 0x60C;
    static final int EXTENDED_ID = 0x60D;

    /** MeasState. */
    static final int DELETED = 0;

    static final int NEW = 1;
    static final int MEASURED = 2;
    static final int PREDICTED = 3;

    /** DynProp. */
    static final int MOVING = 0;

    static final int ONCOMING = 2;
    static final int CROSSING_MOVING = 6;
    static final int STOPPED = 7;

    private static final int DISTANCE_RMS = 13;
    private static final int SPEED_RMS = 12;
    private static final int ACCEL_RMS = 15;
    private static final int ORIENTATION_RMS = 18;
    private static final int PROBABILITY_99_9 = 6;

    private Ars408Frames() {}

    /** What one list entry says, in the radar's frame: x ahead, y to the left. */
    record Entry(
            int id,
            double longM,
            double latM,
            double longMps,
            double latMps,
            double longMps2,
            double latMps2,
            int dynProp,
            double rcsDbm2,
            int measState,
            int classCode,
            double orientationDeg,
            double lengthM,
            double widthM) {}

    /** Obj_0_Status. */
    static byte[] status(int count, int measCounter) {
        return new CanBits(4)
                .put(0, 7, 8, count)
                .put(1, 7, 16, measCounter)
                .put(3, 7, 4, 1)
                .bytes();
    }

    /** Obj_1_General. */
    static byte[] general(Entry entry) {
        return new CanBits(8)
                .put(0, 7, 8, entry.id())
                .putScaled(1, 7, 13, entry.longM(), 0.2, -500)
                .putScaled(2, 2, 11, entry.latM(), 0.2, -204.6)
                .putScaled(4, 7, 10, entry.longMps(), 0.25, -128)
                .putScaled(5, 5, 9, entry.latMps(), 0.25, -64)
                .put(6, 2, 3, entry.dynProp())
                .putScaled(7, 7, 8, entry.rcsDbm2(), 0.5, -64)
                .bytes();
    }

    /** Obj_2_Quality. */
    static byte[] quality(Entry entry) {
        return new CanBits(7)
                .put(0, 7, 8, entry.id())
                .put(1, 7, 5, DISTANCE_RMS)
                .put(1, 2, 5, DISTANCE_RMS)
                .put(2, 5, 5, SPEED_RMS)
                .put(2, 0, 5, SPEED_RMS)
                .put(3, 3, 5, ACCEL_RMS)
                .put(4, 6, 5, ACCEL_RMS)
                .put(4, 1, 5, ORIENTATION_RMS)
                .put(6, 7, 3, PROBABILITY_99_9)
                .put(6, 4, 3, entry.measState())
                .bytes();
    }

    /** Obj_3_Extended. */
    static byte[] extended(Entry entry) {
        return new CanBits(8)
                .put(0, 7, 8, entry.id())
                .putScaled(1, 7, 11, entry.longMps2(), 0.01, -10)
                .putScaled(2, 4, 9, entry.latMps2(), 0.01, -2.5)
                .put(3, 2, 3, entry.classCode())
                .putScaled(4, 7, 10, entry.orientationDeg(), 0.4, -180)
                .putScaled(6, 7, 8, entry.lengthM(), 0.2, 0)
                .putScaled(7, 7, 8, entry.widthM(), 0.2, 0)
                .bytes();
    }

    /** RadarState: objects with quality and extended frames, sorted by range, 260 m, no motion input. */
    static byte[] state() {
        return new CanBits(8)
                .put(0, 6, 1, 1)
                .put(1, 7, 10, 130)
                .put(4, 6, 3, 1)
                .put(5, 7, 2, 3)
                .put(5, 5, 1, 1)
                .put(5, 4, 1, 1)
                .put(5, 3, 2, 1)
                .bytes();
    }
}
