package io.roadgate.gateway.publish;

/**
 * What a payload is, as two MQTT 5 properties say it.
 *
 * @param contentType MIME type with the version of the schema's major line.
 * @param schema full name of the message type, in the user property {@code schema}.
 * @param isText whether the payload format indicator says UTF-8.
 */
record PayloadKind(String contentType, String schema, boolean isText) {
    static final String SCHEMA_PROPERTY = "schema";
    static final String PROTOBUF = "application/protobuf;v=1";
    static final String JSON = "application/json;v=1";
    static final String UPER = "application/uper";

    /** A message type of {@code cloud.proto} in the format that the site chose. */
    static PayloadKind cloud(String message, boolean isJson) {
        return new PayloadKind(isJson ? JSON : PROTOBUF, "roadgate.cloud.v1." + message, isJson);
    }
}
