package io.roadgate.sim.scene;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A lane of a map.
 *
 * @param id unique in the map.
 * @param function {@code normal}, {@code internal} (inside a junction), {@code crossing} or {@code walkingarea}.
 * @param speedMps its limit.
 * @param widthM across.
 * @param isForVehicles whether vehicles use it.
 * @param isForWalkers whether pedestrians use it.
 * @param shape east, north and, third, height in metres along its middle, in driving direction.
 * @param level of its deck.
 */
@SuppressWarnings("ArrayRecordComponent") // written and drawn, never compared
public record SceneLane(
        String id,
        String function,
        double speedMps,
        double widthM,
        boolean isForVehicles,
        boolean isForWalkers,
        double[][] shape,
        int level) {
    static SceneLane read(JsonNode node) {
        double[][] flat = SceneMap.points(node.get("shape"));
        double[][] shape = new double[flat.length][];
        JsonNode heights = node.path("z");
        for (int i = 0; i < flat.length; i++) {
            shape[i] = new double[] {
                flat[i][0], flat[i][1], heights.isArray() ? heights.get(i).asDouble() : 0
            };
        }
        return new SceneLane(
                node.get("id").asString(),
                node.path("fn").asString("normal"),
                node.path("speed").asDouble(0),
                node.path("width").asDouble(3.5),
                node.path("veh").asBoolean(true),
                node.path("ped").asBoolean(false),
                shape,
                node.path("level").asInt(0));
    }

    ObjectNode write(boolean hasLevels) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        int cut = id.lastIndexOf('_');
        node.put("id", id).put("edge", cut < 0 ? id : id.substring(0, cut)).put("fn", function);
        node.put("speed", Geometry.round(speedMps, 3)).put("width", widthM);
        node.put("veh", isForVehicles).put("ped", isForWalkers);
        node.set("shape", SceneMap.array(shape));
        if (hasLevels) {
            ArrayNode heights = node.putArray("z");
            for (double[] point : shape) {
                heights.add(Geometry.round(point[2], 2));
            }
            node.put("level", level);
        }
        return node;
    }
}
