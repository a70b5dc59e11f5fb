package io.roadgate.gateway.mapfile;

import com.networknt.schema.InputFormat;
import io.roadgate.gateway.roadmap.MapDraft;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.MapOrigin;
import io.roadgate.v2x.interpret.MessageSet;
import io.roadgate.v2x.interpret.TypeCodec;
import io.roadgate.v2x.interpret.ValueFault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * MAP messages, over their JSON: packed octets become JSON by the codec of their set, and the other way round.
 *
 * <p>The wire does not say to which set a message belongs; the first that reads it as a MAP is taken, 2020 before the second
 * stage before 2019.
 *
 * <p><b>Thread:</b> one at a time (the codecs are shared).
 */
final class MapMessage {
    /** Largest message that is read; one datagram holds far less. */
    static final int MOST_OCTETS = 1 << 20;

    private static final String FRAME = "mapFrame";
    private static final List<MessageSet> ORDER = List.of(MessageSet.DAY1_2020, MessageSet.DAY2, MessageSet.DAY1_2019);
    private static final Map<MessageSet, TypeCodec> CODECS = new EnumMap<>(MessageSet.class);

    private MapMessage() {}

    /** Whether a tree is a MAP message, with or without its frame. */
    static boolean isLike(JsonNode root) {
        return root.has(FRAME) || (root.has("nodes") && root.has("msgCnt"));
    }

    /** Reads packed octets. */
    static synchronized MapDraft decode(String name, byte[] octets, MapOrigin origin, MapFaults faults) {
        if (octets.length > MOST_OCTETS) {
            faults.error(0, "", "must be at most " + MOST_OCTETS + " octets, has " + octets.length);
            return null;
        }
        List<String> refusals = new ArrayList<>();
        for (MessageSet set : ORDER) {
            try {
                String json = codec(set).decode(octets);
                JsonNode root = LocatedTree.read(json.getBytes(StandardCharsets.UTF_8), InputFormat.JSON, faults);
                if (root != null && root.has(FRAME)) {
                    return new MapMessageReader(name, origin, faults).read(root.path(FRAME));
                }
                refusals.add(set.id() + " reads another message");
            } catch (ValueFault e) {
                refusals.add(set.id() + ": " + e.getMessage() + (e.bit() < 0 ? "" : " at bit " + e.bit()));
            }
        }
        faults.error(
                0,
                "",
                "must be a map: neither XML, JSON, YAML nor a MAP message of " + octets.length + " octets ("
                        + String.join("; ", refusals) + ")");
        return null;
    }

    /** Reads JSON. */
    static MapDraft read(String name, JsonNode root, MapOrigin origin, MapFaults faults) {
        return new MapMessageReader(name, origin, faults).read(root.has(FRAME) ? root.path(FRAME) : root);
    }

    /** Packs the JSON of a frame. */
    static synchronized byte[] encode(String json, MessageSet set) {
        return codec(set).encode(json);
    }

    private static TypeCodec codec(MessageSet set) {
        return CODECS.computeIfAbsent(set, wanted -> wanted.interpreter().codec("MessageFrame"));
    }
}
