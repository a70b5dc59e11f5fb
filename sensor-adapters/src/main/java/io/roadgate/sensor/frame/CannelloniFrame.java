package io.roadgate.sensor.frame;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * One CAN frame as cannelloni writes it, in datagrams and streams alike.
 *
 * <p>Shape, big-endian: uint32 identifier with Linux's three flags on top, uint8 length whose bit 7 says FD, uint8 FD
 * flags (FD only), then the data; a remote frame has a length and no data.
 *
 * <p>Source: cannelloni, doc/udp_format.md and doc/tcp_protocol.md (github.com/mguentner/cannelloni).
 */
final class CannelloniFrame {
    /** Says that more bytes are needed. */
    static final int UNFINISHED = 0;

    /** Says that these bytes are no frame. */
    static final int MALFORMED = -1;

    /** Identifier, length, FD flags and data of the longest. */
    static final int LONGEST_BYTES = 4 + 1 + 1 + CanFrame.LONGEST;

    private static final int HEAD_BYTES = 5;
    private static final int FD = 0x80;

    private CannelloniFrame() {}

    /**
     * Reads one frame.
     *
     * @return bytes that it took, {@link #UNFINISHED} or {@link #MALFORMED}.
     */
    static int read(DirectBuffer buffer, int offset, int available, CanFrame frame) {
        if (available < HEAD_BYTES) {
            return UNFINISHED;
        }
        int word = buffer.getInt(offset, ByteOrder.BIG_ENDIAN);
        int lengthByte = buffer.getByte(offset + Integer.BYTES) & 0xFF;
        boolean isFd = (lengthByte & FD) != 0;
        int length = lengthByte & ~FD;
        if (!isPossible(word, length, isFd)) {
            return MALFORMED;
        }
        boolean isRemote = (word & SocketCanReader.REMOTE) != 0;
        int dataAt = HEAD_BYTES + (isFd ? 1 : 0);
        int size = dataAt + (isRemote ? 0 : length);
        if (available < size) {
            return UNFINISHED;
        }
        int id = word & CanFrame.EXTENDED_ID_MAX;
        if ((word & SocketCanReader.ERROR) != 0) {
            frame.resetError(id, length);
        } else {
            frame.reset(id, (word & SocketCanReader.EXTENDED) != 0, isFd, isRemote, length);
        }
        if (isFd) {
            int flags = buffer.getByte(offset + HEAD_BYTES);
            frame.flags((flags & SocketCanReader.RATE_SWITCHED) != 0, (flags & SocketCanReader.SENDER_PASSIVE) != 0);
        }
        if (!isRemote) {
            frame.putData(buffer, offset + dataAt);
        }
        return size;
    }

    private static boolean isPossible(int word, int length, boolean isFd) {
        boolean isError = (word & SocketCanReader.ERROR) != 0;
        boolean isRemote = (word & SocketCanReader.REMOTE) != 0;
        boolean isShort = (word & SocketCanReader.EXTENDED) == 0 && !isError;
        return length <= (isFd ? CanFrame.LONGEST : CanFrame.LONGEST_CLASSIC)
                && !(isRemote && (isFd || isError))
                && !(isError && isFd)
                && !(isShort && (word & CanFrame.EXTENDED_ID_MAX) > CanFrame.STANDARD_ID_MAX);
    }

    /** Writes one frame; returns the bytes it took. */
    static int write(CanFrame frame, MutableDirectBuffer out, int offset) {
        int at = offset;
        out.putInt(at, SocketCanWriter.word(frame), ByteOrder.BIG_ENDIAN);
        at += Integer.BYTES;
        out.putByte(at++, (byte) (frame.length() | (frame.isFd() ? FD : 0)));
        if (frame.isFd()) {
            int flags = (frame.isRateSwitched() ? SocketCanReader.RATE_SWITCHED : 0)
                    | (frame.isSenderPassive() ? SocketCanReader.SENDER_PASSIVE : 0);
            out.putByte(at++, (byte) flags);
        }
        return at + frame.getData(out, at) - offset;
    }
}
