package io.roadgate.sim.scene;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One true object at one time; its place is the centre of its rectangle.
 *
 * @param id unique in the scene.
 * @param kind what it is.
 * @param eastM of the map's origin.
 * @param northM of the map's origin.
 * @param eastMps velocity.
 * @param northMps velocity.
 * @param headingDeg clockwise from north.
 * @param accelMps2 along the heading.
 * @param lengthM of the rectangle.
 * @param widthM of the rectangle.
 * @param isEvident inside the region of interest and seen by a sensor in the last 3 s: must be tracked.
 * @param isInRoi inside the region of interest.
 * @param level of its deck, 0 = ground.
 * @param heightM of the road under it above the map's origin.
 */
public record TruthObject(
        String id,
        ObjectClass kind,
        double eastM,
        double northM,
        double eastMps,
        double northMps,
        double headingDeg,
        double accelMps2,
        double lengthM,
        double widthM,
        boolean isEvident,
        boolean isInRoi,
        int level,
        double heightM) {

    /** Speed over ground. */
    public double speedMps() {
        return Geometry.hypot(eastMps, northMps);
    }

    /** Reads one element of a truth line; level and height are 0 where the file is flat. */
    public static TruthObject read(JsonNode node) {
        return new TruthObject(
                node.get("id").asString(),
                ObjectClass.of(node.get("cls").asString()),
                node.get("e").asDouble(),
                node.get("n").asDouble(),
                node.get("vx").asDouble(),
                node.get("vy").asDouble(),
                node.get("h").asDouble(),
                node.get("acc").asDouble(),
                node.get("l").asDouble(),
                node.get("w").asDouble(),
                node.get("ev").asInt() != 0,
                node.get("roi").asInt() != 0,
                node.path("level").asInt(0),
                node.path("z").asDouble(0));
    }

    /** One element of a truth line. */
    public ObjectNode write(boolean hasLevels) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", id).put("cls", kind.word());
        node.put("e", Geometry.round(eastM, 3)).put("n", Geometry.round(northM, 3));
        node.put("vx", Geometry.round(eastMps, 3)).put("vy", Geometry.round(northMps, 3));
        node.put("h", Geometry.round(headingDeg, 2)).put("acc", Geometry.round(accelMps2, 2));
        node.put("l", lengthM).put("w", widthM).put("ev", isEvident ? 1 : 0).put("roi", isInRoi ? 1 : 0);
        if (hasLevels) {
            node.put("level", level).put("z", Geometry.round(heightM, 2));
        }
        return node;
    }
}
