package io.roadgate.gateway.scene;

import java.io.IOException;
import java.io.Reader;

/**
 * Lines of a text, in bounded memory: of a line that is too long only its being there is told.
 *
 * <p>A line ends with {@code \n}; a {@code \r} before it is not part of it.
 */
final class BoundedLines {
    private static final int CHUNK = 1 << 14;

    private final Reader in;
    private final int longest;
    private final char[] chunk = new char[CHUNK];
    private StringBuilder line = new StringBuilder();
    private int next;
    private int end;
    private boolean isTooLong;

    BoundedLines(Reader in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next line, without its end; {@code null} after the last. An empty one for a line that {@link #isTooLong}. */
    String next() throws IOException {
        isTooLong = false;
        line.setLength(0);
        boolean hasAny = false;
        while (next < end || fill()) {
            hasAny = true;
            int from = next;
            while (next < end && chunk[next] != '\n') {
                next++;
            }
            keep(from);
            if (next < end) {
                next++;
                return text();
            }
        }
        return hasAny ? text() : null;
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(chunk, 0, CHUNK));
        return end > 0;
    }

    private void keep(int from) {
        if (isTooLong) {
            return;
        }
        if (line.length() + next - from > longest) {
            isTooLong = true;
            line = new StringBuilder(); // gives the room back
        } else {
            line.append(chunk, from, next - from);
        }
    }

    private String text() {
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        return line.toString();
    }

    /** Whether the line that {@link #next} told last was longer than is kept. */
    boolean isTooLong() {
        return isTooLong;
    }
}
