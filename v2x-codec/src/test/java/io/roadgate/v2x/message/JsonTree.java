package io.roadgate.v2x.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** JSON as maps, lists, strings, big integers and booleans, for comparing values whatever the order of keys. */
final class JsonTree {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonTree() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String json) {
        return (Map<String, Object>) parse(json);
    }

    static Object parse(String json) {
        try (JsonParser in = parser(json)) {
            return value(in, in.nextToken());
        }
    }

    static JsonParser parser(String json) {
        return FACTORY.createParser(ObjectReadContext.empty(), json);
    }

    static JsonGenerator generator(java.io.Writer out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    private static Object value(JsonParser in, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String name = in.currentName();
                    object.put(name, value(in, in.nextToken()));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
                    array.add(value(in, next));
                }
                yield array;
            }
            case VALUE_NUMBER_INT -> in.getBigIntegerValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> "null";
            default -> in.getString();
        };
    }

    /** The tree as text again, for readers of JSON. */
    static String text(Object tree) {
        java.io.StringWriter text = new java.io.StringWriter();
        try (JsonGenerator out = generator(text)) {
            write(tree, out);
        }
        return text.toString();
    }

    private static void write(Object tree, JsonGenerator out) {
        if (tree instanceof Map<?, ?> object) {
            out.writeStartObject();
            object.forEach((name, value) -> {
                out.writeName((String) name);
                write(value, out);
            });
            out.writeEndObject();
        } else if (tree instanceof List<?> array) {
            out.writeStartArray();
            array.forEach(value -> write(value, out));
            out.writeEndArray();
        } else if (tree instanceof java.math.BigInteger number) {
            out.writeNumber(number);
        } else if (tree instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else {
            out.writeString((String) tree);
        }
    }

    /** The tree without members of a name, at any depth. */
    static Object without(String member, Object tree) {
        if (tree instanceof Map<?, ?> object) {
            Map<String, Object> rest = new LinkedHashMap<>();
            object.forEach((name, value) -> {
                if (!member.equals(name)) {
                    rest.put((String) name, without(member, value));
                }
            });
            return rest;
        }
        if (tree instanceof List<?> array) {
            return array.stream().map(each -> without(member, each)).toList();
        }
        return tree;
    }
}
