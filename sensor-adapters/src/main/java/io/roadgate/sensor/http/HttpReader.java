package io.roadgate.sensor.http;

import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;

/**
 * Takes a byte stream apart into heads and bodies of HTTP/1.1.
 *
 * <p>Bodies are handed on as they come, chunked coding undone, nothing held. A line that cannot begin a message is
 * skipped. After a damaged chunk size the bytes are handed on as they are, until a line is a chunk size again: what
 * reads the body finds its own way back.
 *
 * <p>Errors: {@code CAMERA_GARBLED} once per damaged stretch. A line of more than {@link #LONGEST_LINE} octets and a
 * head of more than {@link #MOST_FIELDS} fields are damage.
 *
 * <p>Source: RFC 9112, sections 2 to 7.
 */
public final class HttpReader {
    static final int LONGEST_LINE = 8_192;
    static final int MOST_FIELDS = 64;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?$");
    private static final Pattern REQUEST = Pattern.compile("(?:POST|PUT|GET) \\S+ HTTP/1\\.[01]$");
    private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9a-fA-F]{1,8})[ \\t]*(?:;.*)?");

    /** Takes heads and bodies. */
    public interface Handler {
        /** A message begins. */
        void onHead(HttpHead head);

        /**
         * A piece of its body.
         *
         * @return octets taken; fewer than given = the body is over, whatever its length was told to be.
         */
        int onBody(byte[] bytes, int from, int length, long receivedAtNs);

        /** The message is whole. */
        void onEnd(long receivedAtNs);
    }

    private enum State {
        FIRST_LINE,
        FIELDS,
        LENGTH_BODY,
        ENDLESS_BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        CHUNK_LOST,
        TRAILER
    }

    private final FaultSink faults;
    private final Handler handler;
    private final byte[] line = new byte[LONGEST_LINE];
    private final byte[] piece = new byte[4_096];
    private State state = State.FIRST_LINE;
    private int lineLength;
    private boolean isInDamage;
    private boolean isRequest;
    private int status;
    private int fieldCount;
    private Map<String, List<String>> fields = new HashMap<>();
    private long left;

    /** A reader in front of a message. */
    public HttpReader(FaultSink faults, Handler handler) {
        this.faults = faults;
        this.handler = handler;
    }

    /** Whether a message has begun and is not over. */
    public boolean isInMessage() {
        return state != State.FIRST_LINE;
    }

    /** Forgets half a message. */
    public void reset() {
        state = State.FIRST_LINE;
        lineLength = 0;
        isInDamage = false;
    }

    /** Takes a piece of the stream. */
    public void onBytes(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            at += switch (state) {
                case LENGTH_BODY, ENDLESS_BODY, CHUNK -> body(buffer, at, end - at, receivedAtNs);
                case CHUNK_LOST -> lost(buffer, at, receivedAtNs);
                default -> byLine(buffer.getByte(at), receivedAtNs);
            };
        }
    }

    private int body(DirectBuffer buffer, int at, int available, long receivedAtNs) {
        int size = (int) Math.min(Math.min(available, piece.length), state == State.ENDLESS_BODY ? available : left);
        buffer.getBytes(at, piece, 0, size);
        int taken = handler.onBody(piece, 0, size, receivedAtNs);
        if (taken < size) {
            end(receivedAtNs);
            return taken;
        }
        if (state != State.ENDLESS_BODY) {
            left -= size;
            if (left == 0 && state == State.CHUNK) {
                state = State.CHUNK_END;
            } else if (left == 0) {
                end(receivedAtNs);
            }
        }
        return size;
    }

    private void end(long receivedAtNs) {
        state = State.FIRST_LINE;
        handler.onEnd(receivedAtNs);
    }

    /** Hands on what may be content while it looks for a line that is a chunk size. */
    private int lost(DirectBuffer buffer, int at, long receivedAtNs) {
        piece[0] = buffer.getByte(at);
        handler.onBody(piece, 0, 1, receivedAtNs);
        if (piece[0] == '\n') {
            Matcher size = CHUNK_SIZE.matcher(takeLine());
            if (size.matches()) {
                beginChunk(size);
            }
        } else {
            lineLength = lineLength == LONGEST_LINE ? 0 : lineLength;
            line[lineLength++] = piece[0];
        }
        return 1;
    }

    private int byLine(byte octet, long receivedAtNs) {
        if (octet == '\n') {
            onLine(takeLine(), receivedAtNs);
        } else if (lineLength == LONGEST_LINE) {
            lineLength = 0;
            damage();
        } else {
            line[lineLength++] = octet;
        }
        return 1;
    }

    private String takeLine() {
        int length = lineLength > 0 && line[lineLength - 1] == '\r' ? lineLength - 1 : lineLength;
        lineLength = 0;
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }

    private void onLine(String text, long receivedAtNs) {
        switch (state) {
            case FIRST_LINE -> onFirstLine(text);
            case FIELDS -> onField(text, receivedAtNs);
            case CHUNK_SIZE -> onChunkSize(text);
            case CHUNK_END -> onChunkEnd(text);
            default -> onTrailer(text, receivedAtNs);
        }
    }

    private void onFirstLine(String text) {
        Matcher answer = STATUS.matcher(text);
        Matcher request = REQUEST.matcher(text);
        boolean isAnswer = answer.find();
        boolean isFirstLine = isAnswer || request.find();
        boolean isClean = isFirstLine ? (isAnswer ? answer : request).start() == 0 : text.isBlank();
        if (!isClean) {
            damage();
        }
        if (!isFirstLine) {
            return;
        }
        isInDamage = false;
        isRequest = !isAnswer;
        status = isAnswer ? Integer.parseInt(answer.group(1)) : 0;
        fields = new HashMap<>();
        fieldCount = 0;
        state = State.FIELDS;
    }

    private void onField(String text, long receivedAtNs) {
        if (text.isEmpty()) {
            beginBody(receivedAtNs);
            return;
        }
        int colon = text.indexOf(':');
        fieldCount++;
        if (colon <= 0 || fieldCount > MOST_FIELDS) {
            damage();
            state = State.FIRST_LINE;
            // A good first line may stand where a field was due.
            onFirstLine(text);
            return;
        }
        fields.computeIfAbsent(text.substring(0, colon).trim().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                .add(text.substring(colon + 1).trim());
    }

    private void beginBody(long receivedAtNs) {
        HttpHead head = new HttpHead(isRequest, status, fields);
        handler.onHead(head);
        if (head.isChunked()) {
            state = State.CHUNK_SIZE;
            return;
        }
        left = head.contentLength();
        if (left == 0) {
            end(receivedAtNs);
        } else {
            state = left == HttpHead.UNKNOWN_LENGTH ? State.ENDLESS_BODY : State.LENGTH_BODY;
        }
    }

    private void onChunkSize(String text) {
        Matcher size = CHUNK_SIZE.matcher(text);
        if (size.matches()) {
            beginChunk(size);
        } else {
            damage();
            state = State.CHUNK_LOST;
        }
    }

    private void beginChunk(Matcher size) {
        isInDamage = false;
        left = Long.parseLong(size.group(1), 16);
        state = left == 0 ? State.TRAILER : State.CHUNK;
    }

    private void onChunkEnd(String text) {
        if (text.isEmpty()) {
            state = State.CHUNK_SIZE;
        } else {
            damage();
            state = State.CHUNK_LOST;
        }
    }

    private void onTrailer(String text, long receivedAtNs) {
        if (text.isEmpty()) {
            end(receivedAtNs);
        }
    }

    private void damage() {
        if (!isInDamage) {
            isInDamage = true;
            faults.count(FrameFault.CAMERA_GARBLED);
        }
    }
}
