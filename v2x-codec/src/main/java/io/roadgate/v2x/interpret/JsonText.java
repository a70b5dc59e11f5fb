package io.roadgate.v2x.interpret;

import io.roadgate.v2x.schema.NullConstant;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Trees of values as JSON text, over Jackson's streaming API. */
final class JsonText {
    private static final int LONGEST_NUMBER = 100_000;
    private static final int DEEPEST = 1000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build();

    private JsonText() {}

    static String of(Object tree) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(tree, out);
        }
        return text.toString();
    }

    static void write(Object tree, JsonGenerator out) {
        if (tree instanceof Map<?, ?> map) {
            out.writeStartObject();
            map.forEach((name, value) -> {
                out.writeName((String) name);
                write(value, out);
            });
            out.writeEndObject();
        } else if (tree instanceof List<?> list) {
            out.writeStartArray();
            list.forEach(element -> write(element, out));
            out.writeEndArray();
        } else if (tree instanceof String text) {
            out.writeString(text);
        } else if (tree instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (tree instanceof NullConstant) {
            out.writeNull();
        } else {
            number((Number) tree, out);
        }
    }

    private static void number(Number number, JsonGenerator out) {
        if (number instanceof Long value) {
            out.writeNumber(value);
        } else if (number instanceof BigInteger value) {
            out.writeNumber(value);
        } else if (number instanceof BigDecimal value) {
            out.writeNumber(value);
        } else {
            out.writeNumber(number.doubleValue());
        }
    }

    static Object parse(String json) {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (in.nextToken() == null) {
                throw new ValueFault("there is no JSON value", ValueFault.NO_BIT);
            }
            Object tree = value(in);
            if (in.nextToken() != null) {
                throw new ValueFault("something follows the JSON value", ValueFault.NO_BIT);
            }
            return tree;
        } catch (JacksonException e) {
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            throw new ValueFault("bad JSON at column " + column + ": " + e.getOriginalMessage(), ValueFault.NO_BIT);
        }
    }

    private static Object value(JsonParser in) {
        return switch (in.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String name = in.currentName();
                    in.nextToken();
                    map.put(name, value(in));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(in));
                }
                yield list;
            }
            case VALUE_STRING -> in.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NullConstant.NULL;
            case VALUE_NUMBER_INT -> whole(in);
            default -> in.getDoubleValue();
        };
    }

    private static Object whole(JsonParser in) {
        return in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? (Object) in.getBigIntegerValue()
                : in.getLongValue();
    }
}
