package io.roadgate.sensor.radar;

import io.roadgate.sensor.observation.ParticipantClass;

/**
 * The value tables of the ARS408.
 *
 * <p>Source: ars408.md, "Object list": rms table, orientation table, ProbOfExist, Class; "Cluster list": InvalidState.
 */
final class Ars408Tables {
    private static final float[] RMS = {
        0.005f, 0.006f, 0.008f, 0.011f, 0.014f, 0.018f, 0.023f, 0.029f, 0.038f, 0.049f, 0.063f, 0.081f, 0.105f, 0.135f,
        0.174f, 0.224f, 0.288f, 0.371f, 0.478f, 0.616f, 0.794f, 1.023f, 1.317f, 1.697f, 2.187f, 2.817f, 3.630f, 4.676f,
        6.025f, 7.762f, 10.000f, Float.NaN
    };
    private static final float[] ORIENTATION_RMS_DEG = {
        0.005f, 0.007f, 0.010f, 0.014f, 0.020f, 0.029f, 0.041f, 0.058f, 0.082f, 0.116f, 0.165f, 0.234f, 0.332f, 0.471f,
        0.669f, 0.949f, 1.346f, 1.909f, 2.709f, 3.843f, 5.451f, 7.734f, 10.971f, 15.565f, 22.081f, 31.325f, 44.439f,
        63.044f, 89.437f, 126.881f, 180.0f, Float.NaN
    };
    // Upper ends of the classes; 0 = invalid.
    private static final float[] EXISTENCE = {Float.NaN, 0.25f, 0.5f, 0.75f, 0.9f, 0.99f, 0.999f, 1f};
    private static final ParticipantClass[] CLASSES = {
        // A point has no extent that the radar resolves: a pedestrian, a far car, a sign.
        ParticipantClass.UNKNOWN,
        ParticipantClass.CAR,
        ParticipantClass.TRUCK,
        ParticipantClass.UNKNOWN,
        ParticipantClass.MOTORCYCLE,
        ParticipantClass.BICYCLE,
        // "Wide" is a barrier as often as a lorry seen from the side.
        ParticipantClass.UNKNOWN,
        ParticipantClass.UNKNOWN
    };

    // Bit i of the word is InvalidState i: those that the radar itself calls valid, if with reservations.
    private static final int VALID_CLUSTERS =
            1 | 1 << 4 | 1 << 8 | 1 << 9 | 1 << 10 | 1 << 11 | 1 << 12 | 1 << 15 | 1 << 16 | 1 << 17;

    private Ars408Tables() {}

    /** Whether a cluster of this InvalidState is a reflection of something there. */
    static boolean isValidCluster(int invalidState) {
        return (VALID_CLUSTERS >>> invalidState & 1) == 1;
    }

    /** Upper bound of a standard deviation in metres, m/s or m/s2; NaN = invalid. */
    static float rms(int index) {
        return RMS[index];
    }

    /** Upper bound of the orientation's standard deviation; NaN = invalid. */
    static float orientationRmsRad(int index) {
        return (float) Math.toRadians(ORIENTATION_RMS_DEG[index]);
    }

    /** Upper end of the probability class, 0..1; NaN = invalid. */
    static float existence(int index) {
        return EXISTENCE[index];
    }

    static ParticipantClass participantClass(int index) {
        return CLASSES[index];
    }
}
