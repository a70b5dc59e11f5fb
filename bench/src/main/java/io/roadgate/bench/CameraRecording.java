package io.roadgate.bench;

import io.roadgate.bench.Recording.Frame;
import io.roadgate.sensor.camera.CameraProto.CameraClass;
import io.roadgate.sensor.camera.CameraProto.CameraFrame;
import io.roadgate.sensor.camera.CameraProto.CameraObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Ten frames a second of one edge camera that sees the whole road; length-delimited protobuf, stamped when played.
 *
 * <p>Source: {@code camera.proto}, schema version 1.
 */
final class CameraRecording {
    private static final long PERIOD_NS = 100_000_000L;
    private static final long STAMP_MARK = 0x5AFE_C0DE_0FF5_E701L;
    private static final double NOISE_M = 0.25;
    private static final double NOISE_MPS = 0.3;

    private final RingRoad road;
    private final Random random = new Random(2);

    private CameraRecording(RingRoad road) {
        this.road = road;
    }

    static Recording of(RingRoad road) {
        return new CameraRecording(road).record();
    }

    private Recording record() {
        List<Frame> frames = new ArrayList<>();
        for (int number = 0; number * PERIOD_NS < RingRoad.MINUTE_NS; number++) {
            byte[] bytes = bytes(number, number * PERIOD_NS);
            frames.add(new Frame(number * PERIOD_NS, 1, road.participants(), bytes, stampAt(bytes)));
        }
        return new Recording(frames);
    }

    private byte[] bytes(int number, long atNs) {
        CameraFrame.Builder frame = CameraFrame.newBuilder()
                .setSchemaVersion(1)
                .setCameraId("bench")
                .setFrameNumber(number + 1)
                .setCapturedAtNs(STAMP_MARK)
                .setClockSigmaNs(1_000_000);
        for (int participant = 0; participant < road.participants(); participant++) {
            frame.addObjects(seen(participant, atNs));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            frame.build().writeDelimitedTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private CameraObject seen(int participant, long atNs) {
        double headingRad = road.headingRad(participant, atNs);
        double speedMps = road.speedMps(participant);
        return CameraObject.newBuilder()
                .setTrackId(participant + 1)
                .setParticipantClass(CameraClass.CAMERA_CLASS_CAR)
                .setClassConfidence(0.93f)
                .setExistence(0.98f)
                .setEastM(road.eastM(participant, atNs) + noise(NOISE_M))
                .setNorthM(road.northM(participant, atNs) + noise(NOISE_M))
                .setEastVarM2((float) (NOISE_M * NOISE_M))
                .setNorthVarM2((float) (NOISE_M * NOISE_M))
                .setEastNorthCovM2(0)
                .setEastMps((float) (speedMps * Math.sin(headingRad) + noise(NOISE_MPS)))
                .setNorthMps((float) (speedMps * Math.cos(headingRad) + noise(NOISE_MPS)))
                .setSpeedSigmaMps((float) NOISE_MPS)
                .setHeadingRad((float) headingRad)
                .setLengthM(RingRoad.LENGTH_M)
                .setWidthM(RingRoad.WIDTH_M)
                .setHeightM(1.5f)
                .setBrakeLight(false)
                .build();
    }

    private double noise(double sigma) {
        return sigma * random.nextGaussian();
    }

    private static int stampAt(byte[] bytes) {
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        int at = 0;
        while (buffer.getLong(at, ByteOrder.LITTLE_ENDIAN) != STAMP_MARK) {
            at++;
        }
        return at;
    }
}
