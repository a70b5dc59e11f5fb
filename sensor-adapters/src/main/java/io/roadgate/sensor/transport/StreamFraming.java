package io.roadgate.sensor.transport;

import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import java.util.List;

/**
 * Whole pieces out of a byte stream, for drivers that want one message at a time.
 *
 * <p>Shape by kind: {@code line}: up to and with the line feed, so that a driver of a bare stream takes it, too;
 * {@code length2}, {@code length4}: unsigned big-endian length of what follows; {@code varint}: that length as a
 * protobuf varint of at most four bytes. Lengths are not part of the piece; empty pieces are passed over.
 *
 * <p>Errors: a piece longer than {@code pieceLimitBytes} counts {@code PIECE_OVERLONG}. A line is skipped up to its end;
 * after a length that cannot be, nothing in the stream can be trusted, and the link is to be closed and opened anew.
 *
 * <p>Thread: the transport's.
 */
final class StreamFraming {
    /** Names of the kinds in the site file; the first is the default. */
    static final List<String> KINDS = List.of("none", "line", "length2", "length4", "varint");

    private static final int VARINT_BYTES_LIMIT = 4;
    private static final int LINE_FEED = '\n';

    private final String kind;
    private final ReceiveRing ring;
    private final FaultSink faults;
    private final byte[] piece;
    private int pieceLength;
    private boolean isSkipping;
    private int prefixBytes;
    private long announced;

    /** A framing at the start of a stream. */
    StreamFraming(String kind, int pieceLimitBytes, ReceiveRing ring, FaultSink faults) {
        this.kind = kind;
        this.ring = ring;
        this.faults = faults;
        this.piece = new byte[pieceLimitBytes];
    }

    /** Whether pieces are messages, not just cuts of a stream. */
    boolean isWhole() {
        return !"none".equals(kind);
    }

    /** A new link: forget half a piece. */
    void reset() {
        pieceLength = 0;
        isSkipping = false;
        prefixBytes = 0;
        announced = 0;
    }

    /** Takes what a read gave; false when the stream is beyond repair. */
    boolean put(byte[] bytes, int length, long receivedAtNs) {
        switch (kind) {
            case "none" -> ring.putStream(bytes, length, receivedAtNs);
            case "line" -> putLines(bytes, length, receivedAtNs);
            default -> {
                return putPrefixed(bytes, length, receivedAtNs);
            }
        }
        return true;
    }

    private void putLines(byte[] bytes, int length, long receivedAtNs) {
        for (int i = 0; i < length; i++) {
            if (pieceLength == piece.length && !isSkipping) {
                isSkipping = true;
                faults.count(FrameFault.PIECE_OVERLONG);
            }
            if (!isSkipping) {
                piece[pieceLength++] = bytes[i];
            }
            if (bytes[i] == LINE_FEED) {
                if (!isSkipping) {
                    ring.putDatagram(piece, pieceLength, receivedAtNs);
                }
                pieceLength = 0;
                isSkipping = false;
            }
        }
    }

    private boolean putPrefixed(byte[] bytes, int length, long receivedAtNs) {
        int at = 0;
        while (at < length) {
            if (!isPrefixDone()) {
                addPrefix(bytes[at++]);
                if (isPrefixDone() && announced > piece.length) {
                    faults.count(FrameFault.PIECE_OVERLONG);
                    return false;
                }
                continue;
            }
            int count = (int) Math.min(announced - pieceLength, length - at);
            System.arraycopy(bytes, at, piece, pieceLength, count);
            at += count;
            pieceLength += count;
            endPiece(receivedAtNs);
        }
        endPiece(receivedAtNs);
        return true;
    }

    private void endPiece(long receivedAtNs) {
        if (isPrefixDone() && pieceLength == announced) {
            if (pieceLength > 0) {
                ring.putDatagram(piece, pieceLength, receivedAtNs);
            }
            reset();
        }
    }

    private boolean isVarint() {
        return "varint".equals(kind);
    }

    private void addPrefix(byte octet) {
        if (isVarint()) {
            announced |= (long) (octet & 0x7F) << (7 * prefixBytes);
            // A fifth byte means a length beyond every limit; so does never ending.
            prefixBytes++;
            if (octet >= 0) {
                prefixBytes = VARINT_BYTES_LIMIT + 1;
            } else if (prefixBytes == VARINT_BYTES_LIMIT) {
                announced = Long.MAX_VALUE;
                prefixBytes = VARINT_BYTES_LIMIT + 1;
            }
        } else {
            announced = (announced << 8) | (octet & 0xFF);
            prefixBytes++;
        }
    }

    private boolean isPrefixDone() {
        return switch (kind) {
            case "length2" -> prefixBytes == 2;
            case "length4" -> prefixBytes == 4;
            default -> prefixBytes > VARINT_BYTES_LIMIT;
        };
    }

    /** Bytes that stand before an outgoing message of this length. */
    int prefixLength(int length) {
        return switch (kind) {
            case "length2" -> 2;
            case "length4" -> 4;
            case "varint" -> Math.max(1, (38 - Integer.numberOfLeadingZeros(length)) / 7);
            default -> 0;
        };
    }

    /** The byte at this place of that prefix. */
    int prefixByte(int length, int index) {
        if (isVarint()) {
            boolean isLast = index == prefixLength(length) - 1;
            return ((length >>> (7 * index)) & 0x7F) | (isLast ? 0 : 0x80);
        }
        return (length >>> (8 * (prefixLength(length) - 1 - index))) & 0xFF;
    }

    /** Whether a message of this length can be told of at all. */
    boolean mayCarry(int length) {
        return !"length2".equals(kind) || length <= 0xFFFF;
    }
}
