package io.roadgate.gateway.config;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.serialization.NodeReader;
import com.networknt.schema.utils.JsonNodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The site file as a tree whose nodes know their lines, and its check against the schema of its shape. */
final class SiteTree {
    private static final String SCHEMA = "site.schema.json";

    private SiteTree() {}

    /** Reads YAML; {@code null} when it is none (the fault is noted). */
    static JsonNode read(String text, ConfigFaults faults) {
        NodeReader reader = NodeReader.builder()
                .yamlMapper(YAMLMapper.builder(YAMLFactory.builder()
                                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                .build())
                        .build())
                .locationAware()
                .build();
        try {
            JsonNode root = reader.readTree(text, InputFormat.YAML);
            if (root == null || !root.isObject()) {
                faults.add(1, "", "must be a YAML mapping with the keys site, mqtt, sensors ...; see gateway/conf");
                return null;
            }
            return root;
        } catch (JacksonException e) {
            TokenStreamLocation where = e.getLocation();
            faults.add(
                    where == null ? 1 : Math.max(1, where.getLineNr()),
                    "",
                    "is not YAML: " + firstLine(e.getOriginalMessage()));
            return null;
        }
    }

    /** Notes every place where the tree differs from the schema. */
    static void checkShape(JsonNode root, ConfigFaults faults) {
        for (Error error : schema().validate(root)) {
            report(root, error, faults);
        }
    }

    /** Line of a node, 1..; the parent's where the node has none. */
    static int line(JsonNode node) {
        TokenStreamLocation where = JsonNodes.tokenStreamLocationOf(node);
        return where == null ? 1 : Math.max(1, where.getLineNr());
    }

    private static void report(JsonNode root, Error error, ConfigFaults faults) {
        String path = error.getInstanceLocation().toString();
        JsonNode at = root.at(pointer(path));
        String key = keyOf(path);
        switch (error.getKeyword()) {
            case "additionalProperties" -> {
                JsonNode foreign = at.path(error.getProperty());
                faults.add(line(foreign), join(key, error.getProperty()), "is not a key here; " + allowed(error));
            }
            case "required" -> faults.add(line(at), join(key, error.getProperty()), "is missing");
            case "enum" -> faults.add(line(at), key, "must be one of " + error.getArguments()[0] + ", is " + at);
            case "minimum" -> faults.add(line(at), key, "must be at least " + error.getArguments()[0] + ", is " + at);
            case "maximum" -> faults.add(line(at), key, "must be at most " + error.getArguments()[0] + ", is " + at);
            case "pattern" -> faults.add(line(at), key, "must match " + error.getArguments()[0] + ", is " + at);
            default -> faults.add(line(at), key, firstLine(error.getMessage()));
        }
    }

    private static String allowed(Error error) {
        JsonNode properties = error.getSchemaNode() == null
                ? null
                : schemaObject(error.getSchemaLocation().getFragment().toString());
        if (properties == null || properties.isEmpty()) {
            return "no such key is known";
        }
        StringBuilder names = new StringBuilder("known are ");
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            names.append(names.length() > 10 ? ", " : "").append(property.getKey());
        }
        return names.toString();
    }

    /** The properties that stand beside an {@code additionalProperties} of the schema. */
    private static JsonNode schemaObject(String fragment) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : fragment.split("/", -1)) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        if (!parts.isEmpty()) {
            parts.removeLast();
        }
        JsonNode node = schema().getSchemaNode();
        for (String part : parts) {
            node = node.isArray() ? node.path(Integer.parseInt(part)) : node.path(part);
        }
        return node.path("properties");
    }

    private static Schema schema() {
        return Holder.SCHEMA_INSTANCE;
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    static String join(String key, String child) {
        return key.isEmpty() ? child : key + "." + child;
    }

    private static String pointer(String path) {
        return path.startsWith("/") || path.isEmpty() ? path : "/" + path;
    }

    /** {@code /sensors/2/link/port} as {@code sensors[2].link.port}. */
    private static String keyOf(String path) {
        StringBuilder key = new StringBuilder();
        for (String part : path.split("/", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            if (part.chars().allMatch(Character::isDigit)) {
                key.append('[').append(part).append(']');
            } else {
                key.append(key.length() == 0 ? "" : ".").append(part);
            }
        }
        return key.toString();
    }

    private static final class Holder {
        static final Schema SCHEMA_INSTANCE = load();

        private static Schema load() {
            try (InputStream in = SiteTree.class.getResourceAsStream(SCHEMA)) {
                return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(SchemaLocation.of("https://roadgate.io/schema/site.json"), in, InputFormat.JSON);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
