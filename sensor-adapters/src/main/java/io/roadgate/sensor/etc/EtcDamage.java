package io.roadgate.sensor.etc;

import io.roadgate.sensor.frame.FrameFault;

/**
 * Joins the bytes that belong to no frame into stretches and tells each once.
 *
 * <p>Two views are kept as long as the dialect of the stream is unknown: pieces between runs of FF, and the whole.
 */
final class EtcDamage {
    /** More pieces than this before the first frame are told as they stand. */
    static final int UNDECIDED_PIECES = 256;

    private static final long NOTHING = -1;

    private final EtcListener listener;
    private final long[] pieceAt = new long[UNDECIDED_PIECES];
    private final long[] pieceLength = new long[UNDECIDED_PIECES];
    private final FrameFault[] pieceFault = new FrameFault[UNDECIDED_PIECES];
    private int pieceCount;
    private boolean isDecided;
    private boolean isDelimited;
    private long wholeFrom = NOTHING;
    private FrameFault wholeFault;
    private long from = NOTHING;
    private FrameFault fault;
    private boolean isAllDelimiters;
    private long nextAt;

    EtcDamage(EtcListener listener) {
        this.listener = listener;
    }

    /** Forgets all; {@code null} = a dialect that is not known. */
    void reset(EtcDialect dialect) {
        isDecided = dialect != null;
        isDelimited = dialect == null || dialect.isDelimited();
        pieceCount = 0;
        wholeFrom = NOTHING;
        wholeFault = null;
        from = NOTHING;
        fault = null;
    }

    /** A byte that begins no frame, and what was wrong with what seemed to begin there. */
    void onByte(long at, int octet, FrameFault byLength, FrameFault byDelimiter) {
        FrameFault found = isDelimited ? byDelimiter : byLength;
        if (!isDecided) {
            wholeFrom = wholeFrom == NOTHING ? at : wholeFrom;
            wholeFault = wholeFault == null ? byLength : wholeFault;
        }
        nextAt = at + 1;
        if (isDelimited && octet == EtcBccFraming.DELIMITER) {
            endPiece(at);
        } else if (from == NOTHING) {
            from = at;
            isAllDelimiters = true;
        }
        isAllDelimiters &= octet == EtcBccFraming.DELIMITER;
        fault = fault == null ? found : fault;
    }

    /** A good frame ends the damage before it. */
    void onFrame(EtcDialect dialect) {
        if (dialect.isDelimited() && isAllDelimiters) {
            from = NOTHING;
        }
        endPiece(nextAt);
        if (!isDecided) {
            tellUndecided(dialect.isDelimited());
        }
        isDecided = true;
        isDelimited = dialect.isDelimited();
    }

    /** The stream has ended. */
    void finish() {
        endPiece(nextAt);
        tellUndecided(true);
    }

    private void endPiece(long endAt) {
        if (from != NOTHING) {
            FrameFault known = fault == null ? FrameFault.ETC_GARBLED : fault;
            if (isDecided) {
                listener.onEtcDamage(from, endAt - from, known);
            } else {
                keep(from, endAt - from, known);
            }
        }
        from = NOTHING;
        fault = null;
    }

    private void keep(long at, long length, FrameFault known) {
        if (pieceCount == UNDECIDED_PIECES) {
            tellUndecided(true);
        }
        if (isDecided) {
            listener.onEtcDamage(at, length, known);
            return;
        }
        pieceAt[pieceCount] = at;
        pieceLength[pieceCount] = length;
        pieceFault[pieceCount++] = known;
    }

    private void tellUndecided(boolean inPieces) {
        if (!isDecided && !inPieces && wholeFrom != NOTHING) {
            listener.onEtcDamage(
                    wholeFrom, nextAt - wholeFrom, wholeFault == null ? FrameFault.ETC_GARBLED : wholeFault);
        }
        for (int i = 0; i < pieceCount && inPieces; i++) {
            listener.onEtcDamage(pieceAt[i], pieceLength[i], pieceFault[i]);
        }
        pieceCount = 0;
        isDecided = true;
    }
}
