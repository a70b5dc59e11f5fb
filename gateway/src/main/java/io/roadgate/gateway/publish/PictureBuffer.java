package io.roadgate.gateway.publish;

import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.TrackStateDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Gathers the track records of one road picture until it is whole.
 *
 * <p>Shape: records (header and block) end to end, all of one length. A record with {@code countInPicture} 0 is an empty
 * picture. A picture of which a record is missing is never whole.
 */
final class PictureBuffer {
    static final int MOST_TRACKS = 1024;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TrackStateDecoder track = new TrackStateDecoder();
    private final UnsafeBuffer records = new UnsafeBuffer(
            new byte[MOST_TRACKS * (MessageHeaderDecoder.ENCODED_LENGTH + TrackStateDecoder.BLOCK_LENGTH)]);
    private int length;
    private int expectedIndex;
    private long atNs;

    /** Adds one; true when the picture is whole. */
    boolean add(DirectBuffer record, int offset, int recordLength) {
        track.wrapAndApplyHeader(record, offset, header);
        if (track.indexInPicture() == 0) {
            length = 0;
            expectedIndex = 0;
            atNs = track.atNs();
        }
        if (track.indexInPicture() != expectedIndex
                || track.atNs() != atNs
                || recordLength > records.capacity() - length) {
            expectedIndex = -1;
            return false;
        }
        records.putBytes(length, record, offset, recordLength);
        length += recordLength;
        expectedIndex++;
        return expectedIndex >= track.countInPicture();
    }

    DirectBuffer records() {
        return records;
    }

    int length() {
        return length;
    }
}
