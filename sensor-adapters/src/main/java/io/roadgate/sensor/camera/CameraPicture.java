package io.roadgate.sensor.camera;

import io.roadgate.sensor.observation.PlateText;
import io.roadgate.sensor.observation.SitePlane;
import java.util.Arrays;

/**
 * What one camera message says, in flat arrays; every camera's driver fills one and hands it to {@link CameraDesk}.
 *
 * <p>Shape: row i of each array is object or plate i; NaN, 0 or {@link #NO_COLOUR} where the camera said nothing. Plate
 * texts are normalised as they come in ({@link PlateText}), and {@link #PLATE_BYTES} apart.
 *
 * <p>Errors: what cannot be true, a row too many included, sets {@link #isImpossible}.
 *
 * <p>Source: {@code camera.proto}, schema version 1; limits from camera.md ("Reject").
 */
final class CameraPicture {
    /** Most objects, and most plates, of a frame. */
    static final int ROWS = 512;

    static final int NO_COLOUR = 255;
    static final int PLATE_BYTES = PlateText.MOST_BYTES;

    // Columns of the numbers of an object, in the order of the fields of CameraObject that they come from.
    static final int CLASS_CONFIDENCE = 0;
    static final int EXISTENCE = 1;
    static final int EAST = 2;
    static final int NORTH = 3;
    static final int EAST_VAR = 4;
    static final int NORTH_VAR = 5;
    static final int EAST_NORTH_COV = 6;
    static final int EAST_SPEED = 7;
    static final int NORTH_SPEED = 8;
    static final int SPEED_SIGMA = 9;
    static final int HEADING = 10;
    static final int LENGTH = 11;
    static final int WIDTH = 12;
    static final int HEIGHT = 13;
    static final int UP = 14;
    static final int UP_VAR = 15;
    static final int EAST_UP_COV = 16;
    static final int NORTH_UP_COV = 17;
    static final int EAST_SPEED_VAR = 18;
    static final int NORTH_SPEED_VAR = 19;
    static final int SPEED_COV = 20;
    static final int HEADING_SIGMA = 21;
    static final int LENGTH_SIGMA = 22;
    static final int WIDTH_SIGMA = 23;
    static final int HEIGHT_SIGMA = 24;
    static final int OCCLUSION = 25;
    static final int TRUNCATION = 26;
    static final int NUMBERS = 27;

    private static final int HIGHEST_LAT_E7 = 900_000_000;
    private static final int HIGHEST_LON_E7 = 1_800_000_000;

    int schemaVersion;
    int frameNumber;
    /** Middle of the exposure, ns since 1970 UTC by the camera's clock; 0 = no picture. */
    long capturedAtNs;

    boolean isImpossible;
    int objectCount;
    int plateCount;
    int eventCount;
    boolean hasPose;
    int poseVersion;
    boolean hasClockAnswer;
    int answeredProbe;
    long probeReceivedAtNs;
    long answerSentAtNs;
    final int[] trackId = new int[ROWS];
    final int[] classCode = new int[ROWS];
    final boolean[] isBraking = new boolean[ROWS];
    final boolean[] hasHazardLights = new boolean[ROWS];
    final boolean[] hasEmergencyLights = new boolean[ROWS];
    final boolean[] isGeographic = new boolean[ROWS];
    final int[] latE7 = new int[ROWS];
    final int[] lonE7 = new int[ROWS];
    final double[] ellipsoidHeightM = new double[ROWS];
    /** Number of the plate that the object wears, 1..; 0 = not told. */
    final int[] plateNumber = new int[ROWS];

    final byte[] plateTexts = new byte[ROWS * PLATE_BYTES];
    final int[] plateLength = new int[ROWS];
    final int[] plateColour = new int[ROWS];
    final int[] plateTrackId = new int[ROWS];
    final float[] plateConfidence = new float[ROWS];
    private final double[] numbers = new double[ROWS * NUMBERS];
    private final PlateText plateText = new PlateText();

    /** Empties it for a further message. */
    void begin() {
        schemaVersion = 0;
        frameNumber = 0;
        capturedAtNs = 0;
        isImpossible = false;
        objectCount = 0;
        plateCount = 0;
        eventCount = 0;
        hasPose = false;
        poseVersion = 0;
        hasClockAnswer = false;
        answeredProbe = 0;
        probeReceivedAtNs = 0;
        answerSentAtNs = 0;
    }

    /** The row of a further object, of which nothing is known yet; -1 when there is no room. */
    int addObject() {
        if (objectCount == ROWS) {
            isImpossible = true;
            return -1;
        }
        int row = objectCount++;
        trackId[row] = 0;
        classCode[row] = 0;
        isBraking[row] = false;
        hasHazardLights[row] = false;
        hasEmergencyLights[row] = false;
        isGeographic[row] = false;
        ellipsoidHeightM[row] = Double.NaN;
        plateNumber[row] = 0;
        Arrays.fill(numbers, row * NUMBERS, (row + 1) * NUMBERS, Double.NaN);
        return row;
    }

    /** The row of a further plate, of which nothing is known yet; -1 when there is no room. */
    int addPlate() {
        if (plateCount == ROWS) {
            isImpossible = true;
            return -1;
        }
        int row = plateCount++;
        plateLength[row] = 0;
        plateColour[row] = NO_COLOUR;
        plateTrackId[row] = 0;
        plateConfidence[row] = Float.NaN;
        return row;
    }

    double number(int row, int column) {
        return numbers[row * NUMBERS + column];
    }

    /** Notes a number that the device gave. A camera says "unknown" by leaving it out: NaN on the wire is a fault. */
    void number(int row, int column, double value) {
        isImpossible |= !Double.isFinite(value);
        numbers[row * NUMBERS + column] = value;
    }

    /** Notes a place in WGS84, 1e-7 degree. */
    void place(int row, long lat, long lon) {
        isImpossible |= Math.abs(lat) > HIGHEST_LAT_E7 || Math.abs(lon) > HIGHEST_LON_E7;
        isGeographic[row] = true;
        latE7[row] = (int) lat;
        lonE7[row] = (int) lon;
    }

    /** Notes a plate's text, UTF-8 as the device gave it. */
    void plateText(int row, byte[] utf8, int at, int length) {
        int normalised = plateText.normalise(utf8, at, length, plateTexts, row * PLATE_BYTES);
        isImpossible |= normalised < 0;
        plateLength[row] = Math.max(0, normalised);
    }

    boolean hasGroundPoint(int row) {
        return !Double.isNaN(number(row, EAST)) && !Double.isNaN(number(row, NORTH));
    }

    /** Checks what only the whole message can show. */
    void end() {
        for (int row = 0; row < objectCount; row++) {
            boolean isTwice = isGeographic[row] && !Double.isNaN(number(row, EAST));
            isImpossible |= isTwice
                    || plateNumber[row] < 0
                    || plateNumber[row] > plateCount
                    || !isPositive(row, EAST_VAR, NORTH_VAR, EAST_NORTH_COV)
                    || !isPositive(row, EAST_SPEED_VAR, NORTH_SPEED_VAR, SPEED_COV)
                    || !isUpPositive(row);
        }
    }

    /** Turns places in WGS84 into metres of the site. */
    void project(SitePlane plane) {
        for (int row = 0; row < objectCount; row++) {
            if (isGeographic[row]) {
                number(row, EAST, plane.eastM(lonE7[row]));
                number(row, NORTH, plane.northM(latE7[row]));
                if (!Double.isNaN(ellipsoidHeightM[row])) {
                    number(row, UP, plane.upM(ellipsoidHeightM[row]));
                }
            }
        }
    }

    private boolean isPositive(int row, int firstVar, int secondVar, int cov) {
        double first = number(row, firstVar);
        double second = number(row, secondVar);
        if (Double.isNaN(first) && Double.isNaN(second)) {
            return true;
        }
        double covOrZero = orZero(row, cov);
        return first > 0 && second > 0 && first * second > covOrZero * covOrZero;
    }

    /** The determinant of the whole matrix decides, once its leading 2 x 2 part is positive. */
    private boolean isUpPositive(int row) {
        double up = number(row, UP_VAR);
        if (Double.isNaN(up)) {
            return true;
        }
        double east = number(row, EAST_VAR);
        double north = number(row, NORTH_VAR);
        if (Double.isNaN(east)) {
            return up > 0;
        }
        double eastNorth = orZero(row, EAST_NORTH_COV);
        double eastUp = orZero(row, EAST_UP_COV);
        double northUp = orZero(row, NORTH_UP_COV);
        double determinant = east * (north * up - northUp * northUp)
                - eastNorth * (eastNorth * up - northUp * eastUp)
                + eastUp * (eastNorth * northUp - north * eastUp);
        return determinant > 0;
    }

    private double orZero(int row, int column) {
        double value = number(row, column);
        return Double.isNaN(value) ? 0 : value;
    }
}
