package io.roadgate.sim.device;

import io.roadgate.sensor.camera.CameraProto.CameraClass;
import io.roadgate.sensor.camera.CameraProto.CameraFrame;
import io.roadgate.sensor.camera.CameraProto.CameraObject;
import io.roadgate.sensor.camera.CameraProto.PlateColour;
import io.roadgate.sensor.camera.CameraProto.PlateRead;
import io.roadgate.sim.traffic.GroundTruth;
import io.roadgate.sim.traffic.Participant;
import io.roadgate.sim.traffic.ParticipantKind;
import java.util.Random;

/**
 * What an edge camera makes of the road: ground points with noise, classes, sizes, now and then a plate.
 *
 * <p>Source: {@code sensor-adapters/src/main/proto/camera.proto}, schema version 1.
 */
final class CameraFrames {
    private static final int SCHEMA_VERSION = 1;
    private static final long CLOCK_SIGMA_NS = 1_000_000L;
    private static final double REACH_M = 180;
    private static final double PLATE_REACH_M = 110;
    private static final int PLATE_EVERY_FRAMES = 8;
    private static final double PLACE_SIGMA_M = 0.25;
    private static final double SPEED_SIGMA_MPS = 0.3;
    private static final double HEADING_SIGMA_RAD = 0.03;
    private static final double MISSED = 0.02;
    private static final double MOVING_MPS = 0.5;
    private static final double BRAKE_LIGHT_MPS2 = -0.8;

    private final String cameraId;
    private final double eastM;
    private final double northM;
    private final Random random;
    private int frameNumber;

    CameraFrames(String cameraId, double eastM, double northM, long seed) {
        this.cameraId = cameraId;
        this.eastM = eastM;
        this.northM = northM;
        this.random = new Random(seed);
    }

    /** The picture taken at the truth's time. */
    CameraFrame take(GroundTruth truth) {
        frameNumber++;
        CameraFrame.Builder frame = CameraFrame.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setCameraId(cameraId)
                .setFrameNumber(frameNumber)
                .setCapturedAtNs(truth.atNs())
                .setClockSigmaNs(CLOCK_SIGMA_NS);
        for (Participant participant : truth.participants()) {
            double rangeM = StrictMath.hypot(participant.eastM() - eastM, participant.northM() - northM);
            if (rangeM <= REACH_M && random.nextDouble() >= MISSED) {
                frame.addObjects(seen(participant));
                // Each plate is read in its own frame, as exposures for plates alternate with those for the picture.
                boolean isPlateTurn = (frameNumber + participant.id()) % PLATE_EVERY_FRAMES == 0;
                if (isPlateTurn
                        && rangeM <= PLATE_REACH_M
                        && !participant.identity().plate().isEmpty()) {
                    frame.addPlates(plate(participant));
                }
            }
        }
        return frame.build();
    }

    private CameraObject seen(Participant participant) {
        ParticipantKind kind = participant.kind();
        float placeVarM2 = (float) (PLACE_SIGMA_M * PLACE_SIGMA_M);
        CameraObject.Builder seen = CameraObject.newBuilder()
                .setTrackId(participant.id())
                .setParticipantClass(classOf(kind))
                .setClassConfidence(0.93f)
                .setExistence(0.98f)
                .setEastM(participant.eastM() + noise(PLACE_SIGMA_M))
                .setNorthM(participant.northM() + noise(PLACE_SIGMA_M))
                .setEastVarM2(placeVarM2)
                .setNorthVarM2(placeVarM2)
                .setEastNorthCovM2(0)
                .setEastMps((float) (participant.eastMps() + noise(SPEED_SIGMA_MPS)))
                .setNorthMps((float) (participant.northMps() + noise(SPEED_SIGMA_MPS)))
                .setSpeedSigmaMps((float) SPEED_SIGMA_MPS)
                .setLengthM((float) kind.lengthM())
                .setWidthM((float) kind.widthM())
                .setHeightM((float) kind.heightM());
        if (participant.speedMps() > MOVING_MPS) {
            seen.setHeadingRad((float) wrap(participant.headingRad() + noise(HEADING_SIGMA_RAD)));
        }
        if (hasBrakeLight(kind)) {
            seen.setBrakeLight(participant.accelMps2() < BRAKE_LIGHT_MPS2);
        }
        return seen.build();
    }

    private static PlateRead plate(Participant participant) {
        return PlateRead.newBuilder()
                .setText(participant.identity().plate())
                .setColour(PlateColour.forNumber(
                        participant.identity().plateColour().code()))
                .setConfidence(0.95f)
                .setTrackId(participant.id())
                .setLane(participant.laneId())
                .build();
    }

    private double noise(double sigma) {
        return sigma * random.nextGaussian();
    }

    private static double wrap(double rad) {
        double turn = rad % (2 * Math.PI);
        return turn < 0 ? turn + 2 * Math.PI : turn;
    }

    private static boolean hasBrakeLight(ParticipantKind kind) {
        return kind != ParticipantKind.BICYCLE && kind != ParticipantKind.PEDESTRIAN;
    }

    private static CameraClass classOf(ParticipantKind kind) {
        return switch (kind) {
            case CAR -> CameraClass.CAMERA_CLASS_CAR;
            case VAN -> CameraClass.CAMERA_CLASS_VAN;
            case TRUCK -> CameraClass.CAMERA_CLASS_TRUCK;
            case BUS -> CameraClass.CAMERA_CLASS_BUS;
            case MOTORCYCLE -> CameraClass.CAMERA_CLASS_MOTORCYCLE;
            case BICYCLE -> CameraClass.CAMERA_CLASS_BICYCLE;
            case PEDESTRIAN -> CameraClass.CAMERA_CLASS_PEDESTRIAN;
        };
    }
}
