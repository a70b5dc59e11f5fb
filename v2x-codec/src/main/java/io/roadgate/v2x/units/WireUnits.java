package io.roadgate.v2x.units;

/**
 * The units of message fields, to ours and back: the only place where they are converted.
 *
 * <p>Units: wire values in, SI values out (metres, seconds, radians clockwise from true north), or the other way; a value
 * that the wire calls unavailable is NaN, or {@link #UNKNOWN} where ours is a whole number. What a field cannot hold is
 * put to its nearest end, so that the result always encodes.
 *
 * <p>Source: the field comments of the 2017, 2019, 2020 and Day-II module sets of T/CSAE 53, which agree; each constant
 * names the type. "J2735" marks what those sets leave open and SAE J2735, from which the types descend, says.
 */
public final class WireUnits {
    /** Our "unknown" of whole numbers: latE7, lonE7, heightCm. */
    public static final int UNKNOWN = Integer.MIN_VALUE;

    /** Type Speed: 0.02 m/s, 8191 unavailable. */
    private static final double SPEED_MPS = 0.02;

    private static final int SPEED_UNAVAILABLE = 8191;
    /** Type Heading: 0.0125 degree; 28800 unavailable and "from north" by J2735. */
    private static final double HEADING_DEGREES = 0.0125;

    private static final int HEADING_UNAVAILABLE = 28_800;
    /** Type CoarseHeading: 1.5 degree, 240 unavailable. */
    private static final double COARSE_HEADING_DEGREES = 1.5;

    private static final int COARSE_HEADING_UNAVAILABLE = 240;
    /** Type SteeringWheelAngle: 1.5 degree, 127 unavailable; right positive by J2735. */
    private static final double STEERING_DEGREES = 1.5;

    private static final int STEERING_LIMIT = 126;
    private static final int STEERING_UNAVAILABLE = 127;
    /** Type Acceleration: 0.01 m/s2, 2001 unavailable; forward and right positive by J2735. */
    private static final double ACCELERATION_MPS2 = 0.01;

    private static final int ACCELERATION_LIMIT = 2000;
    private static final int ACCELERATION_UNAVAILABLE = 2001;
    /** Type VerticalAcceleration: 0.02 g, -127 unavailable, -126 and 127 also beyond. */
    private static final double VERTICAL_ACCELERATION_MPS2 = 0.02 * 9.80665;

    private static final int VERTICAL_ACCELERATION_UNAVAILABLE = -127;
    /** Types YawRate, PitchRate, RollRate: 0.01 degree/s. */
    private static final double YAW_RATE_DEGREES = 0.01;

    private static final int YAW_RATE_LIMIT = 32_767;
    /** Types VehicleWidth, VehicleLength, LaneWidth: 1 cm; 0 unknown for vehicles. */
    private static final double CENTIMETRE_M = 0.01;

    private static final int WIDTH_LIMIT = 1023;
    private static final int LENGTH_LIMIT = 4095;
    private static final int LANE_WIDTH_LIMIT = 32_767;
    /** Type VehicleHeight: 5 cm, 0 unknown. */
    private static final double VEHICLE_HEIGHT_M = 0.05;

    private static final int VEHICLE_HEIGHT_LIMIT = 127;
    /** Types Latitude and Longitude: 1e-7 degree WGS-84; the unavailable values by J2735. */
    private static final int LATITUDE_UNAVAILABLE = 900_000_001;

    private static final int LONGITUDE_UNAVAILABLE = 1_800_000_001;
    private static final int LATITUDE_LIMIT = 900_000_000;
    private static final int LONGITUDE_LIMIT = 1_800_000_000;
    private static final double DEGREES_PER_E7 = 1e-7;
    /** Type Elevation: 0.1 m above the ellipsoid, -4096 unavailable. */
    private static final int ELEVATION_UNAVAILABLE = -4096;

    private static final int ELEVATION_LIMIT = 61_439;
    private static final int CM_PER_ELEVATION = 10;
    /** Types Radius, RadiusOfCurvature and VertOffset: 0.1 m. */
    private static final double DECIMETRE_M = 0.1;

    private static final int RADIUS_LIMIT = 65_535;
    /** Type RadiusOfCurvature: 32767 straight; right turn positive by J2735. */
    private static final int STRAIGHT = 32_767;
    /** Type Confidence: 0.5 percent. */
    private static final double CONFIDENCE = 0.005;

    private static final int CONFIDENCE_LIMIT = 200;
    /** Types SemiMajorAxisAccuracy, SemiMinorAxisAccuracy: 0.05 m, 254 also beyond, 255 unavailable. */
    private static final double AXIS_M = 0.05;

    private static final int AXIS_LIMIT = 254;
    private static final int AXIS_UNAVAILABLE = 255;
    /** Type SemiMajorAxisOrientation: 360/65535 degree, 65535 unavailable. */
    private static final int ORIENTATION_UNAVAILABLE = 65_535;

    private static final double FULL_CIRCLE_DEGREES = 360.0;

    private WireUnits() {}

    private static int nearest(double physical, double unit, int lowest, int highest) {
        return (int) Math.max(lowest, Math.min(highest, Math.rint(physical / unit)));
    }

    /** Type Speed. */
    public static float speedMps(int wire) {
        return wire == SPEED_UNAVAILABLE ? Float.NaN : (float) (wire * SPEED_MPS);
    }

    /** Type Speed; negative speeds are 0. */
    public static int speedWire(float speedMps) {
        return Float.isNaN(speedMps) ? SPEED_UNAVAILABLE : nearest(speedMps, SPEED_MPS, 0, SPEED_UNAVAILABLE - 1);
    }

    /** Type Heading. */
    public static float headingRad(int wire) {
        return wire == HEADING_UNAVAILABLE ? Float.NaN : (float) Math.toRadians(wire * HEADING_DEGREES);
    }

    /** Type Heading, from any number of turns. */
    public static int headingWire(float headingRad) {
        return Float.isNaN(headingRad) ? HEADING_UNAVAILABLE : turn(headingRad, HEADING_DEGREES, HEADING_UNAVAILABLE);
    }

    /** Type CoarseHeading. */
    public static float coarseHeadingRad(int wire) {
        return wire == COARSE_HEADING_UNAVAILABLE ? Float.NaN : (float) Math.toRadians(wire * COARSE_HEADING_DEGREES);
    }

    /** Type CoarseHeading, from any number of turns. */
    public static int coarseHeadingWire(float headingRad) {
        return Float.isNaN(headingRad)
                ? COARSE_HEADING_UNAVAILABLE
                : turn(headingRad, COARSE_HEADING_DEGREES, COARSE_HEADING_UNAVAILABLE);
    }

    private static int turn(double angleRad, double unitDegrees, int stepsPerTurn) {
        double degrees = Math.toDegrees(angleRad) % FULL_CIRCLE_DEGREES;
        int steps = (int) Math.rint(degrees / unitDegrees);
        return Math.floorMod(steps, stepsPerTurn);
    }

    /** Type SteeringWheelAngle. */
    public static float steeringRad(int wire) {
        return wire == STEERING_UNAVAILABLE ? Float.NaN : (float) Math.toRadians(wire * STEERING_DEGREES);
    }

    /** Type SteeringWheelAngle. */
    public static int steeringWire(float angleRad) {
        return Float.isNaN(angleRad)
                ? STEERING_UNAVAILABLE
                : nearest(Math.toDegrees(angleRad), STEERING_DEGREES, -STEERING_LIMIT, STEERING_LIMIT);
    }

    /** Type Acceleration. */
    public static float accelMps2(int wire) {
        return wire == ACCELERATION_UNAVAILABLE ? Float.NaN : (float) (wire * ACCELERATION_MPS2);
    }

    /** Type Acceleration. */
    public static int accelWire(float accelMps2) {
        return Float.isNaN(accelMps2)
                ? ACCELERATION_UNAVAILABLE
                : nearest(accelMps2, ACCELERATION_MPS2, -ACCELERATION_LIMIT, ACCELERATION_LIMIT);
    }

    /** Type VerticalAcceleration. */
    public static float verticalAccelMps2(int wire) {
        return wire == VERTICAL_ACCELERATION_UNAVAILABLE ? Float.NaN : (float) (wire * VERTICAL_ACCELERATION_MPS2);
    }

    /** Type VerticalAcceleration. */
    public static int verticalAccelWire(float accelMps2) {
        return Float.isNaN(accelMps2)
                ? VERTICAL_ACCELERATION_UNAVAILABLE
                : nearest(accelMps2, VERTICAL_ACCELERATION_MPS2, -126, 127);
    }

    /** Type YawRate, which has no unavailable value. */
    public static float yawRateRadps(int wire) {
        return (float) Math.toRadians(wire * YAW_RATE_DEGREES);
    }

    /** Type YawRate; NaN, for which it has no value, is 0. */
    public static int yawRateWire(float rateRadps) {
        return Float.isNaN(rateRadps)
                ? 0
                : nearest(Math.toDegrees(rateRadps), YAW_RATE_DEGREES, -YAW_RATE_LIMIT, YAW_RATE_LIMIT);
    }

    /** Type Latitude, to 1e-7 degree or {@link #UNKNOWN}. */
    public static int latE7(int wire) {
        return wire == LATITUDE_UNAVAILABLE ? UNKNOWN : wire;
    }

    /** Type Latitude, from 1e-7 degree or {@link #UNKNOWN}. */
    public static int latWire(int latE7) {
        return latE7 == UNKNOWN ? LATITUDE_UNAVAILABLE : Math.max(-LATITUDE_LIMIT, Math.min(LATITUDE_LIMIT, latE7));
    }

    /** Type Longitude, to 1e-7 degree or {@link #UNKNOWN}. */
    public static int lonE7(int wire) {
        return wire == LONGITUDE_UNAVAILABLE ? UNKNOWN : wire;
    }

    /** Type Longitude, from 1e-7 degree or {@link #UNKNOWN}; it has no -180 degrees, which are 180. */
    public static int lonWire(int lonE7) {
        if (lonE7 == UNKNOWN) {
            return LONGITUDE_UNAVAILABLE;
        }
        int wire = Math.max(-LONGITUDE_LIMIT, Math.min(LONGITUDE_LIMIT, lonE7));
        return wire == -LONGITUDE_LIMIT ? LONGITUDE_LIMIT : wire;
    }

    /** 1e-7 degree or {@link #UNKNOWN}, to degrees. */
    public static double degrees(int e7) {
        return e7 == UNKNOWN ? Double.NaN : e7 * DEGREES_PER_E7;
    }

    /** Degrees to 1e-7 degree or {@link #UNKNOWN}. */
    public static int degreesToE7(double degrees) {
        return Double.isNaN(degrees) ? UNKNOWN : nearest(degrees, DEGREES_PER_E7, -LONGITUDE_LIMIT, LONGITUDE_LIMIT);
    }

    /** Type Elevation, to cm above the ellipsoid or {@link #UNKNOWN}. */
    public static int heightCm(int wire) {
        return wire == ELEVATION_UNAVAILABLE ? UNKNOWN : wire * CM_PER_ELEVATION;
    }

    /** Type Elevation, from cm above the ellipsoid or {@link #UNKNOWN}. */
    public static int elevationWire(int heightCm) {
        return heightCm == UNKNOWN
                ? ELEVATION_UNAVAILABLE
                : nearest(heightCm, CM_PER_ELEVATION, ELEVATION_UNAVAILABLE + 1, ELEVATION_LIMIT);
    }

    /** Types VertOffset: metres against the reference place. {@code bits} is the number in the type's name. */
    public static float verticalOffsetM(int wire, int bits) {
        return wire == -(1 << (bits - 1)) ? Float.NaN : (float) (wire * DECIMETRE_M);
    }

    /** Types VertOffset; what does not fit is put to the nearest end, so choose the bits first. */
    public static int verticalOffsetWire(float offsetM, int bits) {
        int half = 1 << (bits - 1);
        return Float.isNaN(offsetM) ? -half : nearest(offsetM, DECIMETRE_M, 1 - half, half - 1);
    }

    private static float sizeM(int wire, double unitM) {
        return wire == 0 ? Float.NaN : (float) (wire * unitM);
    }

    /** Types VehicleWidth and VehicleLength. */
    public static float vehicleM(int wire) {
        return sizeM(wire, CENTIMETRE_M);
    }

    /** Type VehicleWidth. */
    public static int vehicleWidthWire(float widthM) {
        return Float.isNaN(widthM) ? 0 : nearest(widthM, CENTIMETRE_M, 0, WIDTH_LIMIT);
    }

    /** Type VehicleLength. */
    public static int vehicleLengthWire(float lengthM) {
        return Float.isNaN(lengthM) ? 0 : nearest(lengthM, CENTIMETRE_M, 0, LENGTH_LIMIT);
    }

    /** Type VehicleHeight. */
    public static float vehicleHeightM(int wire) {
        return sizeM(wire, VEHICLE_HEIGHT_M);
    }

    /** Type VehicleHeight. */
    public static int vehicleHeightWire(float heightM) {
        return Float.isNaN(heightM) ? 0 : nearest(heightM, VEHICLE_HEIGHT_M, 0, VEHICLE_HEIGHT_LIMIT);
    }

    /** Type LaneWidth, which has no unavailable value. */
    public static float laneWidthM(int wire) {
        return (float) (wire * CENTIMETRE_M);
    }

    /** Type LaneWidth; NaN, for which it has no value, is 0. */
    public static int laneWidthWire(float widthM) {
        return Float.isNaN(widthM) ? 0 : nearest(widthM, CENTIMETRE_M, 0, LANE_WIDTH_LIMIT);
    }

    /** Type Radius, which has no unavailable value. */
    public static float radiusM(int wire) {
        return (float) (wire * DECIMETRE_M);
    }

    /** Type Radius; NaN, for which it has no value, is 0. */
    public static int radiusWire(float radiusM) {
        return Float.isNaN(radiusM) ? 0 : nearest(radiusM, DECIMETRE_M, 0, RADIUS_LIMIT);
    }

    /** Type RadiusOfCurvature; straight on is infinite. */
    public static float curveRadiusM(int wire) {
        return wire == STRAIGHT ? Float.POSITIVE_INFINITY : (float) (wire * DECIMETRE_M);
    }

    /** Type RadiusOfCurvature; too wide a curve and NaN are straight on. */
    public static int curveRadiusWire(float radiusM) {
        boolean isCurve = Math.abs(radiusM) < STRAIGHT * DECIMETRE_M;
        return isCurve ? nearest(radiusM, DECIMETRE_M, -STRAIGHT, STRAIGHT) : STRAIGHT;
    }

    /** Type Confidence, to a probability of 0 to 1. */
    public static float confidence(int wire) {
        return (float) (wire * CONFIDENCE);
    }

    /** Type Confidence; NaN, for which it has no value, is 0. */
    public static int confidenceWire(float probability) {
        return Float.isNaN(probability) ? 0 : nearest(probability, CONFIDENCE, 0, CONFIDENCE_LIMIT);
    }

    /** Types SemiMajorAxisAccuracy and SemiMinorAxisAccuracy. */
    public static float axisM(int wire) {
        return wire == AXIS_UNAVAILABLE ? Float.NaN : (float) (wire * AXIS_M);
    }

    /** Types SemiMajorAxisAccuracy and SemiMinorAxisAccuracy. */
    public static int axisWire(float axisM) {
        return Float.isNaN(axisM) ? AXIS_UNAVAILABLE : nearest(axisM, AXIS_M, 0, AXIS_LIMIT);
    }

    /** Type SemiMajorAxisOrientation. */
    public static float axisOrientationRad(int wire) {
        return wire == ORIENTATION_UNAVAILABLE
                ? Float.NaN
                : (float) Math.toRadians(wire * FULL_CIRCLE_DEGREES / ORIENTATION_UNAVAILABLE);
    }

    /** Type SemiMajorAxisOrientation, from any number of turns. */
    public static int axisOrientationWire(float angleRad) {
        return Float.isNaN(angleRad)
                ? ORIENTATION_UNAVAILABLE
                : turn(angleRad, FULL_CIRCLE_DEGREES / ORIENTATION_UNAVAILABLE, ORIENTATION_UNAVAILABLE);
    }

    /** Type RSIPriority: its level, 0 lowest to 7 highest, in the three high bits of the octet. */
    public static int priorityLevel(int octet) {
        return (octet & 0xFF) >>> 5;
    }

    /** Type RSIPriority: the octet of a level. */
    public static int priorityOctet(int level) {
        return Math.max(0, Math.min(7, level)) << 5;
    }
}
