package io.roadgate.sensor.camera;

import java.util.Arrays;

/**
 * One camera frame, read into flat arrays.
 *
 * <p>Shape: row i of each array is object or plate i; NaN, 0 or {@link #NO_COLOUR} where the camera said nothing. Plate
 * texts stay in the bytes they were read from: valid as long as those are.
 *
 * <p>Errors: {@link #read} answers what the bytes are; a row too many or a value that cannot be is {@code IMPOSSIBLE}.
 *
 * <p>Source: {@code camera.proto}, schema version 1; limits from camera.md ("Reject").
 */
final class CameraPicture {
    /** Most objects, and most plates, of a frame. */
    static final int ROWS = 512;

    static final int NO_COLOUR = 255;
    static final int WHOLE = 0;
    static final int BROKEN = 1;
    static final int IMPOSSIBLE = 2;

    // Columns of the numbers of an object, in the order of their field numbers from 3.
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
    static final int NUMBERS = 14;

    private static final int FIRST_NUMBER_FIELD = 3;
    private static final int LONGEST_PLATE = 24;
    private static final int FRAME_OBJECT = 6;
    private static final int FRAME_PLATE = 7;

    byte[] source;
    int schemaVersion;
    int frameNumber;
    long capturedAtNs;
    int objectCount;
    int plateCount;
    final int[] trackId = new int[ROWS];
    final int[] classCode = new int[ROWS];
    final boolean[] isBraking = new boolean[ROWS];
    final boolean[] hasHazardLights = new boolean[ROWS];
    final double[] numbers = new double[ROWS * NUMBERS];
    final int[] plateAt = new int[ROWS];
    final int[] plateLength = new int[ROWS];
    final int[] plateColour = new int[ROWS];
    final int[] plateTrackId = new int[ROWS];
    final float[] plateConfidence = new float[ROWS];
    private final ProtoReader outer = new ProtoReader();
    private final ProtoReader inner = new ProtoReader();
    private boolean isImpossible;

    double number(int row, int column) {
        return numbers[row * NUMBERS + column];
    }

    /** Reads a frame; {@link #WHOLE}, {@link #BROKEN} (not this message) or {@link #IMPOSSIBLE}. */
    int read(byte[] bytes, int from, int to) {
        source = bytes;
        schemaVersion = 0;
        frameNumber = 0;
        capturedAtNs = 0;
        objectCount = 0;
        plateCount = 0;
        isImpossible = false;
        outer.wrap(bytes, from, to);
        while (outer.next()) {
            readFrameField();
        }
        if (outer.isBroken()) {
            return BROKEN;
        }
        return isImpossible ? IMPOSSIBLE : WHOLE;
    }

    private void readFrameField() {
        switch (outer.field()) {
            case 1 -> schemaVersion = outer.expect(ProtoReader.VARINT) ? (int) outer.varint() : 0;
            case 2 -> readText(outer);
            case 3 -> frameNumber = outer.expect(ProtoReader.VARINT) ? (int) outer.varint() : 0;
            case 4 -> capturedAtNs = outer.expect(ProtoReader.FIXED64) ? outer.fixed64() : 0;
            case 5 -> skipExpected(outer, ProtoReader.VARINT);
            case FRAME_OBJECT, FRAME_PLATE -> readRow();
            default -> outer.skip();
        }
    }

    private void readRow() {
        if (!outer.expect(ProtoReader.BYTES)) {
            return;
        }
        int length = outer.bytes();
        boolean isObject = outer.field() == FRAME_OBJECT;
        int row = isObject ? objectCount : plateCount;
        isImpossible |= row == ROWS;
        if (outer.isBroken() || row == ROWS) {
            return;
        }
        inner.wrap(source, outer.at() - length, outer.at());
        if (isObject) {
            readObject(row);
            objectCount++;
        } else {
            readPlate(row);
            plateCount++;
        }
        if (inner.isBroken()) {
            outer.expect(-1);
        }
    }

    private void readObject(int row) {
        trackId[row] = 0;
        classCode[row] = 0;
        isBraking[row] = false;
        hasHazardLights[row] = false;
        Arrays.fill(numbers, row * NUMBERS, (row + 1) * NUMBERS, Double.NaN);
        while (inner.next()) {
            switch (inner.field()) {
                case 1 -> trackId[row] = inner.expect(ProtoReader.VARINT) ? (int) inner.varint() : 0;
                case 2 -> classCode[row] = inner.expect(ProtoReader.VARINT) ? (int) inner.varint() : 0;
                case 5, 6 -> readNumber(row, ProtoReader.FIXED64);
                case 3, 4, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 -> readNumber(row, ProtoReader.FIXED32);
                case 17 -> isBraking[row] = inner.expect(ProtoReader.VARINT) && inner.varint() != 0;
                case 18 -> hasHazardLights[row] = inner.expect(ProtoReader.VARINT) && inner.varint() != 0;
                default -> inner.skip();
            }
        }
        isImpossible |= !isCovariancePositive(row);
    }

    private void readNumber(int row, int wireType) {
        if (!inner.expect(wireType)) {
            return;
        }
        double number = wireType == ProtoReader.FIXED64
                ? Double.longBitsToDouble(inner.fixed64())
                : Float.intBitsToFloat(inner.fixed32());
        // A camera says "unknown" by leaving the field out: NaN on the wire is a fault.
        isImpossible |= !Double.isFinite(number);
        numbers[row * NUMBERS + inner.field() - FIRST_NUMBER_FIELD] = number;
    }

    private boolean isCovariancePositive(int row) {
        double eastVar = number(row, EAST_VAR);
        double northVar = number(row, NORTH_VAR);
        double cov = number(row, EAST_NORTH_COV);
        if (Double.isNaN(eastVar) && Double.isNaN(northVar)) {
            return true;
        }
        double covOrZero = Double.isNaN(cov) ? 0 : cov;
        return eastVar > 0 && northVar > 0 && eastVar * northVar > covOrZero * covOrZero;
    }

    private void readPlate(int row) {
        plateAt[row] = 0;
        plateLength[row] = 0;
        plateColour[row] = NO_COLOUR;
        plateTrackId[row] = 0;
        plateConfidence[row] = Float.NaN;
        while (inner.next()) {
            switch (inner.field()) {
                case 1 -> {
                    plateLength[row] = readText(inner);
                    plateAt[row] = inner.at() - plateLength[row];
                    isImpossible |= plateLength[row] > LONGEST_PLATE;
                }
                case 2 -> plateColour[row] = inner.expect(ProtoReader.VARINT) ? colour(inner.varint()) : NO_COLOUR;
                case 3 -> {
                    float confidence =
                            inner.expect(ProtoReader.FIXED32) ? Float.intBitsToFloat(inner.fixed32()) : Float.NaN;
                    isImpossible |= !Float.isFinite(confidence);
                    plateConfidence[row] = confidence;
                }
                case 4 -> plateTrackId[row] = inner.expect(ProtoReader.VARINT) ? (int) inner.varint() : 0;
                case 5 -> skipExpected(inner, ProtoReader.VARINT);
                case 6 -> readText(inner);
                case 7 -> skipExpected(inner, ProtoReader.BYTES);
                default -> inner.skip();
            }
        }
    }

    private static int colour(long code) {
        return code >= 0 && code < NO_COLOUR ? (int) code : NO_COLOUR;
    }

    /** Steps over a text that must be UTF-8. */
    private int readText(ProtoReader reader) {
        if (!reader.expect(ProtoReader.BYTES)) {
            return 0;
        }
        int length = reader.bytes();
        if (!ProtoReader.isUtf8(source, reader.at() - length, length)) {
            reader.expect(-1);
        }
        return length;
    }

    private static void skipExpected(ProtoReader reader, int wireType) {
        if (reader.expect(wireType)) {
            reader.skip();
        }
    }
}
