package io.roadgate.sensor.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.roadgate.sensor.camera.CameraProto.BoundingBox;
import io.roadgate.sensor.camera.CameraProto.CameraClass;
import io.roadgate.sensor.camera.CameraProto.CameraEvent;
import io.roadgate.sensor.camera.CameraProto.CameraFrame;
import io.roadgate.sensor.camera.CameraProto.CameraObject;
import io.roadgate.sensor.camera.CameraProto.CameraPose;
import io.roadgate.sensor.camera.CameraProto.ClassProbability;
import io.roadgate.sensor.camera.CameraProto.ClockAnswer;
import io.roadgate.sensor.camera.CameraProto.ClockSource;
import io.roadgate.sensor.camera.CameraProto.GeoPoint;
import io.roadgate.sensor.camera.CameraProto.PlateRead;
import io.roadgate.sensor.camera.CameraProto.ShotGroup;
import io.roadgate.sensor.observation.PlateText;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Our reader against the generated classes. */
class CameraPictureTest {
    private final CameraPicture picture = new CameraPicture();
    private final CameraReader reader = new CameraReader();

    @Property
    void shouldReadWhatTheGeneratedClassesWrite(@ForAll long seed) {
        CameraFrame frame = randomFrame(new Random(seed));
        byte[] bytes = frame.toByteArray();
        assertThat(reader.read(bytes, 0, bytes.length, picture)).isEqualTo(CameraReader.WHOLE);
        assertSame(frame);
    }

    @Property(tries = 5_000)
    void shouldAcceptOnlyWhatTheGeneratedClassesAccept(@ForAll long seed) throws InvalidProtocolBufferException {
        Random random = new Random(seed);
        byte[] bytes = randomFrame(random).toByteArray();
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        if (reader.read(bytes, 0, bytes.length, picture) == CameraReader.WHOLE) {
            assertSame(CameraFrame.parseFrom(bytes));
        }
    }

    @Test
    void shouldStepOverFieldsOfALaterSchema() {
        // Fields 100 to 103 of the four wire types, then the frame number.
        byte[] later = HexFormat.of()
                .parseHex("0801" + "a00607" + "a9060000000000000000" + "b2060100" + "bd0600000000" + "1803");
        assertThat(reader.read(later, 0, later.length, picture)).isEqualTo(CameraReader.WHOLE);
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
            assertThat(reader.read(bytes, 0, bytes.length, picture)).isEqualTo(CameraReader.BROKEN);
        }
    }

    private void assertSame(CameraFrame frame) {
        assertThat(picture.schemaVersion).isEqualTo(frame.getSchemaVersion());
        assertThat(picture.frameNumber).isEqualTo(frame.getFrameNumber());
        long middleNs = frame.getCapturedAtNs() == 0 ? 0 : frame.getCapturedAtNs() + frame.getExposureMidOffsetNs();
        assertThat(picture.capturedAtNs).isEqualTo(middleNs);
        assertThat(picture.eventCount).isEqualTo(frame.getEventsCount());
        assertThat(picture.hasPose).isEqualTo(frame.hasPose());
        assertThat(picture.hasClockAnswer).isEqualTo(frame.hasClockAnswer());
        assertThat(picture.answeredProbe).isEqualTo(frame.getClockAnswer().getProbeId());
        assertThat(picture.probeReceivedAtNs).isEqualTo(frame.getClockAnswer().getReceivedAtNs());
        assertThat(picture.answerSentAtNs).isEqualTo(frame.getClockAnswer().getSentAtNs());
        assertThat(picture.objectCount).isEqualTo(frame.getObjectsCount());
        assertThat(picture.plateCount).isEqualTo(frame.getPlatesCount());
        for (int row = 0; row < picture.objectCount; row++) {
            assertSameObject(row, frame.getObjects(row));
        }
        for (int row = 0; row < picture.plateCount; row++) {
            PlateRead plate = frame.getPlates(row);
            assertThat(new String(
                            picture.plateTexts,
                            row * CameraPicture.PLATE_BYTES,
                            picture.plateLength[row],
                            StandardCharsets.UTF_8))
                    .isEqualTo(PlateText.of(plate.getText()));
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
        assertThat(picture.hasEmergencyLights[row]).isEqualTo(object.getEmergencyLights());
        assertThat(picture.isGeographic[row]).isEqualTo(object.hasWgs84());
        if (object.hasWgs84()) {
            assertThat(picture.latE7[row]).isEqualTo(object.getWgs84().getLatE7());
            assertThat(picture.lonE7[row]).isEqualTo(object.getWgs84().getLonE7());
        }
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
            object.hasHeightM() ? object.getHeightM() : Double.NaN,
            object.hasUpM() ? object.getUpM() : Double.NaN,
            object.hasUpVarM2() ? object.getUpVarM2() : Double.NaN,
            object.hasEastUpCovM2() ? object.getEastUpCovM2() : Double.NaN,
            object.hasNorthUpCovM2() ? object.getNorthUpCovM2() : Double.NaN,
            object.hasEastMpsVar() ? object.getEastMpsVar() : Double.NaN,
            object.hasNorthMpsVar() ? object.getNorthMpsVar() : Double.NaN,
            object.hasEastNorthMpsCov() ? object.getEastNorthMpsCov() : Double.NaN,
            object.hasHeadingSigmaRad() ? object.getHeadingSigmaRad() : Double.NaN,
            object.hasLengthSigmaM() ? object.getLengthSigmaM() : Double.NaN,
            object.hasWidthSigmaM() ? object.getWidthSigmaM() : Double.NaN,
            object.hasHeightSigmaM() ? object.getHeightSigmaM() : Double.NaN,
            object.hasOcclusion() ? object.getOcclusion() : Double.NaN,
            object.hasTruncation() ? object.getTruncation() : Double.NaN
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
        if (random.nextBoolean()) {
            frame.setClockSource(ClockSource.CLOCK_SOURCE_PTP)
                    .setExposureMidOffsetNs(random.nextInt())
                    .setProcessingDelayNs(5)
                    .setImageWidthPx(1920)
                    .setPoseVersion(3);
            frame.addEvents(CameraEvent.newBuilder()
                    .setKindValue(2)
                    .addTrackIds(4)
                    .setEastM(1)
                    .setWgs84(place()));
            frame.setPose(
                    CameraPose.newBuilder().setLatE7(-5).addDistortion(0.5f).setFxPx(900));
            frame.setClockAnswer(ClockAnswer.newBuilder().setProbeId(7).setReceivedAtNs(random.nextLong()));
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            frame.addObjects(randomObject(random));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            PlateRead.Builder plate = PlateRead.newBuilder().setText("渝A" + random.nextInt(100_000));
            if (random.nextBoolean()) {
                plate.setConfidence(random.nextFloat()).setColourValue(random.nextInt(9));
            }
            plate.addCharacterConfidences(0.5f)
                    .setShotGroup(ShotGroup.newBuilder().setCount(2));
            frame.addPlates(plate.setTrackId(random.nextInt(9)).setLane(3).setPictureUri("file:1.jpg"));
        }
        return frame.build();
    }

    private static GeoPoint place() {
        return GeoPoint.newBuilder()
                .setLatE7(297_000_100)
                .setLonE7(1_066_000_200)
                .build();
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
        if (random.nextBoolean()) {
            object.setUpM(random.nextFloat())
                    .setUpVarM2(90)
                    .setEastUpCovM2(0.1f)
                    .setNorthUpCovM2(0.1f);
            object.setEastMpsVar(1).setNorthMpsVar(2).setEastNorthMpsCov(random.nextFloat());
            object.setHeadingSigmaRad(0.1f).setLengthSigmaM(1).setWidthSigmaM(1).setHeightSigmaM(1);
            object.setOcclusion(random.nextFloat())
                    .setTruncation(random.nextFloat())
                    .setEmergencyLights(true);
            object.addClassProbabilities(ClassProbability.newBuilder().setProbability(0.5f));
            object.setBoundingBox(BoundingBox.newBuilder().setWidthPx(4))
                    .setLaneId(3)
                    .setAgeMs(9);
        }
        if (!object.hasEastM() && random.nextBoolean()) {
            object.setWgs84(place());
        }
        return object.build();
    }
}
