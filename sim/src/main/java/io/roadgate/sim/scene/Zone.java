package io.roadgate.sim.scene;

import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A part of the road that hazard rules look at.
 *
 * @param id unique in the map.
 * @param kind {@code expressway}, {@code arm} or {@code junction}.
 * @param centerline east and north in metres, in driving direction (of an arm: outward); of a junction its centre.
 * @param halfWidthM to either side of the line; of a junction its radius.
 * @param limitMps speed limit; 0 for a junction.
 * @param level of its deck.
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode look into it
public record Zone(String id, String kind, double[][] centerline, double halfWidthM, double limitMps, int level) {
    static Zone read(JsonNode node) {
        String kind = node.get("kind").asString();
        boolean isJunction = kind.equals("junction");
        return new Zone(
                node.get("id").asString(),
                kind,
                isJunction
                        ? new double[][] {SceneMap.point(node.get("center"))}
                        : SceneMap.points(node.get("centerline")),
                node.get(isJunction ? "radius" : "half_width").asDouble(),
                node.path("limit").asDouble(0),
                node.path("level").asInt(0));
    }

    ObjectNode write(boolean hasLevels) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", id).put("kind", kind);
        if (kind.equals("junction")) {
            node.set("center", SceneMap.array(centerline[0]));
            node.put("radius", halfWidthM);
        } else {
            node.set("centerline", SceneMap.array(centerline));
            node.put("half_width", halfWidthM).put("limit", Geometry.round(limitMps, 3));
        }
        if (hasLevels) {
            node.put("level", level);
        }
        return node;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Zone that
                && id.equals(that.id)
                && kind.equals(that.kind)
                && Arrays.deepEquals(centerline, that.centerline)
                && halfWidthM == that.halfWidthM
                && limitMps == that.limitMps
                && level == that.level;
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
