package io.roadgate.gateway.track;

/** Directions on the site plane, clockwise from north. */
public final class Courses {
    private static final double TURN_RAD = 2 * Math.PI;

    private Courses() {}

    /** Course of a velocity, [0, 2 pi). */
    public static float courseRad(double eastMps, double northMps) {
        return normalRad(StrictMath.atan2(eastMps, northMps));
    }

    /** The same direction in [0, 2 pi). */
    public static float normalRad(double angleRad) {
        double turned = angleRad - TURN_RAD * Math.floor(angleRad / TURN_RAD);
        float narrow = (float) turned;
        return narrow < (float) TURN_RAD && narrow >= 0 ? narrow : 0f;
    }

    /** Smaller angle between two directions, [0, pi]. */
    public static double apartRad(double firstRad, double secondRad) {
        double difference = normalRad(firstRad - secondRad);
        return Math.min(difference, TURN_RAD - difference);
    }
}
