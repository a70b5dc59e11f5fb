package io.roadgate.sim.scene;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A way into a junction with its stop line.
 *
 * @param id as in the signal observations.
 * @param headingDeg of the traffic, clockwise from north.
 * @param rightEastM right end of the stop line.
 * @param rightNorthM right end of the stop line.
 * @param leftEastM left end of the stop line.
 * @param leftNorthM left end of the stop line.
 */
public record Approach(
        String id, double headingDeg, double rightEastM, double rightNorthM, double leftEastM, double leftNorthM) {
    static Approach read(JsonNode node) {
        double[][] line = SceneMap.points(node.get("line"));
        return new Approach(
                node.get("id").asString(),
                node.get("heading").asDouble(),
                line[0][0],
                line[0][1],
                line[1][0],
                line[1][1]);
    }

    ObjectNode write() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", id).put("heading", Geometry.round(headingDeg, 2));
        node.set("line", SceneMap.array(new double[][] {{rightEastM, rightNorthM}, {leftEastM, leftNorthM}}));
        return node;
    }
}
