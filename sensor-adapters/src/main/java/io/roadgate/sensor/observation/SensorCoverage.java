package io.roadgate.sensor.observation;

/**
 * What a sensor can see and how well: field of view, chance of detection, false reports and noise.
 *
 * <p>The defaults of {@link #radar()}, {@link #camera()} and {@link #ownReports()} are those of an ordinary 77 GHz traffic radar, of
 * a calibrated roadside camera and of vehicles' own messages with automotive satellite positioning; a site file or a
 * scene's map overrides them. What an observation says of its own accuracy goes before what stands here.
 *
 * @param fieldOfView where it sees.
 * @param detection how surely.
 * @param noise how exactly.
 */
public record SensorCoverage(FieldOfView fieldOfView, Detection detection, Noise noise) {
    /** Sees nothing said: no field of view, so that absence counts only for a track that it has seen before. */
    public static final FieldOfView UNKNOWN_VIEW = new FieldOfView(0, 0, 0, 0, 0);

    private static final double RADAR_YAW_SIGMA_DEG = 0.3;
    private static final double CAMERA_YAW_SIGMA_DEG = 0.25;

    /**
     * Where a sensor sees: a wide sector nearby and, for radars with two antennas, a narrow one far away.
     *
     * @param nearM radius of the wide sector; 0 = not known.
     * @param nearHalfRad half its angle.
     * @param farM radius of the narrow sector; 0 = none.
     * @param farHalfRad half its angle.
     * @param smallM people, animals and things are seen up to here; 0 = as far as vehicles.
     */
    public record FieldOfView(double nearM, double nearHalfRad, double farM, double farHalfRad, double smallM) {
        /** Whether anything is known of it. */
        public boolean isKnown() {
            return nearM > 0;
        }
    }

    /**
     * How surely a sensor reports what it sees.
     *
     * @param probability of a vehicle in view that nothing hides.
     * @param farProbability the same at the edge of its range; falls linearly from half the range on.
     * @param smallFactor times this for people on foot, animals and things.
     * @param cyclistFactor times this for people on two wheels.
     * @param hiddenFactor times this when a nearer participant stands in the way.
     * @param clutterPerFrame false reports in each frame.
     */
    public record Detection(
            double probability,
            double farProbability,
            double smallFactor,
            double cyclistFactor,
            double hiddenFactor,
            double clutterPerFrame) {}

    /**
     * How exactly it measures, one standard deviation each.
     *
     * @param rangeM along the line of sight, at no distance.
     * @param rangePerM growth of it with each metre of distance.
     * @param crossM across the line of sight, at no distance; 0 for a radar, which has angles.
     * @param crossPerM growth of it with each metre.
     * @param azimuthRad of a radar on its axis.
     * @param azimuthEdgeRad more at the edge of the wide sector, growing with the square of the angle.
     * @param radialMps of the radial speed.
     * @param yawRad unknown constant error of the mounting angle.
     * @param scale unknown constant error of the distance, as a share of it.
     * @param clockS unknown constant error of its clock.
     */
    public record Noise(
            double rangeM,
            double rangePerM,
            double crossM,
            double crossPerM,
            double azimuthRad,
            double azimuthEdgeRad,
            double radialMps,
            double yawRad,
            double scale,
            double clockS) {}

    /** An ordinary traffic radar whose field of view is not known. */
    public static SensorCoverage radar() {
        return new SensorCoverage(
                UNKNOWN_VIEW,
                new Detection(0.9, 0.9, 0.55, 0.85, 0.45, 1.5),
                new Noise(
                        0.4,
                        0,
                        0,
                        0,
                        StrictMath.toRadians(0.3),
                        StrictMath.toRadians(2.7),
                        0.1,
                        StrictMath.toRadians(RADAR_YAW_SIGMA_DEG),
                        0,
                        0.004));
    }

    /** A calibrated roadside camera whose field of view is not known. */
    public static SensorCoverage camera() {
        return new SensorCoverage(
                UNKNOWN_VIEW,
                new Detection(0.95, 0.75, 1, 1, 0.1, 0.12),
                new Noise(0.3, 0.015, 0.15, 0.003, 0, 0, 0, StrictMath.toRadians(CAMERA_YAW_SIGMA_DEG), 0.006, 0.004));
    }

    /** Vehicles' own messages: each vehicle's position error is its own and wanders slowly. */
    public static SensorCoverage ownReports() {
        return new SensorCoverage(
                UNKNOWN_VIEW, new Detection(0.94, 0.94, 1, 1, 1, 0), new Noise(1.3, 0, 1.3, 0, 0, 0, 0.3, 0, 0, 0.004));
    }

    /** The usual one for a kind of observation. */
    public static SensorCoverage usual(ObservationKind kind) {
        return switch (kind) {
            case CAMERA, PLATE -> camera();
            case BSM -> ownReports();
            default -> radar();
        };
    }
}
