package io.roadgate.sensor.camera;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** HTTP as cameras write it. */
final class HttpBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static String part(String type, String content) {
        int length = content.getBytes(StandardCharsets.UTF_8).length;
        return "--boundary\r\nContent-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n" + content + "\r\n";
    }

    static String partWithoutLength(String type, String content) {
        return "--boundary\r\nContent-Type: " + type + "\r\n\r\n" + content + "\r\n";
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    static String streamHead() {
        return lines("HTTP/1.1 200 OK", "Content-Type: multipart/mixed; boundary=boundary", "Connection: close");
    }

    static String chunkedHead() {
        return lines(
                "HTTP/1.1 200 OK",
                "Content-Type: multipart/mixed; boundary=\"boundary\"",
                "Transfer-Encoding: chunked");
    }

    static String post(String type, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return "POST /events HTTP/1.1\r\nHost: gateway\r\nContent-Type: " + type + "\r\nContent-Length: " + length
                + "\r\n\r\n" + body;
    }

    static String chunk(String content) {
        return Integer.toHexString(content.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + content + "\r\n";
    }

    HttpBytes text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** A picture part, whose bytes may be anything but the boundary. */
    HttpBytes picture(int length) {
        byte[] jpeg = new byte[length];
        for (int i = 0; i < length; i++) {
            jpeg[i] = (byte) (i * 31 + "\r\n--bound<{".charAt(i % 11));
        }
        text("--boundary\r\nContent-Disposition: form-data; name=\"plate.jpg\"\r\nContent-Type: image/jpeg\r\n"
                + "Content-Length: " + length + "\r\n\r\n");
        out.writeBytes(jpeg);
        return text("\r\n");
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
