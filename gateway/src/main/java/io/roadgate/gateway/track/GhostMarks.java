package io.roadgate.gateway.track;

/**
 * Marks radar observations that may be another one's echo over a detour: same direction, same radial speed, some metres
 * farther, weaker.
 */
final class GhostMarks {
    private static final double NEAREST_M = 4.5;
    private static final double FARTHEST_M = 17;
    private static final double ANGLE_SIGMAS = 3.5;
    private static final double SPEED_MPS = 0.5;

    private GhostMarks() {}

    static void mark(SensorFrame frame) {
        for (int i = 0; i < frame.count; i++) {
            int at = i * Measurement.NUMBERS;
            frame.isGhostly[i] = false;
            for (int j = 0; j < frame.count && frame.z[at] == Measurement.POLAR && !frame.isGhostly[i]; j++) {
                frame.isGhostly[i] = j != i && isBehind(frame, at, j * Measurement.NUMBERS);
            }
        }
    }

    private static boolean isBehind(SensorFrame frame, int ghost, int real) {
        double[] z = frame.z;
        double farther = z[ghost + 2] - z[real + 2];
        double angle = z[ghost + 3] - z[real + 3];
        return z[real] == Measurement.POLAR
                && farther > NEAREST_M
                && farther < FARTHEST_M
                && angle * angle < ANGLE_SIGMAS * ANGLE_SIGMAS * (z[ghost + 6] + z[real + 6])
                && Math.abs(z[ghost + 4] - z[real + 4]) < SPEED_MPS;
    }
}
