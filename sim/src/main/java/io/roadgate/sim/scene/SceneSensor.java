package io.roadgate.sim.scene;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A radar or camera of a map, as its data sheet and the surveyor give it.
 *
 * @param id its name in the observations.
 * @param isRadar else a camera.
 * @param eastM of the map's origin.
 * @param northM of the map's origin.
 * @param heightM of the device above the road that it watches.
 * @param boreDeg direction of its middle, clockwise from north.
 * @param rangeM of a camera; of a radar the range of its far beam.
 * @param halfFovDeg of a camera; of a radar that of its near beam.
 * @param rateHz frames per second.
 * @param clutterPerFrame mean number of false detections.
 * @param readsPlates whether a camera reads plates.
 * @param levels of the decks that it can see.
 */
public record SceneSensor(
        String id,
        boolean isRadar,
        double eastM,
        double northM,
        double heightM,
        double boreDeg,
        double rangeM,
        double halfFovDeg,
        double rateHz,
        double clutterPerFrame,
        boolean readsPlates,
        List<Integer> levels) {
    /** Range of a radar's near beam. */
    public static final double NEAR_M = 70;

    /** Half the opening of a radar's far beam. */
    public static final double FAR_HALF_FOV_DEG = 9;

    /** Range of either device for pedestrians, animals and debris. */
    public static final double SMALL_RADAR_M = 120;

    /** Range of a camera for small objects. */
    public static final double SMALL_CAMERA_M = 75;

    /** Time between two frames of a radar. */
    public static final int RADAR_CYCLE_MS = 72;

    /** Copies the levels. */
    public SceneSensor {
        levels = List.copyOf(levels);
    }

    /** A radar at level 0 with the usual two beams. */
    public static SceneSensor radar(String id, double eastM, double northM, double heightM, double boreDeg) {
        return new SceneSensor(
                id, true, eastM, northM, heightM, boreDeg, 250, 60, 1000.0 / RADAR_CYCLE_MS, 1.5, false, List.of(0));
    }

    /** A camera at level 0. */
    public static SceneSensor camera(
            String id, double eastM, double northM, double heightM, double boreDeg, double rangeM, double halfFovDeg) {
        return new SceneSensor(
                id, false, eastM, northM, heightM, boreDeg, rangeM, halfFovDeg, 20, 0.12, false, List.of(0));
    }

    /** The same device watching other decks. */
    public SceneSensor seeing(Integer... seen) {
        return new SceneSensor(
                id,
                isRadar,
                eastM,
                northM,
                heightM,
                boreDeg,
                rangeM,
                halfFovDeg,
                rateHz,
                clutterPerFrame,
                readsPlates,
                List.of(seen));
    }

    /** The same device with more or fewer false detections. */
    public SceneSensor withClutter(double factor) {
        return new SceneSensor(
                id,
                isRadar,
                eastM,
                northM,
                heightM,
                boreDeg,
                rangeM,
                halfFovDeg,
                rateHz,
                Geometry.round(clutterPerFrame * factor, 4),
                readsPlates,
                levels);
    }

    /** The same camera with another rate, reading plates or not. */
    public SceneSensor withRate(double hz, boolean plates) {
        return new SceneSensor(
                id, isRadar, eastM, northM, heightM, boreDeg, rangeM, halfFovDeg, hz, clutterPerFrame, plates, levels);
    }

    static SceneSensor read(JsonNode node) {
        boolean isRadar = node.get("kind").asString().equals("radar");
        List<Integer> levels = new ArrayList<>();
        node.path("levels").forEach(level -> levels.add(level.asInt()));
        return new SceneSensor(
                node.get("id").asString(),
                isRadar,
                node.get("e").asDouble(),
                node.get("n").asDouble(),
                node.path("h").asDouble(0),
                node.get("bore").asDouble(),
                isRadar
                        ? node.path("far").path("rmax").asDouble(250)
                        : node.path("rmax").asDouble(130),
                isRadar
                        ? node.path("near").path("half_fov").asDouble(60)
                        : node.path("half_fov").asDouble(35),
                isRadar
                        ? 1000 / node.path("cycle_ms").asDouble(RADAR_CYCLE_MS)
                        : node.path("hz").asDouble(20),
                isRadar
                        ? node.path("clutter_per_frame").asDouble(1.5)
                        : node.path("clutter_per_frame").asDouble(0.12),
                node.path("anpr").asInt(0) != 0,
                levels.isEmpty() ? List.of(0) : levels);
    }

    ObjectNode write(boolean hasLevels) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", id).put("kind", isRadar ? "radar" : "camera");
        node.put("e", Geometry.round(eastM, 3)).put("n", Geometry.round(northM, 3));
        node.put("h", heightM).put("bore", Geometry.round(boreDeg, 3));
        if (isRadar) {
            node.put("cycle_ms", RADAR_CYCLE_MS);
            node.putObject("near").put("rmax", NEAR_M).put("half_fov", halfFovDeg);
            node.putObject("far").put("rmax", rangeM).put("half_fov", FAR_HALF_FOV_DEG);
            node.put("pd", 0.9).put("clutter_per_frame", clutterPerFrame);
            node.put("sigma_r", 0.4).put("sigma_rr", 0.1);
            node.put("sigma_az", "0.3 + 2.7*(|az|/60)^2 deg near only (r<=70); 0.3 deg far");
        } else {
            node.put("rmax", rangeM).put("hz", rateHz);
            if (readsPlates) {
                node.put("anpr", 1);
            }
            node.put("half_fov", halfFovDeg).put("pd", 0.95).put("clutter_per_frame", clutterPerFrame);
            node.put("sigma_los", "0.3+0.015*r m").put("sigma_cross", "0.15+0.003*r m");
            node.put("small_rmax", SMALL_CAMERA_M);
        }
        if (hasLevels) {
            node.put("level", levels.get(0));
            ArrayNode seen = node.putArray("levels");
            levels.forEach(seen::add);
        }
        return node;
    }
}
