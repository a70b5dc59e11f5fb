package io.roadgate.gateway.publish;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cloud messages between proto3 JSON and the generated classes, for the reading end.
 *
 * <p>Source: proto3 JSON mapping. Names that the schema does not know are passed over, as fields are only ever added.
 *
 * <p>Errors: {@link IllegalArgumentException} when the text is no JSON or a value does not fit its field.
 */
final class CloudJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private CloudJson() {}

    static JsonNode parse(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Fills a message from a tree. */
    static <B extends Message.Builder> B read(JsonNode tree, B out) {
        if (!tree.isObject()) {
            throw new IllegalArgumentException("no JSON object");
        }
        for (FieldDescriptor field : out.getDescriptorForType().getFields()) {
            JsonNode value = tree.get(field.getJsonName());
            if (value == null || value.isNull()) {
                continue;
            }
            if (field.isRepeated()) {
                for (JsonNode element : value) {
                    out.addRepeatedField(field, readValue(field, element, out));
                }
            } else {
                out.setField(field, readValue(field, value, out));
            }
        }
        return out;
    }

    /** The tree of a message. */
    static ObjectNode tree(MessageOrBuilder message) {
        ObjectNode tree = MAPPER.createObjectNode();
        for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
            FieldDescriptor field = entry.getKey();
            if (field.isRepeated()) {
                ArrayNode list = tree.putArray(field.getJsonName());
                for (Object element : (List<?>) entry.getValue()) {
                    list.add(treeOf(field, element));
                }
            } else {
                tree.set(field.getJsonName(), treeOf(field, entry.getValue()));
            }
        }
        return tree;
    }

    private static Object readValue(FieldDescriptor field, JsonNode value, Message.Builder parent) {
        String text = value.isObject() ? "" : value.asString();
        return switch (field.getJavaType()) {
            case MESSAGE -> read(value, parent.newBuilderForField(field)).build();
            case ENUM -> enumValue(field, text);
            case STRING -> text;
            case FLOAT -> Float.parseFloat(text);
            case LONG -> isUnsigned(field) ? Long.parseUnsignedLong(text) : Long.parseLong(text);
            case INT -> isUnsigned(field) ? Integer.parseUnsignedInt(text) : Integer.parseInt(text);
            default -> throw new IllegalArgumentException(field.getFullName());
        };
    }

    private static EnumValueDescriptor enumValue(FieldDescriptor field, String name) {
        EnumValueDescriptor value = field.getEnumType().findValueByName(name);
        return value == null ? field.getEnumType().getValues().get(0) : value;
    }

    private static JsonNode treeOf(FieldDescriptor field, Object value) {
        var nodes = MAPPER.getNodeFactory();
        return switch (field.getJavaType()) {
            case MESSAGE -> tree((Message) value);
            case ENUM -> nodes.stringNode(((EnumValueDescriptor) value).getName());
            case FLOAT -> nodes.numberNode((Float) value);
            case LONG -> nodes.stringNode(isUnsigned(field) ? Long.toUnsignedString((Long) value) : value.toString());
            case INT ->
                nodes.numberNode(isUnsigned(field) ? Integer.toUnsignedLong((Integer) value) : (long) (Integer) value);
            default -> nodes.stringNode(value.toString());
        };
    }

    private static boolean isUnsigned(FieldDescriptor field) {
        return switch (field.getType()) {
            case UINT32, FIXED32, UINT64, FIXED64 -> true;
            default -> false;
        };
    }
}
