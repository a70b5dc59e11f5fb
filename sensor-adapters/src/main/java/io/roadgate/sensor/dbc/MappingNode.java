package io.roadgate.sensor.dbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** A place in a mapping file: a text, a list or a mapping, with its line. */
final class MappingNode {
    final int line;
    final String text;
    final List<MappingNode> items;
    final Map<String, MappingNode> keys;

    private MappingNode(int line, String text, List<MappingNode> items, Map<String, MappingNode> keys) {
        this.line = line;
        this.text = text;
        this.items = items;
        this.keys = keys;
    }

    /** Reads YAML; {@code null} when it is none or no mapping (the fault is noted). */
    static MappingNode read(String yaml, DbcFaults faults) {
        YAMLFactory factory = YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), yaml)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                return node(parser, JsonToken.START_OBJECT);
            }
            faults.add(1, "expected a YAML mapping with the key objects, found something else");
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            String message = e.getOriginalMessage();
            int end = message.indexOf('\n');
            faults.add(line, "expected YAML, found: " + (end < 0 ? message : message.substring(0, end)));
        }
        return null;
    }

    private static MappingNode node(JsonParser parser, JsonToken token) {
        int line = parser.currentTokenLocation().getLineNr();
        if (token == JsonToken.START_ARRAY) {
            List<MappingNode> items = new ArrayList<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                items.add(node(parser, next));
            }
            return new MappingNode(line, null, items, Map.of());
        }
        if (token == JsonToken.START_OBJECT) {
            Map<String, MappingNode> keys = new LinkedHashMap<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_OBJECT; next = parser.nextToken()) {
                String key = parser.currentName();
                keys.put(key, node(parser, parser.nextToken()));
            }
            return new MappingNode(line, null, List.of(), keys);
        }
        return new MappingNode(line, token == JsonToken.VALUE_NULL ? "" : parser.getString(), List.of(), Map.of());
    }

    boolean isText() {
        return text != null;
    }

    MappingNode get(String key) {
        return keys.get(key);
    }

    /** A number, or NaN when it is none. */
    double number() {
        try {
            return text == null ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
