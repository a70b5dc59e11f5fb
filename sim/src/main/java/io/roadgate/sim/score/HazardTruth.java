package io.roadgate.sim.score;

import io.roadgate.sim.scene.Geometry;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A hazard that was there.
 *
 * @param type as {@code AVW}.
 * @param isRequired must be reported; else may be.
 * @param earlyMs from when a report isn't wrong.
 * @param conditionMs when its condition began.
 * @param onMs when it had lasted long enough.
 * @param endMs when it was there for the last time.
 * @param eastM where it began to be one.
 * @param northM where it began to be one.
 * @param ids participants.
 * @param isScripted whether it was made on purpose.
 */
public record HazardTruth(
        String type,
        boolean isRequired,
        long earlyMs,
        long conditionMs,
        long onMs,
        long endMs,
        double eastM,
        double northM,
        List<String> ids,
        boolean isScripted) {
    /** Copies the ids. */
    public HazardTruth {
        ids = List.copyOf(ids);
    }

    /** Reads one line of an events file of the truth. */
    public static HazardTruth read(JsonNode line) {
        List<String> ids = new ArrayList<>();
        line.get("ids").forEach(id -> ids.add(id.asString()));
        return new HazardTruth(
                line.get("type").asString(),
                line.get("req").asInt() != 0,
                line.get("t_pre").asLong(),
                line.get("t_cond").asLong(),
                line.get("t_on").asLong(),
                line.get("t_end").asLong(),
                line.get("e").asDouble(),
                line.get("n").asDouble(),
                ids,
                line.path("scripted").asInt(0) != 0);
    }

    /** One line of an events file of the truth. */
    public ObjectNode write() {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("type", type)
                .put("req", isRequired ? 1 : 0)
                .put("t_pre", earlyMs)
                .put("t_cond", conditionMs);
        line.put("t_on", onMs).put("t_end", endMs);
        line.put("e", Geometry.round(eastM, 3)).put("n", Geometry.round(northM, 3));
        ArrayNode array = line.putArray("ids");
        ids.forEach(array::add);
        line.put("scripted", isScripted ? 1 : 0);
        return line;
    }
}
