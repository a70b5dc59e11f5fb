package io.roadgate.v2x.units;

/**
 * The steps by which messages say how well a quantity is known, to the bound that a step names and back.
 *
 * <p>Units: metres, m/s, radians; the step "unavailable" is NaN. Back, it is the finest step that still promises no more
 * than is known; worse than the coarsest is unavailable.
 *
 * <p>Source: the names of the items of PositionConfidence, ElevationConfidence, SpeedConfidence and HeadingConfidence.
 */
public final class WireConfidence {
    private static final double[] PLACE_M = {
        Double.NaN, 500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01
    };
    private static final double[] SPEED_MPS = {Double.NaN, 100, 10, 5, 1, 0.1, 0.05, 0.01};
    /** The last item, 0.0125 degree, is coarser than the one before it. */
    private static final double[] HEADING_DEGREES = {Double.NaN, 10, 5, 1, 0.1, 0.05, 0.01, 0.0125};

    private WireConfidence() {}

    private static float bound(double[] steps, int step) {
        return step >= 0 && step < steps.length ? (float) steps[step] : Float.NaN;
    }

    /** The slack keeps a bound that went through a float at its own step. */
    private static int step(double[] steps, double known) {
        int best = 0;
        for (int i = 1; i < steps.length; i++) {
            boolean isKept = known <= steps[i] * 1.000001;
            if (isKept && (best == 0 || steps[i] < steps[best])) {
                best = i;
            }
        }
        return best;
    }

    /** Types PositionConfidence and ElevationConfidence. */
    public static float placeM(int step) {
        return bound(PLACE_M, step);
    }

    /** Types PositionConfidence and ElevationConfidence. */
    public static int placeStep(float boundM) {
        return step(PLACE_M, boundM);
    }

    /** Type SpeedConfidence. */
    public static float speedMps(int step) {
        return bound(SPEED_MPS, step);
    }

    /** Type SpeedConfidence. */
    public static int speedStep(float boundMps) {
        return step(SPEED_MPS, boundMps);
    }

    /** Type HeadingConfidence. */
    public static float headingRad(int step) {
        return (float) Math.toRadians(bound(HEADING_DEGREES, step));
    }

    /** Type HeadingConfidence. */
    public static int headingStep(float boundRad) {
        return step(HEADING_DEGREES, Math.toDegrees(boundRad));
    }
}
