package io.roadgate.sensor.transport;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The lines of a file one by one, in place, without allocation.
 *
 * <p>A line longer than the chunk is given cut to it, once; its rest is passed over.
 */
final class LogLines implements Closeable {
    static final int CHUNK_BYTES = 1 << 16;

    private final FileChannel file;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(CHUNK_BYTES);
    private final UnsafeBuffer chunk = new UnsafeBuffer(bytes);
    private int nextAt;
    private int filledTo;
    private int offset;
    private int length;
    private boolean isAtEnd;
    private boolean isSkipping;

    LogLines(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ);
    }

    /** Goes to the next line; false at the end of the file. */
    boolean next() throws IOException {
        int scanAt = nextAt;
        while (true) {
            while (scanAt < filledTo && chunk.getByte(scanAt) != '\n') {
                scanAt++;
            }
            if (scanAt < filledTo) {
                boolean isRest = isSkipping;
                isSkipping = false;
                take(scanAt, scanAt + 1);
                if (!isRest) {
                    return true;
                }
                scanAt = nextAt;
            } else if (isAtEnd) {
                boolean isLast = scanAt > nextAt && !isSkipping;
                take(scanAt, scanAt);
                return isLast;
            } else if (scanAt - nextAt == CHUNK_BYTES) {
                boolean isFirst = !isSkipping;
                isSkipping = true;
                take(scanAt, scanAt);
                if (isFirst) {
                    return true;
                }
            } else {
                scanAt -= nextAt;
                fill();
            }
        }
    }

    private void take(int lineEnd, int next) {
        offset = nextAt;
        length = lineEnd - nextAt;
        nextAt = next;
    }

    private void fill() throws IOException {
        bytes.limit(filledTo).position(nextAt);
        bytes.compact();
        nextAt = 0;
        int count = file.read(bytes);
        isAtEnd = count < 0;
        filledTo = bytes.position();
    }

    DirectBuffer buffer() {
        return chunk;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
