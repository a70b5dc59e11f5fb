package io.roadgate.sensor.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.roadgate.sensor.camera.CameraProto.CameraClass;
import io.roadgate.sensor.camera.CameraProto.CameraFrame;
import io.roadgate.sensor.camera.CameraProto.CameraObject;
import io.roadgate.sensor.camera.CameraProto.PlateRead;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Our reader against the generated classes. */
class CameraPictureTest {
    private final CameraPicture picture = new CameraPicture();

    @Property
    void shouldReadWhatTheGeneratedClassesWrite(@ForAll long seed) {
        CameraFrame frame = randomFrame(new Random(seed));
        byte[] bytes = frame.toByteArray();
        assertThat(picture.read(bytes, 0, bytes.length)).isEqualTo(CameraPicture.WHOLE);
        assertSame(frame);
    }

    @Property(tries = 5_000)
    void shouldAcceptOnlyWhatTheGeneratedClassesAccept(@ForAll long seed) throws InvalidProtocolBufferException {
        Random random = new Random(seed);
        byte[] bytes = randomFrame(random).toByteArray();
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        if (picture.read(bytes, 0, bytes.length) == CameraPicture.WHOLE) {
            assertSame(CameraFrame.parseFrom(bytes));
        }
    }

    @Test
    void shouldStepOverFieldsOfALaterSchema() {
        byte[] later = {8, 1, 0x40, 7, 0x49, 0, 0, 0, 0, 0, 0, 0, 0, 0x52, 1, 0, 0x5D, 0, 0, 0, 0, 0x18, 3};
        assertThat(picture.read(later, 0, later.length)).isEqualTo(CameraPicture.WHOLE);
        assertThat(picture.frameNumber).isEqualTo(3);
    }

    @Test
    void shouldRefuseBrokenWire() {
        byte[][] broken = {
            {8, 1, 0},
            {8, (byte) 0x80},
            {8, 1, 0x1B, 0x1C},
            {8, 1, 0x12, 5, 'a'},
            {8, 1, 0x12, 1, (byte) 0xC0},
            {8, 1, 0x20, 1},
            {8, 1, 0x32, 2, 0x2D, 0},
            {8, 1, 0x32, 2, 0x10},
            {8, 1, 0x18, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1}
        };
        for (byte[] bytes : broken) {
            assertThat(picture.read(bytes, 0, bytes.length)).isEqualTo(CameraPicture.BROKEN);
        }
    }

    private void assertSame(CameraFrame frame) {
        assertThat(picture.schemaVersion).isEqualTo(frame.getSchemaVersion());
        assertThat(picture.frameNumber).isEqualTo(frame.getFrameNumber());
        assertThat(picture.capturedAtNs).isEqualTo(frame.getCapturedAtNs());
        assertThat(picture.objectCount).isEqualTo(frame.getObjectsCount());
        assertThat(picture.plateCount).isEqualTo(frame.getPlatesCount());
        for (int row = 0; row < picture.objectCount; row++) {
            assertSameObject(row, frame.getObjects(row));
        }
        for (int row = 0; row < picture.plateCount; row++) {
            PlateRead plate = frame.getPlates(row);
            assertThat(new String(
                            picture.source, picture.plateAt[row], picture.plateLength[row], StandardCharsets.UTF_8))
                    .isEqualTo(plate.getText());
            assertThat(picture.plateTrackId[row]).isEqualTo(plate.getTrackId());
            float confidence = plate.hasConfidence() ? plate.getConfidence() : Float.NaN;
            assertThat(Float.compare(picture.plateConfidence[row], confidence)).isZero();
        }
    }

    private void assertSameObject(int row, CameraObject object) {
        assertThat(picture.trackId[row]).isEqualTo(object.getTrackId());
        assertThat(picture.classCode[row]).isEqualTo(object.getParticipantClassValue());
        assertThat(picture.isBraking[row]).isEqualTo(object.getBrakeLight());
        assertThat(picture.hasHazardLights[row]).isEqualTo(object.getHazardLights());
        double[] expected = {
            object.hasClassConfidence() ? object.getClassConfidence() : Double.NaN,
            object.hasExistence() ? object.getExistence() : Double.NaN,
            object.hasEastM() ? object.getEastM() : Double.NaN,
            object.hasNorthM() ? object.getNorthM() : Double.NaN,
            object.hasEastVarM2() ? object.getEastVarM2() : Double.NaN,
            object.hasNorthVarM2() ? object.getNorthVarM2() : Double.NaN,
            object.hasEastNorthCovM2() ? object.getEastNorthCovM2() : Double.NaN,
            object.hasEastMps() ? object.getEastMps() : Double.NaN,
            object.hasNorthMps() ? object.getNorthMps() : Double.NaN,
            object.hasSpeedSigmaMps() ? object.getSpeedSigmaMps() : Double.NaN,
            object.hasHeadingRad() ? object.getHeadingRad() : Double.NaN,
            object.hasLengthM() ? object.getLengthM() : Double.NaN,
            object.hasWidthM() ? object.getWidthM() : Double.NaN,
            object.hasHeightM() ? object.getHeightM() : Double.NaN
        };
        for (int column = 0; column < CameraPicture.NUMBERS; column++) {
            assertThat(Double.compare(picture.number(row, column), expected[column]))
                    .as("column %d", column)
                    .isZero();
        }
    }

    private static CameraFrame randomFrame(Random random) {
        CameraFrame.Builder frame = CameraFrame.newBuilder()
                .setSchemaVersion(1)
                .setCameraId("nord-东")
                .setFrameNumber(random.nextInt())
                .setCapturedAtNs(random.nextLong());
        for (int i = random.nextInt(5); i > 0; i--) {
            frame.addObjects(randomObject(random));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            PlateRead.Builder plate = PlateRead.newBuilder().setText("渝A" + random.nextInt(100_000));
            if (random.nextBoolean()) {
                plate.setConfidence(random.nextFloat()).setColourValue(random.nextInt(9));
            }
            frame.addPlates(plate.setTrackId(random.nextInt(9)).setLane(3).setPictureUri("file:1.jpg"));
        }
        return frame.build();
    }

    private static CameraObject randomObject(Random random) {
        CameraObject.Builder object = CameraObject.newBuilder()
                .setTrackId(random.nextInt())
                .setParticipantClass(CameraClass.forNumber(random.nextInt(14)));
        if (random.nextBoolean()) {
            object.setEastM(random.nextGaussian()).setNorthM(random.nextGaussian());
            object.setEastVarM2(1 + random.nextFloat()).setNorthVarM2(1 + random.nextFloat());
        }
        if (random.nextBoolean()) {
            object.setEastNorthCovM2(random.nextFloat())
                    .setEastMps(random.nextFloat())
                    .setNorthMps(random.nextFloat());
            object.setSpeedSigmaMps(random.nextFloat()).setHeadingRad(random.nextFloat());
        }
        if (random.nextBoolean()) {
            object.setLengthM(random.nextFloat()).setWidthM(random.nextFloat()).setHeightM(random.nextFloat());
            object.setBrakeLight(random.nextBoolean()).setHazardLights(random.nextBoolean());
            object.setClassConfidence(random.nextFloat()).setExistence(random.nextFloat());
        }
        return object.build();
    }
}
