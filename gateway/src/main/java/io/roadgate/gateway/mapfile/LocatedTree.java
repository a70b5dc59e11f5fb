package io.roadgate.gateway.mapfile;

import com.networknt.schema.InputFormat;
import com.networknt.schema.serialization.NodeReader;
import com.networknt.schema.utils.JsonNodes;
import io.roadgate.gateway.roadmap.MapFaults;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** JSON or YAML as a tree whose nodes know their lines. */
final class LocatedTree {
    private LocatedTree() {}

    /** The root object; {@code null} when there is none (the fault is noted). */
    static JsonNode read(byte[] content, InputFormat format, MapFaults faults) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            faults.error(0, "", "must be UTF-8 text");
            return null;
        }
        NodeReader reader = NodeReader.builder()
                .yamlMapper(YAMLMapper.builder(YAMLFactory.builder()
                                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                .build())
                        .build())
                .locationAware()
                .build();
        try {
            JsonNode root = reader.readTree(text, format);
            if (root == null || !root.isObject()) {
                faults.error(1, "", "must be a mapping with keys such as lanes and zones");
                return null;
            }
            return root;
        } catch (JacksonException e) {
            TokenStreamLocation where = e.getLocation();
            String message = String.valueOf(e.getOriginalMessage());
            int end = message.indexOf('\n');
            faults.error(
                    where == null ? 1 : Math.max(1, where.getLineNr()),
                    "",
                    "is not " + format + ": " + (end < 0 ? message : message.substring(0, end)));
            return null;
        }
    }

    /** Line of a node, 1... */
    static int line(JsonNode node) {
        TokenStreamLocation where = JsonNodes.tokenStreamLocationOf(node);
        return where == null ? 1 : Math.max(1, where.getLineNr());
    }
}
