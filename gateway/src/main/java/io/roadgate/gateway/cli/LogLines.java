package io.roadgate.gateway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream as bytes, in a buffer that never grows beyond its limit: the rest of a longer line is dropped. */
final class LogLines {
    private static final int LONGEST = 4096;

    private final InputStream in;
    private final byte[] chunk = new byte[64 * 1024];
    private byte[] line = new byte[LONGEST];
    private int chunkAt;
    private int chunkEnd;
    private int length;
    private boolean isTooLong;

    LogLines(InputStream in) {
        this.in = in;
    }

    /** Takes the next line; false at the end. A last line without a line feed counts. */
    boolean next() throws IOException {
        length = 0;
        isTooLong = false;
        boolean hasAny = false;
        while (true) {
            if (chunkAt == chunkEnd) {
                chunkAt = 0;
                chunkEnd = Math.max(0, in.read(chunk));
                if (chunkEnd == 0) {
                    return hasAny;
                }
            }
            hasAny = true;
            int from = chunkAt;
            while (chunkAt < chunkEnd && chunk[chunkAt] != '\n') {
                chunkAt++;
            }
            append(from, chunkAt);
            if (chunkAt < chunkEnd) {
                chunkAt++;
                return true;
            }
        }
    }

    private void append(int from, int to) {
        int room = Math.min(to - from, LONGEST - length);
        isTooLong |= room < to - from;
        System.arraycopy(chunk, from, line, length, room);
        length += room;
    }

    /** Whether nothing more lies in the buffer: time to show what there is. */
    boolean isDrained() {
        return chunkAt == chunkEnd;
    }

    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    /** Whether the line was longer than any line that means something. */
    boolean isTooLong() {
        return isTooLong;
    }

    /** Passes over a mark of the byte order before the first line. */
    void skipByteOrderMark() {
        if (length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF) {
            line = Arrays.copyOf(Arrays.copyOfRange(line, 3, LONGEST), LONGEST);
            length -= 3;
        }
    }
}
