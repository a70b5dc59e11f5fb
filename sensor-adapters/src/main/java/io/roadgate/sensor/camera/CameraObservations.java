package io.roadgate.sensor.camera;

import static io.roadgate.sensor.camera.CameraPicture.*;

import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.observation.EmptyFrameEncoder;
import io.roadgate.sensor.observation.ObservationEncoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ObservationSink;
import io.roadgate.sensor.observation.ParticipantClass;
import java.util.Arrays;

/**
 * Turns a camera frame into observations.
 *
 * <p>An object without a ground point is none, but its plate is. A plate goes with the object of the same frame that
 * wears it (the more certain one of two), otherwise it is an observation of kind PLATE, whose {@code existence} is the
 * certainty of the read.
 *
 * <p>Source: {@code camera.proto}; camera.md, "Recommended schema".
 */
final class CameraObservations {
    private static final double FULL_TURN_RAD = 2 * Math.PI;
    private static final int NO_PLATE = -1;
    // CameraClass and ParticipantClass have the same numbers up to DEBRIS.
    private static final ParticipantClass[] CLASSES = {
        ParticipantClass.UNKNOWN,
        ParticipantClass.CAR,
        ParticipantClass.VAN,
        ParticipantClass.BUS,
        ParticipantClass.TRUCK,
        ParticipantClass.TRAILER,
        ParticipantClass.SPECIAL,
        ParticipantClass.MOTORCYCLE,
        ParticipantClass.BICYCLE,
        ParticipantClass.TRICYCLE,
        ParticipantClass.PEDESTRIAN,
        ParticipantClass.ANIMAL,
        ParticipantClass.CONE,
        ParticipantClass.DEBRIS
    };

    private final int sensorId;
    private final byte level;
    private final ObservationSink sink;
    private final double positionSigmaM;
    private final int[] plateOfObject = new int[ROWS];
    private final boolean[] isLoosePlate = new boolean[ROWS];
    private int loosePlateCount;
    private long measuredAtNs;

    CameraObservations(DriverContext context) {
        this.sensorId = context.sensorId();
        this.level = (byte) context.mount().level();
        this.sink = context.sink();
        this.positionSigmaM = context.settings().number("positionSigmaM");
    }

    /** Writes what the picture shows, as measured at a time by our clock. */
    void write(CameraPicture picture, long atNs, long receivedAtNs) {
        measuredAtNs = atNs;
        matchPlates(picture);
        int count = loosePlateCount;
        for (int row = 0; row < picture.objectCount; row++) {
            count += picture.hasGroundPoint(row) ? 1 : 0;
        }
        if (count == 0) {
            writeEmpty(picture, receivedAtNs);
            return;
        }
        int index = 0;
        for (int row = 0; row < picture.objectCount; row++) {
            if (picture.hasGroundPoint(row)) {
                writeObject(picture, row, index++, count, receivedAtNs);
            }
        }
        for (int plate = 0; plate < picture.plateCount; plate++) {
            if (isLoosePlate[plate]) {
                writeLoosePlate(picture, plate, index++, count, receivedAtNs);
            }
        }
    }

    private void matchPlates(CameraPicture picture) {
        Arrays.fill(plateOfObject, 0, picture.objectCount, NO_PLATE);
        loosePlateCount = 0;
        for (int plate = 0; plate < picture.plateCount; plate++) {
            int row = wearerOf(picture, plate);
            boolean hasText = picture.plateLength[plate] > 0;
            isLoosePlate[plate] = hasText && row < 0;
            loosePlateCount += isLoosePlate[plate] ? 1 : 0;
            if (hasText && row >= 0 && isBetter(picture, plate, plateOfObject[row])) {
                plateOfObject[row] = plate;
            }
        }
    }

    private static int wearerOf(CameraPicture picture, int plate) {
        int trackId = picture.plateTrackId[plate];
        for (int row = 0; row < picture.objectCount; row++) {
            boolean isNamed = picture.plateNumber[row] == plate + 1;
            boolean isTracked = trackId != 0 && picture.trackId[row] == trackId && picture.plateNumber[row] == 0;
            if ((isNamed || isTracked) && picture.hasGroundPoint(row)) {
                return row;
            }
        }
        return -1;
    }

    private static boolean isBetter(CameraPicture picture, int plate, int known) {
        return known == NO_PLATE || picture.plateConfidence[plate] > picture.plateConfidence[known];
    }

    private void writeEmpty(CameraPicture picture, long receivedAtNs) {
        EmptyFrameEncoder empty = sink.claimEmptyFrame();
        if (empty != null) {
            empty.measuredAtNs(measuredAtNs)
                    .receivedAtNs(receivedAtNs)
                    .frameSequence(picture.frameNumber & 0xFFFF_FFFFL)
                    .sensorId(sensorId)
                    .kind(ObservationKind.CAMERA);
            sink.commit();
        }
    }

    private ObservationEncoder claim(
            CameraPicture picture, ObservationKind kind, int index, int count, long receivedAtNs) {
        ObservationEncoder out = sink.claimObservation();
        if (out != null) {
            out.measuredAtNs(measuredAtNs)
                    .receivedAtNs(receivedAtNs)
                    .frameSequence(picture.frameNumber & 0xFFFF_FFFFL)
                    .indexInFrame(index)
                    .countInFrame(count)
                    .sensorId(sensorId)
                    .kind(kind)
                    .level(level);
        }
        return out;
    }

    private void writeObject(CameraPicture picture, int row, int index, int count, long receivedAtNs) {
        ObservationEncoder out = claim(picture, ObservationKind.CAMERA, index, count, receivedAtNs);
        if (out == null) {
            return;
        }
        out.participantClass(classOf(picture, row))
                .classConfidence((float) picture.number(row, CLASS_CONFIDENCE))
                .existence((float) picture.number(row, EXISTENCE))
                .lengthM((float) picture.number(row, LENGTH))
                .widthM((float) picture.number(row, WIDTH))
                .heightM((float) picture.number(row, HEIGHT));
        out.cues().braking(picture.isBraking[row]).hazardLights(picture.hasHazardLights[row]);
        writeTrackId(out, picture.trackId[row]);
        writeMotion(out, picture, row);
        if (plateOfObject[row] != NO_PLATE) {
            writePlate(out, picture, plateOfObject[row]);
        }
        sink.commit();
    }

    /** Flashing lights say more than a shape; only vehicles have them. */
    private static ParticipantClass classOf(CameraPicture picture, int row) {
        int classCode = picture.classCode[row];
        ParticipantClass told =
                classCode >= 0 && classCode < CLASSES.length ? CLASSES[classCode] : ParticipantClass.UNKNOWN;
        boolean isVehicle = told.value() <= ParticipantClass.MOTORCYCLE.value();
        return picture.hasEmergencyLights[row] && isVehicle ? ParticipantClass.EMERGENCY : told;
    }

    private void writeMotion(ObservationEncoder out, CameraPicture picture, int row) {
        boolean hasCovariance = !Double.isNaN(picture.number(row, EAST_VAR));
        double cov = picture.number(row, EAST_NORTH_COV);
        double fallbackVar = positionSigmaM * positionSigmaM;
        out.eastM(picture.number(row, EAST))
                .northM(picture.number(row, NORTH))
                .eastVarM2((float) (hasCovariance ? picture.number(row, EAST_VAR) : fallbackVar))
                .northVarM2((float) (hasCovariance ? picture.number(row, NORTH_VAR) : fallbackVar))
                .eastNorthCovM2((float) (hasCovariance && !Double.isNaN(cov) ? cov : 0))
                .eastMps((float) picture.number(row, EAST_SPEED))
                .northMps((float) picture.number(row, NORTH_SPEED))
                .speedSigmaMps(speedSigmaMps(picture, row))
                .headingSigmaRad((float) picture.number(row, HEADING_SIGMA))
                .upM(picture.number(row, UP));
        double heading = picture.number(row, HEADING) % FULL_TURN_RAD;
        out.headingRad((float) (heading < 0 ? heading + FULL_TURN_RAD : heading));
    }

    /** An observation has one sigma for both components: of a covariance, the root of the mean variance. */
    private static float speedSigmaMps(CameraPicture picture, int row) {
        double eastVar = picture.number(row, EAST_SPEED_VAR);
        return Double.isNaN(eastVar)
                ? (float) picture.number(row, SPEED_SIGMA)
                : (float) Math.sqrt((eastVar + picture.number(row, NORTH_SPEED_VAR)) / 2);
    }

    private void writeLoosePlate(CameraPicture picture, int plate, int index, int count, long receivedAtNs) {
        ObservationEncoder out = claim(picture, ObservationKind.PLATE, index, count, receivedAtNs);
        if (out != null) {
            out.existence(picture.plateConfidence[plate]);
            writeTrackId(out, picture.plateTrackId[plate]);
            writePlate(out, picture, plate);
            sink.commit();
        }
    }

    private static void writeTrackId(ObservationEncoder out, int trackId) {
        if (trackId != 0) {
            out.localId(trackId & 0xFFFF_FFFFL);
        }
    }

    private static void writePlate(ObservationEncoder out, CameraPicture picture, int plate) {
        out.plateColour((short) picture.plateColour[plate])
                .putPlate(picture.plateTexts, plate * PLATE_BYTES, picture.plateLength[plate]);
    }
}
