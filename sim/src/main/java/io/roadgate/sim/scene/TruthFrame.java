package io.roadgate.sim.scene;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * All true objects at one tick.
 *
 * @param timeMs Unix epoch.
 * @param objects in no particular order.
 */
public record TruthFrame(long timeMs, List<TruthObject> objects) {
    /** Copies the list. */
    public TruthFrame {
        objects = List.copyOf(objects);
    }

    /** Reads one line of a truth file. */
    public static TruthFrame read(JsonNode line) {
        List<TruthObject> objects = new ArrayList<>();
        for (JsonNode node : line.get("o")) {
            objects.add(TruthObject.read(node));
        }
        return new TruthFrame(line.get("t").asLong(), objects);
    }

    /** One line of a truth file. */
    public ObjectNode write(boolean hasLevels) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        objects.forEach(object -> array.add(object.write(hasLevels)));
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("t", timeMs).set("o", array);
        return line;
    }
}
