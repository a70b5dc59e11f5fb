package io.roadgate.sensor.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import io.roadgate.sensor.camera.CameraProto.CameraFrame;
import io.roadgate.sensor.camera.CameraProto.CameraObject;
import io.roadgate.sensor.camera.CameraProto.PlateRead;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What was once published of the schema stays as it is: bytes recorded from the first cameras still say the same, and no
 * number ever means another thing.
 */
class CameraSchemaTest {
    /** A frame of the first schema, recorded: every field that it had. */
    private static final String RECORDED = "0801" + "120563616d2d31" + "18ac02" + "2100d4fa67a7fc7a18" + "28e807"
            + "327b" + "0807" + "1004" + "1d0000603f" + "250000003f" + "290000000000405940" + "310000000000004dc0"
            + "3d0000803e" + "450000803e" + "4d0000003d" + "550000a0c0" + "5d00004040" + "650000003f" + "6ddb0fc93f"
            + "7500000041" + "7d00002040" + "850100004040" + "880101" + "900101";

    private static final String RECORDED_PLATE = "3a37" + "0a09e6b89d413132333435" + "1004" + "1d6666663f" + "2007"
            + "2803" + "320a66696c653a312e6a7067" + "3a10000102030405060708090a0b0c0d0e0f";

    /** Number, name and kind of every field of the first schema. */
    private static final Map<String, String> FIRST = Map.of(
            "CameraFrame",
            "1 schema_version UINT32, 2 camera_id STRING, 3 frame_number UINT32, 4 captured_at_ns FIXED64, "
                    + "5 clock_sigma_ns UINT64, 6 objects MESSAGE, 7 plates MESSAGE",
            "CameraObject",
            "1 track_id UINT32, 2 participant_class ENUM, 3 class_confidence FLOAT, 4 existence FLOAT, 5 east_m DOUBLE, "
                    + "6 north_m DOUBLE, 7 east_var_m2 FLOAT, 8 north_var_m2 FLOAT, 9 east_north_cov_m2 FLOAT, "
                    + "10 east_mps FLOAT, 11 north_mps FLOAT, 12 speed_sigma_mps FLOAT, 13 heading_rad FLOAT, "
                    + "14 length_m FLOAT, 15 width_m FLOAT, 16 height_m FLOAT, 17 brake_light BOOL, "
                    + "18 hazard_lights BOOL",
            "PlateRead",
            "1 text STRING, 2 colour ENUM, 3 confidence FLOAT, 4 track_id UINT32, 5 lane UINT32, 6 picture_uri STRING, "
                    + "7 picture_sha256 BYTES");

    @Test
    void shouldReadWhatTheFirstCamerasSent() throws InvalidProtocolBufferException {
        byte[] bytes = HexFormat.of().parseHex(withLengths());
        CameraPicture picture = new CameraPicture();
        assertThat(new CameraReader().read(bytes, 0, bytes.length, picture)).isEqualTo(CameraReader.WHOLE);
        assertThat(picture.frameNumber).isEqualTo(300);
        assertThat(picture.capturedAtNs).isEqualTo(0x187afca767fad400L);
        assertThat(picture.trackId[0]).isEqualTo(7);
        assertThat(picture.number(0, CameraPicture.EAST)).isEqualTo(101);
        assertThat(picture.number(0, CameraPicture.NORTH)).isEqualTo(-58);
        assertThat(picture.number(0, CameraPicture.EAST_VAR)).isEqualTo(0.25);
        assertThat(picture.number(0, CameraPicture.EAST_NORTH_COV)).isEqualTo(0.03125);
        assertThat(picture.number(0, CameraPicture.HEIGHT)).isEqualTo(3);
        assertThat(picture.isBraking[0]).isTrue();
        assertThat(picture.hasHazardLights[0]).isTrue();
        assertThat(picture.plateColour[0]).isEqualTo(4);
        assertThat(picture.plateTrackId[0]).isEqualTo(7);
        CameraFrame generated = CameraFrame.parseFrom(bytes);
        assertThat(generated.getUnknownFields().asMap()).isEmpty();
        assertThat(generated.toByteArray()).isEqualTo(bytes);
        assertThat(generated.getPlates(0).getText()).isEqualTo("渝A12345");
    }

    /** The two lengths in the recorded text are those of what follows them. */
    private static String withLengths() {
        int objectAt = RECORDED.indexOf("327b") + 4;
        String object = RECORDED.substring(objectAt);
        String plate = RECORDED_PLATE.substring(4);
        return RECORDED.substring(0, objectAt - 2)
                + String.format("%02x", object.length() / 2)
                + object
                + "3a"
                + String.format("%02x", plate.length() / 2)
                + plate;
    }

    @Test
    void shouldKeepEveryFieldOfTheFirstSchema() {
        assertFirst(CameraFrame.getDescriptor());
        assertFirst(CameraObject.getDescriptor());
        assertFirst(PlateRead.getDescriptor());
    }

    private static void assertFirst(Descriptor message) {
        Set<String> fields = message.getFields().stream()
                .map(field -> field.getNumber() + " " + field.getName() + " " + field.getType())
                .collect(Collectors.toSet());
        assertThat(fields).contains(FIRST.get(message.getName()).split(", "));
    }

    @Test
    void shouldUseEachNumberOnce() {
        for (Descriptor message : CameraProto.getDescriptor().getMessageTypes()) {
            Set<Integer> numbers = new HashSet<>();
            for (FieldDescriptor field : message.getFields()) {
                assertThat(numbers.add(field.getNumber()))
                        .as(field.getFullName())
                        .isTrue();
            }
        }
        for (EnumDescriptor values : CameraProto.getDescriptor().getEnumTypes()) {
            assertThat(values.getOptions().getAllowAlias()).as(values.getName()).isFalse();
        }
    }
}
