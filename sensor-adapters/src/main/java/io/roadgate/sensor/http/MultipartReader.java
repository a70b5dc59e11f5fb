package io.roadgate.sensor.http;

import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.frame.JsonScanner;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Takes a multipart body apart, as it comes, into its documents; pictures are stepped over.
 *
 * <p>A document is handed on as soon as it is whole: by its Content-Length, else by the end of its XML or JSON, else by
 * the next boundary, which ends a part whatever its length was told to be. What stands outside any part is skipped.
 *
 * <p>Errors: {@code CAMERA_GARBLED} once per damaged stretch, and for a document of more than {@link #LONGEST_DOCUMENT}
 * octets, which is dropped.
 *
 * <p>Source: RFC 2046, section 5.1. Cameras declare the boundary with or without the dashes that stand before it on the
 * wire: both are taken.
 */
public final class MultipartReader {
    /** Longest document. */
    public static final int LONGEST_DOCUMENT = 262_144;

    private static final int LONGEST_LINE = 1_024;

    /** Takes whole documents; the bytes are valid only during the call. */
    @FunctionalInterface
    public interface DocumentHandler {
        /** A document: not a picture. */
        void onDocument(byte[] bytes, int length, long receivedAtNs);
    }

    private enum State {
        OUTSIDE,
        BOUNDARY_LINE,
        FIELDS,
        DOCUMENT,
        PICTURE
    }

    private final FaultSink faults;
    private final DocumentHandler handler;
    private final byte[] delimiter;
    private final int[] fallback;
    private final boolean endsWithLast;
    private final byte[] line = new byte[LONGEST_LINE];
    private final byte[] document = new byte[LONGEST_DOCUMENT];
    private final JsonScanner json = new JsonScanner();
    private State state = State.OUTSIDE;
    private int matched;
    private int lineLength;
    private int documentLength;
    private long toldLength;
    private boolean isPicture;
    private boolean isInJson;
    private boolean isInDamage;

    /**
     * A reader for one body.
     *
     * @param boundary as the Content-Type declares it.
     * @param endsWithLast whether the last boundary ends the body; a stream goes on behind it.
     */
    public MultipartReader(String boundary, boolean endsWithLast, FaultSink faults, DocumentHandler handler) {
        this.faults = faults;
        this.handler = handler;
        this.endsWithLast = endsWithLast;
        this.delimiter = (boundary.startsWith("--") ? boundary : "--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.fallback = fallback(delimiter);
    }

    /** For each length matched, the longest shorter one that the same bytes match (Knuth, Morris, Pratt). */
    private static int[] fallback(byte[] pattern) {
        int[] table = new int[pattern.length + 1];
        int length = 0;
        for (int i = 1; i < pattern.length; i++) {
            while (length > 0 && pattern[i] != pattern[length]) {
                length = table[length];
            }
            length += pattern[i] == pattern[length] ? 1 : 0;
            table[i + 1] = length;
        }
        return table;
    }

    /** Takes a piece of the body; returns the octets taken, fewer than given when the body is over. */
    public int onBytes(byte[] bytes, int from, int length, long receivedAtNs) {
        for (int i = 0; i < length; i++) {
            if (isLast(bytes[from + i], receivedAtNs)) {
                return i + 1 < length ? i + 1 : length;
            }
        }
        return length;
    }

    private boolean isLast(byte octet, long receivedAtNs) {
        if (state == State.BOUNDARY_LINE) {
            return boundaryLine(octet);
        }
        int matchedBefore = matched;
        while (matched > 0 && octet != delimiter[matched]) {
            matched = fallback[matched];
        }
        matched += octet == delimiter[matched] ? 1 : 0;
        switch (state) {
            case FIELDS -> field(octet, receivedAtNs);
            case DOCUMENT -> document(octet, receivedAtNs);
            case OUTSIDE -> outside(octet, matchedBefore);
            default -> {
                // A picture: nothing to see.
            }
        }
        if (matched == delimiter.length) {
            onBoundary(receivedAtNs);
        }
        return false;
    }

    private void outside(byte octet, int matchedBefore) {
        boolean isLost = matchedBefore > 2 && matched <= matchedBefore;
        boolean isDelimiter =
                !isLost && (matched > 0 || octet == '\r' || octet == '\n' || octet == ' ' || octet == '-');
        if (!isDelimiter && !isInDamage) {
            isInDamage = true;
            faults.count(FrameFault.CAMERA_GARBLED);
        }
    }

    private void onBoundary(long receivedAtNs) {
        if (state == State.DOCUMENT) {
            // The line end in front of a boundary belongs to the boundary.
            documentLength = Math.max(0, documentLength - delimiter.length);
            while (documentLength > 0
                    && (document[documentLength - 1] == '\n' || document[documentLength - 1] == '\r')) {
                documentLength--;
            }
            deliver(receivedAtNs);
        }
        matched = 0;
        lineLength = 0;
        state = State.BOUNDARY_LINE;
    }

    /** What stands behind a boundary on its line: nothing, or two dashes for the last. */
    private boolean boundaryLine(byte octet) {
        if (octet == '\n') {
            boolean isLast = lineLength >= 2 && line[0] == '-' && line[1] == '-';
            begin(isLast ? State.OUTSIDE : State.FIELDS);
            return isLast && endsWithLast;
        }
        if (lineLength < LONGEST_LINE) {
            line[lineLength++] = octet;
        }
        // A last boundary may be the very last thing.
        if (endsWithLast && lineLength == 2 && line[0] == '-' && line[1] == '-') {
            begin(State.OUTSIDE);
            return true;
        }
        return false;
    }

    private void begin(State next) {
        state = next;
        lineLength = 0;
        documentLength = 0;
        toldLength = HttpHead.UNKNOWN_LENGTH;
        isPicture = false;
        isInJson = false;
        json.reset();
    }

    private void field(byte octet, long receivedAtNs) {
        if (octet != '\n') {
            if (lineLength < LONGEST_LINE) {
                line[lineLength++] = octet;
            }
            return;
        }
        String text = new String(line, 0, lineLength, StandardCharsets.ISO_8859_1)
                .trim()
                .toLowerCase(Locale.ROOT);
        lineLength = 0;
        if (text.isEmpty()) {
            state = isPicture ? State.PICTURE : State.DOCUMENT;
            isInDamage = false;
            if (toldLength == 0) {
                deliver(receivedAtNs);
            }
            return;
        }
        String value = text.substring(text.indexOf(':') + 1).trim();
        if (text.startsWith("content-type:")) {
            isPicture = value.startsWith("image/")
                    || value.startsWith("video/")
                    || value.startsWith("audio/")
                    || value.startsWith("application/octet-stream");
        } else if (text.startsWith("content-length:") && value.matches("\\d{1,9}")) {
            toldLength = Long.parseLong(value);
        }
    }

    private void document(byte octet, long receivedAtNs) {
        if (documentLength == LONGEST_DOCUMENT) {
            faults.count(FrameFault.CAMERA_GARBLED);
            state = State.PICTURE;
            return;
        }
        document[documentLength++] = octet;
        boolean isWhole = toldLength == HttpHead.UNKNOWN_LENGTH ? isEnd(octet) : documentLength == toldLength;
        if (isWhole && matched < delimiter.length) {
            deliver(receivedAtNs);
        }
    }

    private boolean isEnd(byte octet) {
        if (document[0] == '<') {
            return octet == '>' && DocumentEnd.isWhole(document, documentLength);
        }
        isInJson |= octet == '{' || octet == '[';
        if (!isInJson) {
            return false;
        }
        JsonScanner.Step step = json.next(octet);
        if (step == JsonScanner.Step.BROKEN) {
            isInJson = false;
            json.reset();
        }
        return step == JsonScanner.Step.DONE;
    }

    private void deliver(long receivedAtNs) {
        state = State.OUTSIDE;
        if (documentLength > 0) {
            handler.onDocument(document, documentLength, receivedAtNs);
        }
    }
}
