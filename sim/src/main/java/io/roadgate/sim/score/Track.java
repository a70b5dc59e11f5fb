package io.roadgate.sim.score;

import io.roadgate.sim.scene.SceneFiles;
import io.roadgate.sim.scene.SceneMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One line of a track file: an estimate at a tick.
 *
 * @param id of the track.
 * @param eastM centre.
 * @param northM centre.
 * @param eastMps velocity.
 * @param northMps velocity.
 * @param hasCovariance whether the next three are given.
 * @param varE m².
 * @param covEn m².
 * @param varN m².
 * @param kind its class as a word; {@code unknown} where it isn't given.
 * @param level of its deck; {@link #NO_LEVEL} where it isn't given.
 */
public record Track(
        String id,
        double eastM,
        double northM,
        double eastMps,
        double northMps,
        boolean hasCovariance,
        double varE,
        double covEn,
        double varN,
        String kind,
        int level) {
    /** The track doesn't say its level. */
    public static final int NO_LEVEL = Integer.MIN_VALUE;

    /** Reads a track file: the tracks of each tick in the order of the file. */
    public static Map<Long, List<Track>> readAll(Path file, SceneMap map) throws IOException {
        Map<Long, List<Track>> ticks = new HashMap<>();
        SceneFiles.readLines(
                file,
                line -> ticks.computeIfAbsent(required(line, "t").asLong(), t -> new ArrayList<>())
                        .add(read(line, map)));
        return ticks;
    }

    static Track read(JsonNode line, SceneMap map) {
        boolean isLocal = line.has("e");
        double east = isLocal
                ? line.get("e").asDouble()
                : (required(line, "lon").asDouble() - map.lonDeg()) * map.metresPerLon();
        double north = isLocal
                ? required(line, "n").asDouble()
                : (required(line, "lat").asDouble() - map.latDeg()) * map.metresPerLat();
        double eastMps;
        double northMps;
        if (line.has("vx")) {
            eastMps = line.get("vx").asDouble();
            northMps = required(line, "vy").asDouble();
        } else {
            double heading = Math.toRadians(line.path("h").asDouble(0));
            double speed = line.path("v").asDouble(0);
            eastMps = speed * Math.sin(heading);
            northMps = speed * Math.cos(heading);
        }
        JsonNode p = line.path("P");
        double sigma = line.path("sig").asDouble(0);
        boolean isFull = p.isArray();
        return new Track(
                required(line, "id").asString(),
                east,
                north,
                eastMps,
                northMps,
                isFull || line.has("sig"),
                isFull ? p.get(0).asDouble() : sigma * sigma,
                isFull ? p.get(1).asDouble() : 0,
                isFull ? p.get(2).asDouble() : sigma * sigma,
                line.path("cls").asString("unknown"),
                line.has("level") ? line.get("level").asInt() : NO_LEVEL);
    }

    private static JsonNode required(JsonNode line, String field) {
        JsonNode node = line.get(field);
        if (node == null) {
            throw new IllegalArgumentException("no field " + field);
        }
        return node;
    }
}
