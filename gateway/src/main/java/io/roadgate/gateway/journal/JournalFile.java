package io.roadgate.gateway.journal;

import static io.roadgate.gateway.journal.JournalFrame.CRC_OFFSET;
import static io.roadgate.gateway.journal.JournalFrame.DOCUMENT_HEADER_BYTES;
import static io.roadgate.gateway.journal.JournalFrame.LENGTH_OFFSET;
import static io.roadgate.gateway.journal.JournalFrame.MAX_PAYLOAD_BYTES;
import static io.roadgate.gateway.journal.JournalFrame.PAYLOAD_OFFSET;
import static io.roadgate.gateway.journal.JournalFrame.SEQUENCE_OFFSET;
import static io.roadgate.gateway.journal.JournalFrame.TEMPLATE_ID_OFFSET;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One file of a journal, read through a moving window; knows a good frame from everything else.
 *
 * <p>Errors: nothing in a file makes it throw. It reads up to the size that the file had when it was opened.
 */
final class JournalFile implements AutoCloseable {
    private static final long WINDOW_BYTES = 256L << 20;
    /** Room behind the position, so that a search backwards does not map anew for each step. */
    private static final long BEHIND_BYTES = 16L << 20;

    private static final int ALIGNMENT_MASK = DOCUMENT_HEADER_BYTES - 1;

    private final FileChannel channel;
    private final long sizeBytes;
    private final CRC32C crc = new CRC32C();
    private final UnsafeBuffer window = new UnsafeBuffer(0, 0);
    private MappedByteBuffer mapped;
    private ByteBuffer crcView;
    private long windowStart;
    private int payloadOffset;
    private int payloadBytes;
    private long sequence;
    private int templateId;

    JournalFile(Path path) throws IOException {
        channel = FileChannel.open(path, StandardOpenOption.READ);
        sizeBytes = channel.size();
    }

    /** The document header at a position; 0, as where nothing was written, past the end. */
    int header(long position) throws IOException {
        return holds(position, DOCUMENT_HEADER_BYTES)
                ? window.getInt(seek(position, DOCUMENT_HEADER_BYTES), ByteOrder.LITTLE_ENDIAN)
                : 0;
    }

    /** Whether the file is long enough. */
    boolean holds(long position, long lengthBytes) {
        return position >= 0 && position + lengthBytes <= sizeBytes;
    }

    /** Whether a whole, undamaged record lies at this position; if so, the accessors below tell it. */
    boolean isFrame(long position) throws IOException {
        int documentBytes = header(position);
        if (documentBytes < PAYLOAD_OFFSET || documentBytes > MAX_PAYLOAD_BYTES + PAYLOAD_OFFSET + ALIGNMENT_MASK) {
            return false;
        }
        if ((documentBytes & ~JournalFrame.LENGTH_MASK) != 0
                || !holds(position, (long) DOCUMENT_HEADER_BYTES + documentBytes)) {
            return false;
        }
        int document = seek(position, DOCUMENT_HEADER_BYTES + documentBytes) + DOCUMENT_HEADER_BYTES;
        int lengthBytes = window.getInt(document + LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN);
        int paddingBytes = documentBytes - PAYLOAD_OFFSET - lengthBytes;
        if (lengthBytes < 0 || paddingBytes < 0 || paddingBytes > ALIGNMENT_MASK) {
            return false;
        }
        if (window.getInt(document + CRC_OFFSET, ByteOrder.LITTLE_ENDIAN) != crc32c(document, lengthBytes)) {
            return false;
        }
        sequence = window.getLong(document + SEQUENCE_OFFSET, ByteOrder.LITTLE_ENDIAN);
        templateId = window.getInt(document + TEMPLATE_ID_OFFSET, ByteOrder.LITTLE_ENDIAN);
        payloadOffset = document + PAYLOAD_OFFSET;
        payloadBytes = lengthBytes;
        return true;
    }

    /** The position of the first good frame at or after one, with a sequence above the given one; -1 when there is none. */
    long nextFrame(long position, long aboveSequence) throws IOException {
        for (long at = (position + ALIGNMENT_MASK) & ~ALIGNMENT_MASK; at < sizeBytes; at += DOCUMENT_HEADER_BYTES) {
            if (isFrame(at) && sequence > aboveSequence) {
                return at;
            }
        }
        return -1;
    }

    /** The position of the last good frame; -1 when there is none. */
    long lastFrame() throws IOException {
        for (long at = sizeBytes & ~ALIGNMENT_MASK; at >= 0; at -= DOCUMENT_HEADER_BYTES) {
            if (isFrame(at)) {
                return at;
            }
        }
        return -1;
    }

    /** Of the last good frame. */
    long sequence() {
        return sequence;
    }

    /** Of the last good frame. */
    int templateId() {
        return templateId;
    }

    /** Holds the payload of the last good frame until the next call. */
    DirectBuffer buffer() {
        return window;
    }

    /** Where the payload of the last good frame starts. */
    int payloadOffset() {
        return payloadOffset;
    }

    /** How long the payload of the last good frame is. */
    int payloadBytes() {
        return payloadBytes;
    }

    @Override
    public void close() throws IOException {
        unmap();
        channel.close();
    }

    private int crc32c(int document, int lengthBytes) {
        crc.reset();
        crcView.limit(document + PAYLOAD_OFFSET + lengthBytes).position(document + LENGTH_OFFSET);
        crc.update(crcView);
        return (int) crc.getValue();
    }

    private int seek(long position, int lengthBytes) throws IOException {
        if (position < windowStart || position + lengthBytes > windowStart + window.capacity()) {
            unmap();
            windowStart = Math.max(0, position - BEHIND_BYTES) & ~4095L;
            long windowBytes = Math.min(WINDOW_BYTES, sizeBytes - windowStart);
            mapped = channel.map(FileChannel.MapMode.READ_ONLY, windowStart, windowBytes);
            crcView = mapped.duplicate();
            window.wrap(mapped);
        }
        return (int) (position - windowStart);
    }

    private void unmap() {
        if (mapped != null) {
            window.wrap(0, 0);
            IoUtil.unmap(mapped);
            mapped = null;
            crcView = null;
        }
    }
}
