package io.roadgate.sim.scene;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The site of a scene: what is known beforehand.
 *
 * @param site its name.
 * @param epochMs Unix time of the first tick.
 * @param durationS of the scene.
 * @param latDeg of the origin, WGS84.
 * @param lonDeg of the origin, WGS84.
 * @param metresPerLat metres of one degree of latitude.
 * @param metresPerLon metres of one degree of longitude.
 * @param zones what hazard rules look at.
 * @param approaches of signalised junctions.
 * @param roi polygons of the region of interest.
 * @param sensors radars and cameras.
 * @param lanes of all decks.
 * @param decks height of each level; one entry where the site is flat.
 * @param gnssDenied where satellites are not seen.
 */
public record SceneMap(
        String site,
        long epochMs,
        double durationS,
        double latDeg,
        double lonDeg,
        double metresPerLat,
        double metresPerLon,
        List<Zone> zones,
        List<Approach> approaches,
        List<double[][]> roi,
        List<SceneSensor> sensors,
        List<SceneLane> lanes,
        List<Deck> decks,
        List<Area> gnssDenied) {

    /**
     * A level of a stack.
     *
     * @param level 0 = ground.
     * @param heightM of its road above the origin.
     */
    public record Deck(int level, double heightM) {}

    /**
     * A part of one level.
     *
     * @param level of the deck.
     * @param polygon east and north in metres.
     */
    @SuppressWarnings("ArrayRecordComponent") // drawn and tested for points, never compared
    public record Area(int level, double[][] polygon) {}

    /** Copies the lists. */
    public SceneMap {
        zones = List.copyOf(zones);
        approaches = List.copyOf(approaches);
        roi = List.copyOf(roi);
        sensors = List.copyOf(sensors);
        lanes = List.copyOf(lanes);
        decks = List.copyOf(decks);
        gnssDenied = List.copyOf(gnssDenied);
    }

    /** Whether roads lie above each other. */
    public boolean hasLevels() {
        return decks.size() > 1;
    }

    /** Whether a point lies in the region of interest. */
    public boolean isInRoi(double eastM, double northM) {
        for (double[][] polygon : roi) {
            if (Geometry.isInside(polygon, eastM, northM)) {
                return true;
            }
        }
        return false;
    }

    /** Reads a map file. */
    public static SceneMap read(JsonNode root) {
        List<Zone> zones = new ArrayList<>();
        root.path("zones").forEach(node -> zones.add(Zone.read(node)));
        List<Approach> approaches = new ArrayList<>();
        root.path("approaches").forEach(node -> approaches.add(Approach.read(node)));
        List<double[][]> roi = new ArrayList<>();
        root.path("roi").forEach(node -> roi.add(points(node)));
        List<SceneSensor> sensors = new ArrayList<>();
        root.path("sensors").forEach(node -> sensors.add(SceneSensor.read(node)));
        List<SceneLane> lanes = new ArrayList<>();
        root.path("lanes").forEach(node -> lanes.add(SceneLane.read(node)));
        List<Deck> decks = new ArrayList<>();
        root.path("levels")
                .forEach(node -> decks.add(
                        new Deck(node.get("level").asInt(), node.get("z").asDouble())));
        List<Area> denied = new ArrayList<>();
        root.path("gnss_denied")
                .forEach(node -> denied.add(new Area(node.path("level").asInt(0), points(node.get("polygon")))));
        JsonNode origin = root.get("origin");
        JsonNode scale = root.get("m_per_deg");
        return new SceneMap(
                root.path("site").asString(""),
                root.get("epoch_ms").asLong(),
                root.get("duration_s").asDouble(),
                origin.get("lat").asDouble(),
                origin.get("lon").asDouble(),
                scale.get("lat").asDouble(),
                scale.get("lon").asDouble(),
                zones,
                approaches,
                roi,
                sensors,
                lanes,
                decks,
                denied);
    }

    /** The map file. */
    public ObjectNode write() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("site", site).put("epoch_ms", epochMs);
        if (durationS == Math.rint(durationS)) {
            root.put("duration_s", (long) durationS);
        } else {
            root.put("duration_s", durationS);
        }
        root.putObject("origin").put("lat", latDeg).put("lon", lonDeg).put("alt", 245.0);
        root.putObject("m_per_deg").put("lat", metresPerLat).put("lon", metresPerLon);
        ArrayNode zoneArray = root.putArray("zones");
        zones.forEach(zone -> zoneArray.add(zone.write(hasLevels())));
        ArrayNode approachArray = root.putArray("approaches");
        approaches.forEach(approach -> approachArray.add(approach.write()));
        ArrayNode roiArray = root.putArray("roi");
        roi.forEach(polygon -> roiArray.add(array(polygon)));
        ArrayNode sensorArray = root.putArray("sensors");
        sensors.forEach(sensor -> sensorArray.add(sensor.write(hasLevels())));
        ArrayNode laneArray = root.putArray("lanes");
        lanes.forEach(lane -> laneArray.add(lane.write(hasLevels())));
        if (hasLevels()) {
            ArrayNode levels = root.putArray("levels");
            decks.forEach(deck -> levels.addObject().put("level", deck.level()).put("z", deck.heightM()));
        }
        if (!gnssDenied.isEmpty()) {
            ArrayNode denied = root.putArray("gnss_denied");
            gnssDenied.forEach(
                    area -> denied.addObject().put("level", area.level()).set("polygon", array(area.polygon())));
        }
        return root;
    }

    static double[] point(JsonNode node) {
        return new double[] {node.get(0).asDouble(), node.get(1).asDouble()};
    }

    static double[][] points(JsonNode node) {
        double[][] points = new double[node.size()][];
        for (int i = 0; i < points.length; i++) {
            points[i] = point(node.get(i));
        }
        return points;
    }

    static ArrayNode array(double[] point) {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(Geometry.round(point[0], 3))
                .add(Geometry.round(point[1], 3));
    }

    static ArrayNode array(double[][] points) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (double[] point : points) {
            array.add(array(point));
        }
        return array;
    }
}
