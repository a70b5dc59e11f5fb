package io.roadgate.sim.plot;

import io.roadgate.sim.scene.Geometry;
import io.roadgate.sim.scene.SceneFiles;
import io.roadgate.sim.scene.SceneLane;
import io.roadgate.sim.scene.SceneMap;
import io.roadgate.sim.scene.SceneSensor;
import io.roadgate.sim.scene.TruthFrame;
import io.roadgate.sim.scene.TruthObject;
import io.roadgate.sim.score.Track;
import io.roadgate.sim.score.TrackScore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One self-contained page: map, truth, observations and tracks over time, errors per sensor, what went wrong and when. */
public final class ScenePlot {
    private static final String PAGE = "plot.html";
    private static final String MARK = "/*DATA*/null";
    private static final int TICK_MS = 100;

    private final SceneFiles files;
    private final SceneMap map;
    private final ObjectNode data = JsonNodeFactory.instance.objectNode();
    private final List<TruthFrame> truth = new ArrayList<>();
    private final Map<String, Integer> truthIndex = new LinkedHashMap<>();
    private final Map<String, Integer> trackIndex = new LinkedHashMap<>();
    private final Map<String, SceneSensor> sensors = new HashMap<>();

    private ScenePlot(SceneFiles files) throws IOException {
        this.files = files;
        map = files.readMap();
        map.sensors().forEach(sensor -> sensors.put(sensor.id(), sensor));
        SceneFiles.readLines(files.truth(), line -> truth.add(TruthFrame.read(line)));
    }

    /**
     * Writes the page.
     *
     * @param tracks a track file; null draws truth and observations only.
     * @param events an event file; null for none.
     */
    public static void write(SceneFiles files, Path tracks, Path events, Path page) throws IOException {
        ScenePlot plot = new ScenePlot(files);
        plot.site();
        plot.truth();
        plot.tracks(tracks);
        plot.events(events);
        plot.observations();
        try (InputStream in = ScenePlot.class.getResourceAsStream(PAGE)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            // Inside a script element only this can end it.
            String json = new ObjectMapper().writeValueAsString(plot.data).replace("</", "<\\/");
            int at = text.indexOf(MARK);
            Files.writeString(page, text.substring(0, at) + json + text.substring(at + MARK.length()));
        }
    }

    private void site() {
        data.put("scene", files.scene()).put("epoch", map.epochMs()).put("ticks", truth.size());
        ArrayNode lanes = data.putArray("lanes");
        for (SceneLane lane : map.lanes()) {
            ObjectNode node = lanes.addObject()
                    .put("f", lane.function())
                    .put("w", lane.widthM())
                    .put("l", lane.level());
            ArrayNode points = node.putArray("p");
            for (double[] point : lane.shape()) {
                points.add(Geometry.round(point[0], 1)).add(Geometry.round(point[1], 1));
            }
        }
        ArrayNode roi = data.putArray("roi");
        map.roi().forEach(polygon -> {
            ArrayNode points = roi.addArray();
            for (double[] point : polygon) {
                points.add(point[0]).add(point[1]);
            }
        });
        ArrayNode array = data.putArray("sensors");
        for (SceneSensor sensor : map.sensors()) {
            array.addObject()
                    .put("id", sensor.id())
                    .put("radar", sensor.isRadar())
                    .put("e", sensor.eastM())
                    .put("n", sensor.northM())
                    .put("bore", sensor.boreDeg())
                    .put("fov", sensor.halfFovDeg())
                    .put("r", sensor.isRadar() ? SceneSensor.NEAR_M : sensor.rangeM())
                    .put("far", sensor.isRadar() ? sensor.rangeM() : 0);
        }
        ArrayNode levels = data.putArray("levels");
        map.decks().forEach(deck -> levels.add(deck.level()));
    }

    private void truth() {
        ArrayNode ids = data.putArray("truthIds");
        ArrayNode ticks = data.putArray("truth");
        for (TruthFrame frame : truth) {
            ArrayNode flat = ticks.addArray();
            for (TruthObject object : frame.objects()) {
                Integer index = truthIndex.get(object.id());
                if (index == null) {
                    index = truthIndex.size();
                    truthIndex.put(object.id(), index);
                    ids.addArray()
                            .add(object.id())
                            .add(object.kind().word())
                            .add(object.lengthM())
                            .add(object.widthM());
                }
                flat.add(index).add(decimetres(object.eastM())).add(decimetres(object.northM()));
                flat.add(Math.round(object.headingDeg()))
                        .add(object.isEvident() ? 1 : 0)
                        .add(object.level());
            }
        }
    }

    private static long decimetres(double metres) {
        return Math.round(metres * 10);
    }

    private void tracks(Path file) throws IOException {
        Map<Long, List<Track>> byTick = file == null ? Map.of() : Track.readAll(file, map);
        TrackScore score = new TrackScore(map);
        ArrayNode ids = data.putArray("trackIds");
        ArrayNode ticks = data.putArray("tracks");
        ArrayNode matches = data.putArray("match");
        ArrayNode gospa = data.putArray("gospa");
        for (TruthFrame frame : truth) {
            List<Track> tracks = byTick.getOrDefault(frame.timeMs(), List.of());
            ArrayNode flat = ticks.addArray();
            for (Track track : tracks) {
                Integer index = trackIndex.get(track.id());
                if (index == null) {
                    index = trackIndex.size();
                    trackIndex.put(track.id(), index);
                    ids.add(track.id());
                }
                flat.add(index).add(decimetres(track.eastM())).add(decimetres(track.northM()));
                flat.add(Geometry.round(track.eastMps(), 1))
                        .add(Geometry.round(track.northMps(), 1))
                        .add(track.kind());
                flat.add(
                        track.hasCovariance()
                                ? Geometry.round(Math.sqrt(Math.max(0, track.varE() + track.varN()) / 2), 2)
                                : 0);
                flat.add(track.level() == Track.NO_LEVEL ? 0 : track.level());
            }
            ArrayNode pairs = matches.addArray();
            int[] match = score.add(frame, tracks);
            for (int i = 0; i < match.length; i++) {
                if (match[i] >= 0) {
                    pairs.add(i).add(match[i]);
                }
            }
            gospa.add(Geometry.round(score.lastGospaM(), 2));
        }
        score.finish();
        if (file != null) {
            data.set("report", score.report());
        }
        ArrayNode incidents = data.putArray("incidents");
        if (file != null) {
            score.incidents().forEach(incident -> incidents.addPOJO(incident));
        }
    }

    private void events(Path file) throws IOException {
        ArrayNode hazards = data.putArray("hazards");
        if (Files.exists(files.events())) {
            SceneFiles.readLines(files.events(), line -> {
                if (line.path("req").asInt() != 0) {
                    hazards.add(line);
                }
            });
        }
        ArrayNode raised = data.putArray("raised");
        if (file != null) {
            SceneFiles.readLines(file, line -> {
                boolean isLocal = line.has("e");
                double east = isLocal
                        ? line.get("e").asDouble()
                        : (line.get("lon").asDouble() - map.lonDeg()) * map.metresPerLon();
                double north = isLocal
                        ? line.get("n").asDouble()
                        : (line.get("lat").asDouble() - map.latDeg()) * map.metresPerLat();
                raised.addObject()
                        .put("t", line.get("t").asLong())
                        .put("type", line.get("type").asString())
                        .put("e", Geometry.round(east, 1))
                        .put("n", Geometry.round(north, 1));
            });
        }
    }

    private void observations() throws IOException {
        Map<String, List<String>> assignment = new HashMap<>();
        if (Files.exists(files.assignment())) {
            SceneFiles.readLines(files.assignment(), line -> {
                List<String> ids = new ArrayList<>();
                line.get("a").forEach(id -> ids.add(id.isNull() ? null : id.asString()));
                assignment.put(key(line), ids);
            });
        }
        List<ArrayNode> ticks = new ArrayList<>();
        ArrayNode array = data.putArray("obs");
        for (int i = 0; i < truth.size(); i++) {
            ticks.add(array.addArray());
        }
        List<String> names = new ArrayList<>();
        Residuals residuals = new Residuals();
        SceneFiles.readLines(files.observations(), line -> {
            String name = line.get("s").asString();
            if (!names.contains(name)) {
                names.add(name);
            }
            place(line, name, names.indexOf(name), assignment.get(key(line)), ticks, residuals);
        });
        ArrayNode nameArray = data.putArray("obsSensors");
        names.forEach(nameArray::add);
        data.set("residuals", residuals.write());
    }

    private static String key(JsonNode line) {
        return line.get("s").asString() + " " + line.get("seq").asInt() + " "
                + line.get("ta").asLong();
    }

    private void place(
            JsonNode line, String name, int index, List<String> ids, List<ArrayNode> ticks, Residuals residuals) {
        String kind = line.get("k").asString();
        double timeMs = line.get("tm").asLong() - map.epochMs();
        int tick = (int) Math.round(timeMs / TICK_MS);
        if (kind.equals("spat") || tick < 0 || tick >= ticks.size()) {
            return;
        }
        SceneSensor sensor = sensors.get(name);
        for (int i = 0; i < line.get("d").size(); i++) {
            JsonNode detection = line.get("d").get(i);
            double[] at = place(kind, sensor, detection);
            if (at == null) {
                continue;
            }
            String id = ids != null && i < ids.size() ? ids.get(i) : null;
            ticks.get(tick)
                    .add(index)
                    .add(decimetres(at[0]))
                    .add(decimetres(at[1]))
                    .add(id == null ? 0 : 1);
            TruthObject object = id == null ? null : at(id, timeMs);
            if (object != null) {
                residuals.add(map, sensor, detection, kind, name, timeMs / 1000, object);
            }
        }
    }

    private double[] place(String kind, SceneSensor sensor, JsonNode detection) {
        return switch (kind) {
            case "radar" -> {
                if (sensor == null) {
                    yield null;
                }
                double bearing = StrictMath.toRadians(
                        sensor.boreDeg() + detection.get("az").asDouble());
                double range = detection.get("r").asDouble();
                yield new double[] {
                    sensor.eastM() + range * StrictMath.sin(bearing), sensor.northM() + range * StrictMath.cos(bearing)
                };
            }
            case "cam" ->
                new double[] {detection.get("e").asDouble(), detection.get("n").asDouble()};
            case "bsm" ->
                new double[] {
                    (detection.get("lon").asDouble() - map.lonDeg()) * map.metresPerLon(),
                    (detection.get("lat").asDouble() - map.latDeg()) * map.metresPerLat()
                };
            default -> null;
        };
    }

    /** Where an object was between two ticks. */
    private TruthObject at(String id, double timeMs) {
        int before = (int) Math.floor(timeMs / TICK_MS);
        if (before < 0 || before >= truth.size()) {
            return null;
        }
        for (TruthObject object : truth.get(before).objects()) {
            if (object.id().equals(id)) {
                double laterS = (timeMs - before * (double) TICK_MS) / 1000;
                return new TruthObject(
                        id,
                        object.kind(),
                        object.eastM() + object.eastMps() * laterS,
                        object.northM() + object.northMps() * laterS,
                        object.eastMps(),
                        object.northMps(),
                        object.headingDeg(),
                        object.accelMps2(),
                        object.lengthM(),
                        object.widthM(),
                        object.isEvident(),
                        object.isInRoi(),
                        object.level(),
                        object.heightM());
            }
        }
        return null;
    }
}
