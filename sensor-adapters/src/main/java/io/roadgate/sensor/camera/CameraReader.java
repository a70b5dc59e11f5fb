package io.roadgate.sensor.camera;

import static io.roadgate.sensor.camera.ProtoReader.BYTES;
import static io.roadgate.sensor.camera.ProtoReader.FIXED32;
import static io.roadgate.sensor.camera.ProtoReader.FIXED64;
import static io.roadgate.sensor.camera.ProtoReader.VARINT;

/**
 * Reads one {@code CameraFrame} in place.
 *
 * <p>Errors: {@link #read} answers what the bytes are. Every field that the schema names must have its wire type, every
 * text must be UTF-8, every number finite; fields of a later schema are stepped over.
 *
 * <p>Source: {@code camera.proto}, schema version 1.
 */
final class CameraReader {
    static final int WHOLE = 0;
    static final int BROKEN = 1;
    static final int IMPOSSIBLE = 2;

    private static final int WRONG = -1;
    // Fields 3 to 16 of an object are the columns from 0, fields 19 to 31 those behind them.
    private static final int FIRST_NUMBER_FIELD = 3;
    private static final int FIRST_LATER_NUMBER_FIELD = 5;

    private final ProtoReader outer = new ProtoReader();
    private final ProtoReader inner = new ProtoReader();
    private final ProtoReader deep = new ProtoReader();
    private byte[] source;
    private CameraPicture picture;
    private long exposureMidOffsetNs;
    private int latE7;
    private int lonE7;
    private double ellipsoidHeightM;

    /** Reads a frame; {@link #WHOLE}, {@link #BROKEN} (not this message) or {@link #IMPOSSIBLE}. */
    int read(byte[] bytes, int from, int to, CameraPicture out) {
        source = bytes;
        picture = out;
        exposureMidOffsetNs = 0;
        picture.begin();
        outer.wrap(bytes, from, to);
        while (outer.next()) {
            readFrameField();
        }
        if (outer.isBroken()) {
            return BROKEN;
        }
        if (picture.capturedAtNs != 0) {
            picture.capturedAtNs += exposureMidOffsetNs;
        }
        picture.end();
        return picture.isImpossible ? IMPOSSIBLE : WHOLE;
    }

    private void readFrameField() {
        switch (outer.field()) {
            case 1 -> picture.schemaVersion = (int) varint(outer);
            case 2 -> readText(outer);
            case 3 -> picture.frameNumber = (int) varint(outer);
            case 4 -> picture.capturedAtNs = fixed64(outer);
            case 5, 8, 10, 11, 12 -> varint(outer);
            case 6, 7, 14, 15, 16 -> readPart();
            case 9 -> {
                long zigZag = varint(outer);
                exposureMidOffsetNs = (zigZag >>> 1) ^ -(zigZag & 1);
            }
            case 13 -> picture.poseVersion = (int) varint(outer);
            default -> outer.skip();
        }
    }

    private void readPart() {
        if (!enter(outer, inner)) {
            return;
        }
        switch (outer.field()) {
            case 6 -> readObject();
            case 7 -> readPlate();
            case 14 -> readEvent();
            case 15 -> readPose();
            default -> readClockAnswer();
        }
        if (inner.isBroken()) {
            outer.expect(WRONG);
        }
    }

    private void readObject() {
        int row = picture.addObject();
        if (row < 0) {
            return;
        }
        while (inner.next()) {
            readObjectField(row);
        }
    }

    private void readObjectField(int row) {
        int field = inner.field();
        switch (field) {
            case 1 -> picture.trackId[row] = (int) varint(inner);
            case 2 -> picture.classCode[row] = (int) varint(inner);
            case 5, 6 -> readDouble(row);
            case 3, 4, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 -> readFloat(row, field - FIRST_NUMBER_FIELD);
            case 17 -> picture.isBraking[row] = varint(inner) != 0;
            case 18 -> picture.hasHazardLights[row] = varint(inner) != 0;
            case 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31 -> readFloat(row, field - FIRST_LATER_NUMBER_FIELD);
            case 32 -> readObjectPlace(row);
            case 33 -> readProbability();
            case 35 -> readBox();
            case 34, 36, 37, 38, 39 -> varint(inner);
            case 40 -> picture.hasEmergencyLights[row] = varint(inner) != 0;
            case 41 -> picture.plateNumber[row] = (int) varint(inner);
            default -> inner.skip();
        }
    }

    private void readDouble(int row) {
        if (inner.expect(FIXED64)) {
            picture.number(row, inner.field() - FIRST_NUMBER_FIELD, Double.longBitsToDouble(inner.fixed64()));
        }
    }

    private void readFloat(int row, int column) {
        if (inner.expect(FIXED32)) {
            picture.number(row, column, Float.intBitsToFloat(inner.fixed32()));
        }
    }

    private void readObjectPlace(int row) {
        if (readPlace()) {
            picture.place(row, latE7, lonE7);
            picture.ellipsoidHeightM[row] = ellipsoidHeightM;
        }
    }

    private boolean readPlace() {
        if (!enter(inner, deep)) {
            return false;
        }
        latE7 = 0;
        lonE7 = 0;
        ellipsoidHeightM = Double.NaN;
        while (deep.next()) {
            switch (deep.field()) {
                case 1 -> latE7 = fixed32(deep);
                case 2 -> lonE7 = fixed32(deep);
                case 3 -> ellipsoidHeightM = finite(deep);
                default -> deep.skip();
            }
        }
        leave();
        return true;
    }

    private void readProbability() {
        if (!enter(inner, deep)) {
            return;
        }
        while (deep.next()) {
            switch (deep.field()) {
                case 1 -> varint(deep);
                case 2 -> finite(deep);
                default -> deep.skip();
            }
        }
        leave();
    }

    private void readBox() {
        if (!enter(inner, deep)) {
            return;
        }
        while (deep.next()) {
            switch (deep.field()) {
                case 1, 2, 3, 4 -> finite(deep);
                default -> deep.skip();
            }
        }
        leave();
    }

    private void readPlate() {
        int row = picture.addPlate();
        if (row < 0) {
            return;
        }
        while (inner.next()) {
            switch (inner.field()) {
                case 1 -> {
                    int length = readText(inner);
                    // A wrong wire type has broken the message: there is no text to take.
                    if (!inner.isBroken()) {
                        picture.plateText(row, source, inner.at() - length, length);
                    }
                }
                case 2 -> picture.plateColour[row] = colour(varint(inner));
                case 3 -> picture.plateConfidence[row] = finite(inner);
                case 4 -> picture.plateTrackId[row] = (int) varint(inner);
                case 5, 8, 11 -> varint(inner);
                case 6 -> readText(inner);
                case 7 -> bytes(inner);
                case 9 -> readFloats(inner);
                case 10 -> readBox();
                case 12 -> readShotGroup();
                default -> inner.skip();
            }
        }
    }

    private void readShotGroup() {
        if (!enter(inner, deep)) {
            return;
        }
        while (deep.next()) {
            switch (deep.field()) {
                case 1, 2, 3 -> varint(deep);
                default -> deep.skip();
            }
        }
        leave();
    }

    private void readEvent() {
        picture.eventCount++;
        while (inner.next()) {
            switch (inner.field()) {
                case 1, 2 -> varint(inner);
                case 3 -> finite(inner);
                case 4, 5 -> picture.isImpossible |= !Double.isFinite(Double.longBitsToDouble(fixed64(inner)));
                case 6 -> readPlace();
                case 7 -> readNumbers();
                case 8 -> readText(inner);
                case 9 -> bytes(inner);
                default -> inner.skip();
            }
        }
    }

    private void readPose() {
        picture.hasPose = true;
        while (inner.next()) {
            switch (inner.field()) {
                case 1 -> picture.poseVersion = (int) varint(inner);
                case 2, 3 -> fixed32(inner);
                case 4, 5, 6, 7, 8, 9, 10, 11 -> finite(inner);
                case 12, 13 -> readFloats(inner);
                case 14 -> fixed64(inner);
                default -> inner.skip();
            }
        }
    }

    private void readClockAnswer() {
        picture.hasClockAnswer = true;
        while (inner.next()) {
            switch (inner.field()) {
                case 1 -> picture.answeredProbe = (int) varint(inner);
                case 2 -> picture.probeReceivedAtNs = fixed64(inner);
                case 3 -> picture.answerSentAtNs = fixed64(inner);
                default -> inner.skip();
            }
        }
    }

    private boolean enter(ProtoReader from, ProtoReader into) {
        int length = bytes(from);
        if (from.isBroken()) {
            return false;
        }
        into.wrap(source, from.at() - length, from.at());
        return true;
    }

    private void leave() {
        if (deep.isBroken()) {
            inner.expect(WRONG);
        }
    }

    private static long varint(ProtoReader reader) {
        return reader.expect(VARINT) ? reader.varint() : 0;
    }

    private static long fixed64(ProtoReader reader) {
        return reader.expect(FIXED64) ? reader.fixed64() : 0;
    }

    private static int fixed32(ProtoReader reader) {
        return reader.expect(FIXED32) ? reader.fixed32() : 0;
    }

    private static int bytes(ProtoReader reader) {
        return reader.expect(BYTES) ? reader.bytes() : 0;
    }

    private float finite(ProtoReader reader) {
        float value = Float.intBitsToFloat(fixed32(reader));
        picture.isImpossible |= !Float.isFinite(value);
        return value;
    }

    /** Repeated floats, packed or one by one. */
    private void readFloats(ProtoReader reader) {
        if (reader.wireType() == FIXED32) {
            finite(reader);
            return;
        }
        int length = bytes(reader);
        if (length % Float.BYTES != 0) {
            reader.expect(WRONG);
        }
        for (int at = reader.at() - length; at + Float.BYTES <= reader.at() && !reader.isBroken(); at += Float.BYTES) {
            // An exponent of all ones is infinite or no number.
            boolean isFinite = (source[at + 3] & 0x7F) != 0x7F || (source[at + 2] & 0x80) == 0;
            picture.isImpossible |= !isFinite;
        }
    }

    /** Repeated whole numbers, packed or one by one. */
    private void readNumbers() {
        if (inner.wireType() == VARINT) {
            varint(inner);
            return;
        }
        if (enter(inner, deep)) {
            while (deep.hasMore()) {
                deep.varint();
            }
            leave();
        }
    }

    private static int colour(long code) {
        return code >= 0 && code < CameraPicture.NO_COLOUR ? (int) code : CameraPicture.NO_COLOUR;
    }

    /** Steps over a text that must be UTF-8. */
    private int readText(ProtoReader reader) {
        int length = bytes(reader);
        if (!reader.isBroken() && !ProtoReader.isUtf8(source, reader.at() - length, length)) {
            reader.expect(WRONG);
        }
        return length;
    }
}
