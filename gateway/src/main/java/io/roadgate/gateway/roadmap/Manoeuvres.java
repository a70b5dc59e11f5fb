package io.roadgate.gateway.roadmap;

/**
 * Ways on from the end of a lane, as bits of an int; 0 = not known.
 *
 * <p><b>Source:</b> type {@code AllowedManeuvers} of MAP, T/CSAE 53; bit n here is its bit n.
 */
public final class Manoeuvres {
    /** Straight on. */
    public static final int STRAIGHT = 1;
    /** To the left. */
    public static final int LEFT = 1 << 1;
    /** To the right. */
    public static final int RIGHT = 1 << 2;
    /** Back. */
    public static final int U_TURN = 1 << 3;
    /** To the left on red. */
    public static final int LEFT_ON_RED = 1 << 4;
    /** To the right on red. */
    public static final int RIGHT_ON_RED = 1 << 5;
    /** Into a neighbouring lane. */
    public static final int LANE_CHANGE = 1 << 6;
    /** Not a way on: stopping is forbidden. */
    public static final int NO_STOPPING = 1 << 7;
    /** Not a way on: has to give way. */
    public static final int YIELD = 1 << 8;
    /** Number of bits that mean something. */
    public static final int BITS = 9;

    private static final double STRAIGHT_RAD = StrictMath.toRadians(30);
    private static final double BACK_RAD = StrictMath.toRadians(150);
    private static final String[] NAMES = {
        "straight", "left", "right", "uTurn", "leftOnRed", "rightOnRed", "laneChange", "noStopping", "yield"
    };

    private Manoeuvres() {}

    /** What a turn is: up to 30 degrees is straight on, from 150 degrees on it is back; positive = to the right. */
    public static int ofTurn(double turnRad) {
        if (Math.abs(turnRad) < STRAIGHT_RAD) {
            return STRAIGHT;
        }
        if (Math.abs(turnRad) > BACK_RAD) {
            return U_TURN;
        }
        return turnRad > 0 ? RIGHT : LEFT;
    }

    /** The bit of a name in files; 0 = there is no such name. */
    public static int named(String name) {
        for (int i = 0; i < NAMES.length; i++) {
            if (NAMES[i].equals(name)) {
                return 1 << i;
            }
        }
        return 0;
    }

    /** Name in files of a bit, 0..{@link #BITS} - 1. */
    public static String name(int bit) {
        return NAMES[bit];
    }
}
