package io.roadgate.gateway.scene;

import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.SensorCoverage;
import io.roadgate.sensor.observation.SensorCoverage.Detection;
import io.roadgate.sensor.observation.SensorCoverage.FieldOfView;
import io.roadgate.sensor.observation.SensorCoverage.Noise;
import io.roadgate.sensor.observation.SensorMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The site of a scene: origin, scale and sensors with what they see.
 *
 * @param epochMs first tick.
 * @param durationS of the scene; 0 = not told.
 * @param latDeg origin.
 * @param lonDeg origin.
 * @param heightM origin, above the ellipsoid.
 * @param latMPerDeg metres in a degree of latitude.
 * @param lonMPerDeg metres in a degree of longitude.
 * @param sensors in the order of the file; vehicles' own reports and the signal controller come last when it names none.
 */
record SceneMap(
        long epochMs,
        int durationS,
        double latDeg,
        double lonDeg,
        double heightM,
        double latMPerDeg,
        double lonMPerDeg,
        List<Sensor> sensors) {
    private static final String REPORTS = "V2X";
    private static final String SIGNALS = "SPAT";
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");

    /** Reads a map; {@link IOException} says what is wrong with it. */
    static SceneMap read(Path file) throws IOException {
        JsonNode root;
        try {
            root = new JsonMapper().readTree(Files.readString(file));
        } catch (JacksonException e) {
            throw new IOException(file + " is no JSON: " + e.getOriginalMessage(), e);
        }
        JsonNode origin = root.path("origin");
        JsonNode scale = root.path("m_per_deg");
        require(file, root.path("epoch_ms").isNumber(), "epoch_ms");
        require(file, origin.path("lat").isNumber() && origin.path("lon").isNumber(), "origin.lat, origin.lon");
        require(file, scale.path("lat").isNumber() && scale.path("lon").isNumber(), "m_per_deg.lat, m_per_deg.lon");
        require(file, root.path("sensors").isArray(), "sensors");
        return new SceneMap(
                root.path("epoch_ms").asLong(),
                root.path("duration_s").asInt(0),
                origin.path("lat").asDouble(),
                origin.path("lon").asDouble(),
                origin.path("alt").asDouble(0),
                scale.path("lat").asDouble(),
                scale.path("lon").asDouble(),
                sensors(root.path("sensors")));
    }

    private static void require(Path file, boolean isThere, String key) throws IOException {
        if (!isThere) {
            throw new IOException(file + " lacks " + key);
        }
    }

    private static List<Sensor> sensors(JsonNode list) {
        List<Sensor> sensors = new ArrayList<>();
        for (JsonNode node : list) {
            sensors.add(sensor(sensors.size() + 1, node));
        }
        for (String id : List.of(REPORTS, SIGNALS)) {
            if (sensors.stream().noneMatch(sensor -> sensor.id().equals(id))) {
                sensors.add(new Sensor(
                        sensors.size() + 1,
                        id,
                        null,
                        null,
                        null,
                        null,
                        SensorMount.NONE,
                        Optional.of(SensorCoverage.ownReports())));
            }
        }
        return List.copyOf(sensors);
    }

    private static Sensor sensor(int number, JsonNode node) {
        SensorMount mount = new SensorMount(
                node.path("e").asDouble(0),
                node.path("n").asDouble(0),
                node.path("h").asDouble(0),
                StrictMath.toRadians(node.path("bore").asDouble(0)),
                level(node));
        Optional<SensorCoverage> coverage = switch (node.path("kind").asString("")) {
            case "radar" -> Optional.of(radar(node));
            case "camera" -> Optional.of(camera(node));
            default -> Optional.of(SensorCoverage.ownReports());
        };
        return new Sensor(number, node.path("id").asString(), null, null, null, null, mount, coverage);
    }

    /** The deck that it sees; of one that sees several, no observation tells the deck. */
    private static int level(JsonNode node) {
        return node.path("levels").size() > 1
                ? TrackTable.UNKNOWN_LEVEL
                : node.path("levels").path(0).asInt(node.path("level").asInt(0));
    }

    private static SensorCoverage radar(JsonNode node) {
        SensorCoverage usual = SensorCoverage.radar();
        Detection detection = usual.detection();
        double pd = node.path("pd").asDouble(detection.probability());
        double[] azimuth = numbers(node.path("sigma_az"), 0.3, 2.7);
        return new SensorCoverage(
                new FieldOfView(
                        node.path("near").path("rmax").asDouble(0),
                        StrictMath.toRadians(node.path("near").path("half_fov").asDouble(60)),
                        node.path("far").path("rmax").asDouble(0),
                        StrictMath.toRadians(node.path("far").path("half_fov").asDouble(0)),
                        node.path("small_rmax").asDouble(120)),
                new Detection(
                        pd,
                        pd,
                        detection.smallFactor(),
                        detection.cyclistFactor(),
                        detection.hiddenFactor(),
                        node.path("clutter_per_frame").asDouble(detection.clutterPerFrame())),
                new Noise(
                        node.path("sigma_r").asDouble(usual.noise().rangeM()),
                        0,
                        0,
                        0,
                        StrictMath.toRadians(azimuth[0]),
                        StrictMath.toRadians(azimuth[1]),
                        node.path("sigma_rr").asDouble(usual.noise().radialMps()),
                        usual.noise().yawRad(),
                        0,
                        usual.noise().clockS()));
    }

    private static SensorCoverage camera(JsonNode node) {
        SensorCoverage usual = SensorCoverage.camera();
        Detection detection = usual.detection();
        double[] along = numbers(
                node.path("sigma_los"), usual.noise().rangeM(), usual.noise().rangePerM());
        double[] cross = numbers(
                node.path("sigma_cross"), usual.noise().crossM(), usual.noise().crossPerM());
        return new SensorCoverage(
                new FieldOfView(
                        node.path("rmax").asDouble(0),
                        StrictMath.toRadians(node.path("half_fov").asDouble(45)),
                        0,
                        0,
                        node.path("small_rmax").asDouble(0)),
                new Detection(
                        node.path("pd").asDouble(detection.probability()),
                        detection.farProbability(),
                        1,
                        1,
                        detection.hiddenFactor(),
                        node.path("clutter_per_frame").asDouble(detection.clutterPerFrame())),
                new Noise(
                        along[0],
                        along[1],
                        cross[0],
                        cross[1],
                        0,
                        0,
                        0,
                        usual.noise().yawRad(),
                        usual.noise().scale(),
                        usual.noise().clockS()));
    }

    /** The first two numbers of a formula such as {@code 0.3+0.015*r m}, or what is usual. */
    private static double[] numbers(JsonNode formula, double first, double second) {
        Matcher matcher = NUMBER.matcher(formula.asString(""));
        if (!matcher.find()) {
            return new double[] {first, second};
        }
        double one = Double.parseDouble(matcher.group());
        return new double[] {one, matcher.find() ? Double.parseDouble(matcher.group()) : second};
    }
}
