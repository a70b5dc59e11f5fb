package io.roadgate.sensor.http;

import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.Reply;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A device that tells its events over HTTP, either way: {@code get} asks it once and reads the answer that does not end
 * (transport {@code tcp}, mode {@code connect}); {@code posted} takes what the device posts to us (mode {@code listen})
 * and answers each request with 200.
 *
 * <p>Gives the documents among the parts of a multipart body, or a whole body that is none; pictures are stepped over.
 *
 * <p>Errors: {@code HTTP_REFUSED} for each answer that is not 200, a first 401 apart; the request is repeated after
 * {@link #RETRY_NS}. {@code CAMERA_GARBLED} as the readers count it; {@code CAMERA_TRUNCATED} for a message that the end
 * of the connection cuts.
 *
 * <p>Thread: the ingest agent. Allocates per message: such devices tell a few events a second.
 *
 * <p>Source: RFC 9112; camera.md (long poll, listening host).
 */
public final class HttpEvents implements HttpReader.Handler {
    /** From a refusal, or the end of an answer, to the next request. */
    public static final long RETRY_NS = 5_000_000_000L;

    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=(?:\"([^\"]{1,200})\"|([^\\s;]{1,200}))");
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private final FaultSink faults;
    private final Reply reply;
    private final MultipartReader.DocumentHandler handler;
    private final boolean asks;
    private final String path;
    private final String host;
    private final HttpAuth auth;
    private final HttpReader reader;
    private final byte[] whole = new byte[MultipartReader.LONGEST_DOCUMENT];
    private HttpHead head;
    private MultipartReader parts;
    private int wholeLength;
    private boolean isUp;
    private boolean isAuthorized;
    private long retryAtNs = Long.MAX_VALUE;

    /**
     * A source of documents.
     *
     * @param context with the settings of {@link #settings}.
     * @param environment gives the password by the name of its variable.
     */
    public HttpEvents(
            DriverContext context, UnaryOperator<String> environment, MultipartReader.DocumentHandler handler) {
        Settings settings = context.settings();
        this.faults = context.faults();
        this.reply = context.reply();
        this.handler = handler;
        this.asks = "get".equals(settings.text("http"));
        this.path = settings.text("path");
        this.host = settings.text("httpHost");
        String variable = settings.text("passwordEnv");
        String password = variable.isEmpty() ? "" : environment.apply(variable);
        SecureRandom random = new SecureRandom();
        this.auth = new HttpAuth(settings.text("user"), password == null ? "" : password, () -> nonce(random));
        this.reader = new HttpReader(faults, this);
    }

    /** The keys that a site file may set, for a device whose events are at a path. */
    public static List<Setting> settings(String path, List<String> modes) {
        return List.of(
                Setting.choice("http", modes, "get: ask for events; posted: the device posts them (link mode listen)"),
                Setting.text("path", path, "what is asked for"),
                Setting.text("httpHost", "camera", "value of the Host field"),
                Setting.text("user", "", "user name, for Basic and Digest"),
                Setting.text("passwordEnv", "", "environment variable that holds the password"));
    }

    private static String nonce(SecureRandom random) {
        byte[] octets = new byte[8];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    /** Takes a piece of what the device sends. */
    public void onBytes(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        reader.onBytes(buffer, offset, length, receivedAtNs);
    }

    /** Asks, where we ask. */
    public void onLinkUp(long nowNs) {
        isUp = true;
        isAuthorized = false;
        retryAtNs = Long.MAX_VALUE;
        if (asks) {
            ask(nowNs);
        }
    }

    /** Forgets half a message. */
    public void onLinkLost() {
        isUp = false;
        if (reader.isInMessage() && !(asks && parts != null)) {
            faults.count(FrameFault.CAMERA_TRUNCATED);
        }
        reader.reset();
        parts = null;
    }

    /** Asks again when it is time. */
    public int onTick(long nowNs) {
        if (!isUp || nowNs < retryAtNs) {
            return 0;
        }
        ask(nowNs);
        return 1;
    }

    private void ask(long nowNs) {
        retryAtNs = Long.MAX_VALUE;
        String authorization = auth.authorization("GET", path);
        isAuthorized = !authorization.isEmpty();
        boolean isSent = send("GET " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nAccept: multipart/x-mixed-replace, multipart/mixed, application/json, application/xml\r\n"
                + "Connection: keep-alive\r\n"
                + (isAuthorized ? "Authorization: " + authorization + "\r\n" : "")
                + "\r\n");
        if (!isSent) {
            retryAtNs = nowNs + RETRY_NS;
        }
    }

    private boolean send(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return reply.offer(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    @Override
    public void onHead(HttpHead message) {
        head = message;
        wholeLength = 0;
        parts = null;
        Matcher boundary = BOUNDARY.matcher(message.first("content-type"));
        boolean isMultipart =
                message.first("content-type").toLowerCase(Locale.ROOT).startsWith("multipart/");
        boolean isWanted = message.isRequest() != asks && (message.isRequest() || message.status() == 200);
        if (isWanted && isMultipart && boundary.find()) {
            String name = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
            parts = new MultipartReader(name, message.isRequest(), faults, handler);
        }
        if (message.isRequest() && message.expectsContinue()) {
            send(CONTINUE);
        }
    }

    @Override
    public int onBody(byte[] bytes, int from, int length, long receivedAtNs) {
        if (parts != null) {
            return parts.onBytes(bytes, from, length, receivedAtNs);
        }
        int room = whole.length - wholeLength;
        System.arraycopy(bytes, from, whole, wholeLength, Math.min(room, length));
        if (room < length) {
            faults.count(FrameFault.CAMERA_GARBLED);
            wholeLength = 0;
        } else {
            wholeLength += length;
        }
        return length;
    }

    @Override
    public void onEnd(long receivedAtNs) {
        if (head.isRequest()) {
            onPosted(receivedAtNs);
        } else if (asks && head.status() / 100 != 1) {
            onAnswer(receivedAtNs);
        }
        parts = null;
    }

    private void onPosted(long receivedAtNs) {
        if (!asks && parts == null && wholeLength > 0) {
            handler.onDocument(whole, wholeLength, receivedAtNs);
        }
        send(OK);
    }

    private void onAnswer(long receivedAtNs) {
        if (head.status() == 200) {
            if (parts == null && wholeLength > 0) {
                handler.onDocument(whole, wholeLength, receivedAtNs);
            }
            retryAtNs = receivedAtNs + RETRY_NS;
            return;
        }
        List<String> challenges = head.all("www-authenticate");
        boolean isFirst = !isAuthorized || HttpAuth.isStale(challenges);
        if (head.status() == 401 && isFirst && auth.onChallenge(challenges)) {
            ask(receivedAtNs);
            return;
        }
        faults.count(FrameFault.HTTP_REFUSED);
        retryAtNs = receivedAtNs + RETRY_NS;
    }
}
