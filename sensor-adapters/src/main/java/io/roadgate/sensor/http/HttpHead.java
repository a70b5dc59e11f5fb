package io.roadgate.sensor.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The first line and the header fields of a request or an answer.
 *
 * @param isRequest whether the device asks; else it answers.
 * @param status of an answer; 0 in a request.
 * @param fields values by name in small letters, in order of appearance.
 */
public record HttpHead(boolean isRequest, int status, Map<String, List<String>> fields) {
    /** Length when none is told. */
    public static final long UNKNOWN_LENGTH = -1;

    private static final long LONGEST_BODY = 1L << 40;

    /** Freezes the fields. */
    public HttpHead {
        fields = Map.copyOf(fields);
    }

    /** The first value of a field; empty when it is not there. */
    public String first(String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    /** All values of a field. */
    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    boolean isChunked() {
        return first("transfer-encoding").toLowerCase(Locale.ROOT).contains("chunked");
    }

    boolean expectsContinue() {
        return first("expect").toLowerCase(Locale.ROOT).contains("100-continue");
    }

    /** Octets of the body, {@link #UNKNOWN_LENGTH} when it ends with the connection. */
    long contentLength() {
        if (!isRequest && (status < 200 || status == 204 || status == 304)) {
            return 0;
        }
        String text = first("content-length").trim();
        if (text.matches("\\d{1,12}")) {
            return Math.min(Long.parseLong(text), LONGEST_BODY);
        }
        return isRequest ? 0 : UNKNOWN_LENGTH;
    }
}
