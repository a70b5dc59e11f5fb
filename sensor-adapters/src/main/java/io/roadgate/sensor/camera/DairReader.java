package io.roadgate.sensor.camera;

import io.roadgate.sensor.camera.CameraProto.CameraFrame;
import io.roadgate.sensor.camera.CameraProto.CameraObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the roadside part of a DAIR-V2X data set as the frames that one of our cameras would have sent, for offline
 * tests.
 *
 * <p>Files: {@code data_info.json} lists the pictures; for each, {@code label/camera/N.json} has the objects in the frame of
 * the virtual lidar, and {@code calib/virtuallidar_to_world/N.json} turns that into the world. The origin given is taken
 * for east 0, north 0.
 *
 * <p>Of an object: its class; the middle of its 3-D box on the ground; its length, width, height; its heading; how far it
 * is hidden or cut off. The data set has no tracks and no speeds.
 *
 * <p>Errors: {@link IOException} with the file's name for a file that is missing or is not this.
 *
 * <p>Source: camera.md (DAIR-V2X); the fields of the data set's files.
 */
public final class DairReader {
    private static final int SCHEMA_VERSION = 1;
    private static final long NS_PER_US = 1_000L;
    private static final double FULL_TURN_RAD = 2 * Math.PI;
    private static final float FULL_STATE = 2f;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path directory;
    private final double originEastM;
    private final double originNorthM;

    /** A reader of one directory, whose world coordinates of the site's origin are known. */
    public DairReader(Path directory, double originEastM, double originNorthM) {
        this.directory = directory;
        this.originEastM = originEastM;
        this.originNorthM = originNorthM;
    }

    /** All frames, by time. */
    public List<CameraFrame> read() throws IOException {
        List<CameraFrame> frames = new ArrayList<>();
        for (JsonNode picture : array(directory.resolve("data_info.json"))) {
            String image = picture.path("image_path").asString("");
            String name = image.substring(image.lastIndexOf('/') + 1).replaceAll("\\.[^.]*$", "");
            String label = picture.path("label_camera_std_path").asString("label/camera/" + name + ".json");
            String world = picture.path("calib_virtuallidar_to_world_path")
                    .asString("calib/virtuallidar_to_world/" + name + ".json");
            frames.add(frame(
                    picture.path("image_timestamp").asLong(0) * NS_PER_US,
                    directory.resolve(label),
                    calibration(directory.resolve(world))));
        }
        frames.sort((a, b) -> Long.compare(a.getCapturedAtNs(), b.getCapturedAtNs()));
        List<CameraFrame> numbered = new ArrayList<>();
        for (CameraFrame frame : frames) {
            numbered.add(frame.toBuilder().setFrameNumber(numbered.size() + 1).build());
        }
        return numbered;
    }

    private CameraFrame frame(long capturedAtNs, Path label, double[][] world) throws IOException {
        CameraFrame.Builder frame = CameraFrame.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setCameraId("dair-v2x")
                .setCapturedAtNs(capturedAtNs);
        for (JsonNode object : array(label)) {
            frame.addObjects(object(object, world));
        }
        return frame.build();
    }

    private CameraObject object(JsonNode object, double[][] world) {
        JsonNode place = object.path("3d_location");
        JsonNode size = object.path("3d_dimensions");
        double x = number(place, "x");
        double y = number(place, "y");
        double z = number(place, "z");
        double rotationRad = number(object, "rotation");
        double eastOfFront = world[0][0] * Math.cos(rotationRad) + world[0][1] * Math.sin(rotationRad);
        double northOfFront = world[1][0] * Math.cos(rotationRad) + world[1][1] * Math.sin(rotationRad);
        double headingRad = Math.atan2(eastOfFront, northOfFront);
        return CameraObject.newBuilder()
                .setParticipantClassValue(
                        CameraWords.participantClass(object.path("type").asString("")))
                .setEastM(world[0][0] * x + world[0][1] * y + world[0][2] * z + world[0][3] - originEastM)
                .setNorthM(world[1][0] * x + world[1][1] * y + world[1][2] * z + world[1][3] - originNorthM)
                .setHeadingRad((float) (headingRad < 0 ? headingRad + FULL_TURN_RAD : headingRad))
                .setLengthM((float) number(size, "l"))
                .setWidthM((float) number(size, "w"))
                .setHeightM((float) number(size, "h"))
                .setOcclusion((float) number(object, "occluded_state") / FULL_STATE)
                .setTruncation((float) number(object, "truncated_state") / FULL_STATE)
                .build();
    }

    /** Three rows of the rotation, each with its translation behind it. */
    private static double[][] calibration(Path file) throws IOException {
        JsonNode node = tree(file);
        double[][] rows = new double[3][4];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                rows[row][column] = node.path("rotation").path(row).path(column).asDouble(Double.NaN);
            }
            JsonNode shift = node.path("translation").path(row);
            rows[row][3] = (shift.isArray() ? shift.path(0) : shift).asDouble(Double.NaN);
            for (double value : rows[row]) {
                if (!Double.isFinite(value)) {
                    throw new IOException(file + ": rotation must be 3 x 3 and translation 3 numbers");
                }
            }
        }
        return rows;
    }

    /** The data set writes numbers as numbers in some releases and as texts in others. */
    private static double number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        double number = value.isString() ? CameraWords.number(value.asString()) : value.asDouble(0);
        return Double.isFinite(number) ? number : 0;
    }

    private static JsonNode array(Path file) throws IOException {
        JsonNode node = tree(file);
        if (!node.isArray()) {
            throw new IOException(file + ": must be a list");
        }
        return node;
    }

    private static JsonNode tree(Path file) throws IOException {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new IOException(file + ": " + e.getOriginalMessage(), e);
        }
    }
}
