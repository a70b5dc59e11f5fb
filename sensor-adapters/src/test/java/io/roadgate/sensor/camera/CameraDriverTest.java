package io.roadgate.sensor.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.sensor.camera.CameraProto.CameraClass;
import io.roadgate.sensor.camera.CameraProto.CameraEvent;
import io.roadgate.sensor.camera.CameraProto.CameraFrame;
import io.roadgate.sensor.camera.CameraProto.CameraObject;
import io.roadgate.sensor.camera.CameraProto.CameraPose;
import io.roadgate.sensor.camera.CameraProto.ClassProbability;
import io.roadgate.sensor.camera.CameraProto.GeoPoint;
import io.roadgate.sensor.camera.CameraProto.PlateColour;
import io.roadgate.sensor.camera.CameraProto.PlateRead;
import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ParticipantClass;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CameraDriverTest {
    // Written by hand from camera.proto: what a camera in another language sends.
    private static final String ANNOTATED = "57" // 87 bytes follow
            + "0801" // schema version 1
            + "12056e6f727468" // camera id "north"
            + "18ac02" // frame number 300
            + "2100d4fa67a7fc7a18" // captured at 1764000000003200000 ns (fixed64, little-endian)
            + "3237" // object of 55 bytes
            + "0807" // track id 7
            + "1004" // truck
            + "1d0000603f" // class confidence 0.875
            + "250000003f" // existence 0.5
            + "290000000000405940" // east 101.0 m
            + "310000000000004dc0" // north -58.0 m
            + "550000a0c0" // east speed -5 m/s
            + "5d00004040" // north speed 3 m/s
            + "6ddb0fc93f" // heading pi/2
            + "7500000041" // length 8 m
            + "880101" // brake light
            + "3a07" // plate of 7 bytes
            + "0a03e6b89d" // text, one character of it
            + "2007"; // worn by track 7

    private static CameraFrame.Builder frame(int number) {
        return CameraFrame.newBuilder()
                .setSchemaVersion(1)
                .setCameraId("cam-1")
                .setFrameNumber(number)
                .setCapturedAtNs(DriverRig.START_NS)
                .setClockSigmaNs(1000);
    }

    private static CameraObject.Builder car(int trackId) {
        return CameraObject.newBuilder()
                .setTrackId(trackId)
                .setParticipantClass(CameraClass.CAMERA_CLASS_CAR)
                .setEastM(10)
                .setNorthM(20);
    }

    private static PlateRead.Builder plate(String text, int trackId, float confidence) {
        return PlateRead.newBuilder()
                .setText(text)
                .setColour(PlateColour.PLATE_COLOUR_GREEN)
                .setConfidence(confidence)
                .setTrackId(trackId);
    }

    private static byte[] bytes(CameraFrame.Builder... frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            for (CameraFrame.Builder frame : frames) {
                frame.build().writeDelimitedTo(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static DriverRig rig() {
        return DriverRig.of(DriverKind.CAMERA);
    }

    private static String plate(ObservationDecoder observation) {
        byte[] plate = new byte[24];
        observation.getPlate(plate, 0, 24);
        return new String(plate, StandardCharsets.UTF_8).replace("\0", "");
    }

    @Test
    void shouldReadAnnotatedBytes() throws IOException {
        byte[] stream = HexFormat.of().parseHex(ANNOTATED);
        assertThat(CameraFrame.parseDelimitedFrom(new java.io.ByteArrayInputStream(stream))
                        .getCapturedAtNs())
                .isCloseTo(DriverRig.START_NS, within(1_000_000_000L));
        DriverRig rig = rig().feed(stream);
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.observations).hasSize(1);
        ObservationDecoder truck = rig.sink.observations.get(0);
        assertThat(truck.kind()).isEqualTo(ObservationKind.CAMERA);
        assertThat(truck.receivedAtNs()).isEqualTo(rig.nowNs);
        assertThat(truck.frameSequence()).isEqualTo(300);
        assertThat(truck.countInFrame()).isEqualTo(1);
        assertThat(truck.localId()).isEqualTo(7);
        assertThat(truck.participantClass()).isEqualTo(ParticipantClass.TRUCK);
        assertThat(truck.classConfidence()).isEqualTo(0.875f);
        assertThat(truck.existence()).isEqualTo(0.5f);
        assertThat(truck.eastM()).isEqualTo(101.0);
        assertThat(truck.northM()).isEqualTo(-58.0);
        assertThat(truck.eastMps()).isEqualTo(-5f);
        assertThat(truck.northMps()).isEqualTo(3f);
        assertThat(truck.headingRad()).isCloseTo((float) (Math.PI / 2), within(1e-6f));
        assertThat(truck.lengthM()).isEqualTo(8f);
        assertThat(truck.widthM()).isNaN();
        assertThat(truck.eastVarM2()).isEqualTo(1f);
        assertThat(truck.cues().braking()).isTrue();
        assertThat(truck.cues().hazardLights()).isFalse();
        assertThat(truck.level()).isEqualTo((byte) 1);
        assertThat(plate(truck)).isEqualTo("渝");
        assertThat(truck.plateColour()).isEqualTo((short) 255);
    }

    @Test
    void shouldAttachPlatesAndKeepLooseOnes() {
        CameraFrame.Builder frame = frame(1).addObjects(car(5))
                .addObjects(CameraObject.newBuilder().setTrackId(6))
                .addPlates(plate("渝A00001", 5, 0.4f))
                .addPlates(plate("渝A00002", 5, 0.9f))
                .addPlates(plate("渝A00003", 6, 0.8f))
                .addPlates(plate("渝A00004", 0, 0.7f));
        DriverRig rig = rig().feed(bytes(frame));
        assertThat(rig.sink.observations).hasSize(3).allMatch(o -> o.countInFrame() == 3);
        assertThat(plate(rig.sink.observations.get(0))).isEqualTo("渝A00002");
        assertThat(rig.sink.observations.get(0).plateColour()).isEqualTo((short) 4);
        assertThat(rig.sink.observations.get(1).kind()).isEqualTo(ObservationKind.PLATE);
        assertThat(plate(rig.sink.observations.get(1))).isEqualTo("渝A00003");
        assertThat(rig.sink.observations.get(1).localId()).isEqualTo(6);
        assertThat(plate(rig.sink.observations.get(2))).isEqualTo("渝A00004");
        assertThat(rig.sink.observations.get(2).existence()).isEqualTo(0.7f);
        assertThat(rig.sink.observations.get(2).eastM()).isNaN();
        assertThat(rig.sink.observations.get(2).localId()).isEqualTo(0xFFFF_FFFFL);
    }

    @Test
    void shouldTellAnEmptyFrame() {
        DriverRig rig = rig().feed(bytes(frame(9)));
        assertThat(rig.sink.emptyFrames).hasSize(1);
        assertThat(rig.sink.emptyFrames.get(0).frameSequence()).isEqualTo(9);
        assertThat(rig.sink.emptyFrames.get(0).measuredAtNs()).isEqualTo(DriverRig.START_NS);
    }

    @Test
    void shouldRejectWhatCannotBeTrueAndUseTheNext() {
        CameraFrame.Builder crowd = frame(1);
        for (int i = 0; i < 513; i++) {
            crowd.addObjects(car(i + 1));
        }
        CameraFrame.Builder[] wrong = {
            crowd,
            frame(2).addObjects(car(1).setEastM(Double.NaN)),
            frame(3).addObjects(car(1).setLengthM(Float.POSITIVE_INFINITY)),
            frame(4).addObjects(car(1).setEastVarM2(1).setNorthVarM2(1).setEastNorthCovM2(1)),
            frame(5).addObjects(car(1).setEastVarM2(-1).setNorthVarM2(1)),
            frame(6).addObjects(car(1).setEastVarM2(1)),
            frame(7).addPlates(plate("x".repeat(25), 0, 1)),
            frame(8).addPlates(plate("x", 0, Float.NaN))
        };
        DriverRig rig = rig().feed(bytes(wrong)).feed(bytes(frame(9).addObjects(car(1))));
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CAMERA_REJECTED, wrong.length));
        assertThat(rig.sink.observations).hasSize(1);
    }

    @Test
    void shouldRejectWhatCannotBeTrueOfTheLaterFields() {
        GeoPoint here = GeoPoint.newBuilder()
                .setLatE7(297_000_000)
                .setLonE7(1_066_000_000)
                .build();
        CameraFrame.Builder[] wrong = {
            frame(1).addObjects(car(1).setWgs84(here)),
            frame(2).addObjects(
                            CameraObject.newBuilder().setWgs84(here.toBuilder().setLatE7(900_000_001))),
            frame(3).addObjects(car(1).setEastMpsVar(1)),
            frame(4).addObjects(car(1).setEastMpsVar(1).setNorthMpsVar(1).setEastNorthMpsCov(-1.5f)),
            frame(5).addObjects(car(1).setEastVarM2(1)
                    .setNorthVarM2(1)
                    .setUpVarM2(1)
                    .setEastUpCovM2(1.5f)),
            frame(6).addObjects(car(1).setUpVarM2(-1)),
            frame(7).addObjects(car(1).setPlateNumber(2)).addPlates(plate("渝A00001", 0, 1)),
            frame(8).addObjects(car(1).addClassProbabilities(
                            ClassProbability.newBuilder().setProbability(Float.NaN))),
            frame(9).addPlates(plate("x", 0, 1).addCharacterConfidences(Float.POSITIVE_INFINITY)),
            frame(10).setPose(CameraPose.newBuilder().addDistortion(Float.NaN))
        };
        DriverRig rig = rig().feed(bytes(wrong)).feed(bytes(frame(11).addObjects(car(1))));
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CAMERA_REJECTED, wrong.length));
        assertThat(rig.sink.observations).hasSize(1);
    }

    @Test
    void shouldUseTheLaterFields() {
        CameraFrame.Builder frame = frame(1).setExposureMidOffsetNs(-5_000_000)
                .addObjects(CameraObject.newBuilder()
                        .setParticipantClass(CameraClass.CAMERA_CLASS_CAR)
                        .setWgs84(GeoPoint.newBuilder()
                                .setLatE7(297_001_000)
                                .setLonE7(1_066_002_000)
                                .setHeightM(256))
                        .setEastMpsVar(0.5f)
                        .setNorthMpsVar(1.5f)
                        .setHeadingSigmaRad(0.25f)
                        .setEmergencyLights(true)
                        .setPlateNumber(2))
                .addPlates(plate("渝A00001", 0, 0.9f))
                .addPlates(plate("渝A·0000２", 0, 0.4f))
                .addEvents(CameraEvent.newBuilder().setKindValue(2))
                .setPose(CameraPose.newBuilder().setVersion(3));
        DriverRig rig = rig().feed(bytes(frame));
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CAMERA_UNUSED, 1));
        ObservationDecoder car = rig.sink.observations.get(0);
        assertThat(car.measuredAtNs()).isEqualTo(DriverRig.START_NS - 5_000_000);
        assertThat(car.eastM()).isEqualTo(DriverRig.PLANE.eastM(1_066_002_000));
        assertThat(car.northM()).isEqualTo(DriverRig.PLANE.northM(297_001_000));
        assertThat(car.upM()).isEqualTo(6);
        assertThat(car.speedSigmaMps()).isEqualTo(1f);
        assertThat(car.headingSigmaRad()).isEqualTo(0.25f);
        assertThat(car.participantClass()).isEqualTo(ParticipantClass.EMERGENCY);
        assertThat(plate(car)).isEqualTo("渝A00002");
        assertThat(plate(rig.sink.observations.get(1))).isEqualTo("渝A00001");
    }

    @Test
    void shouldTakeAPoseAloneForNoPicture() {
        CameraFrame.Builder pose = CameraFrame.newBuilder()
                .setSchemaVersion(1)
                .setPose(CameraPose.newBuilder().setVersion(3).setLatE7(297_000_000));
        DriverRig rig = rig().feed(bytes(pose, frame(1)));
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.emptyFrames).hasSize(1);
    }

    @Test
    void shouldRejectImplausibleTimes() {
        DriverRig rig = rig().feed(bytes(
                frame(1).setCapturedAtNs(DriverRig.START_NS - 1_000_000_001L),
                frame(2).setCapturedAtNs(DriverRig.START_NS + 1_000_000_001L),
                frame(3).clearCapturedAtNs(),
                frame(4),
                frame(5).setCapturedAtNs(DriverRig.START_NS - 2)));
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.TIME_IMPLAUSIBLE, 3, FrameFault.CAMERA_REJECTED, 1));
        assertThat(rig.sink.emptyFrames).hasSize(1);
        // One frame pays for a clock set back, not all until it has caught up.
        rig.feed(bytes(frame(6).setCapturedAtNs(DriverRig.START_NS - 1)));
        assertThat(rig.sink.emptyFrames).hasSize(2);
        rig.driver.onLinkLost(rig.nowNs);
        rig.feed(bytes(frame(7).setCapturedAtNs(DriverRig.START_NS - 3)));
        assertThat(rig.sink.emptyFrames).hasSize(3);
    }

    @Test
    void shouldFindTheFrameRightBehindGarbage() {
        byte[] good = bytes(frame(1).addObjects(car(1)));
        byte[] garbage = HexFormat.of().parseHex("00ff08010232ffffffff0f0a");
        DriverRig rig = rig().feed(join(good, garbage, good, garbage, garbage, good));
        rig.tickAfterMs(0);
        assertThat(rig.sink.observations).hasSize(3);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CAMERA_GARBLED, 2));
    }

    @Test
    void shouldFindTheFrameBehindADamagedOne() {
        byte[] good = bytes(frame(1).addObjects(car(1)).addObjects(car(2)));
        for (int at = 1; at < good.length; at++) {
            byte[] damaged = good.clone();
            damaged[at] ^= 0x13;
            DriverRig rig = rig().feed(join(damaged, good, good)).tickAfterMs(200);
            int wanted = isInCaptureTime(at) ? 2 : 4;
            assertThat(rig.sink.observations.size()).as("damage at %d", at).isGreaterThanOrEqualTo(wanted);
        }
    }

    @Test
    void shouldGiveUpAFrameThatStopsAndUseWhatItSwallowed() {
        byte[] good = bytes(frame(1).addObjects(car(1)));
        byte[] bogusLength = {(byte) 0xFF, (byte) 0xFF, 0x01, 0x08, 0x01};
        DriverRig rig = rig().feed(join(bogusLength, good, good));
        assertThat(rig.sink.observations).isEmpty();
        rig.tickAfterMs(199);
        assertThat(rig.faults.all()).isEmpty();
        rig.tickAfterMs(1);
        assertThat(rig.sink.observations).hasSize(2);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CAMERA_TRUNCATED, 1));
        rig.feed(good);
        assertThat(rig.sink.observations).hasSize(3);
    }

    @Test
    void shouldGoOnWithAFrameThatWasCutByThePause() {
        byte[] good = bytes(frame(1).addObjects(car(1)));
        byte[] half = Arrays.copyOf(good, good.length / 2);
        DriverRig rig = rig().feed(half).tickAfterMs(250);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CAMERA_TRUNCATED, 1));
        rig.feed(good);
        assertThat(rig.sink.observations).hasSize(1);
    }

    @Test
    void shouldFinishASlowFrameBegunInsideTheHeldBytes() {
        byte[] good = bytes(frame(1).addObjects(car(1)));
        byte[] bogusLength = {(byte) 0xFF, (byte) 0xFF, 0x01, 0x08, 0x01};
        DriverRig rig = rig().feed(join(bogusLength, good)).feed(good, 0, 20).tickAfterMs(200);
        assertThat(rig.sink.observations).hasSize(1);
        rig.feed(good, 20, good.length);
        assertThat(rig.sink.observations).hasSize(2);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CAMERA_TRUNCATED, 1));
    }

    @Test
    void shouldDropHalfAFrameWithItsLink() {
        byte[] good = bytes(frame(1).addObjects(car(1)));
        DriverRig rig = rig().feed(good, 0, 10);
        rig.driver.onLinkLost(rig.nowNs);
        rig.driver.onLinkUp(rig.nowNs);
        rig.feed(good);
        assertThat(rig.sink.observations).hasSize(1);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CAMERA_TRUNCATED, 1));
    }

    @Test
    void shouldTakeAPieceLargerThanItsRoom() {
        byte[] good = bytes(frame(1).addObjects(car(1)));
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        int count = 0;
        while (many.size() < 3 * CameraFramer.LONGEST * 4) {
            many.writeBytes(good);
            count++;
        }
        DriverRig rig = rig().feed(many.toByteArray());
        assertThat(rig.sink.observations).hasSize(count);
        assertThat(rig.faults.all()).isEmpty();
    }

    @Test
    void shouldNotDependOnHowTheBytesAreCut() {
        byte[] stream = join(
                bytes(frame(1).addObjects(car(1)).addPlates(plate("渝A00001", 1, 0.4f))),
                HexFormat.of().parseHex("00ff0801"),
                bytes(frame(2), frame(3).addObjects(car(1).setEastM(Double.NaN)), frame(4).addObjects(car(2))));
        DriverRig.assertSameHoweverCut(DriverKind.CAMERA, Map.of(), stream);
    }

    @Test
    void shouldAllocateNothing() {
        CameraFrame.Builder frame = frame(1).addPlates(plate("渝A00001", 1, 0.4f));
        for (int i = 0; i < 20; i++) {
            frame.addObjects(car(i + 1).setEastVarM2(1).setNorthVarM2(1).setHeadingRad(1));
        }
        DriverRig.assertAllocatesNothingAtRest(DriverKind.CAMERA, bytes(frame), 20);
    }

    @Test
    void shouldRunAMillionFramesWithoutAllocating() {
        byte[] ten = new byte[0];
        for (int i = 0; i < 10; i++) {
            ten = join(ten, bytes(frame(i).addObjects(car(1).setEastVarM2(1).setNorthVarM2(1))));
        }
        DriverRig.soak(DriverKind.CAMERA, Map.of(), ten, 10, 0);
    }

    @Property
    void shouldStandAnyBytes(@ForAll @Size(max = 400) byte[] noise) {
        DriverRig rig = rig().feed(noise).tickAfterMs(200);
        rig.feed(bytes(frame(1).setCapturedAtNs(rig.nowNs).addObjects(car(1)))).tickAfterMs(200);
        assertThat(rig.sink.observations).isNotEmpty();
    }

    @Property(tries = 5_000)
    void shouldStandDamageAnywhere(@ForAll @IntRange(max = 60) int at, @ForAll byte value, @ForAll boolean cuts) {
        byte[] good = bytes(frame(1).addObjects(car(1)).addPlates(plate("渝A00001", 1, 0.4f)));
        byte[] damaged = cuts ? Arrays.copyOf(good, Math.min(at, good.length)) : good.clone();
        if (!cuts) {
            damaged[Math.min(at, good.length - 1)] = value;
        }
        DriverRig rig = rig().feed(join(damaged, good, good)).tickAfterMs(200).tickAfterMs(200);
        assertThat(rig.sink.observations.size()).isGreaterThanOrEqualTo(!cuts && isInCaptureTime(at) ? 1 : 2);
    }

    /** A capture time damaged by less than a second is believed, and the next frame is then "older than the last". */
    private static boolean isInCaptureTime(int at) {
        return at >= 13 && at <= 20;
    }
}
