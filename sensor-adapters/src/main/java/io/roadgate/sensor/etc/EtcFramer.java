package io.roadgate.sensor.etc;

import org.agrona.DirectBuffer;

/**
 * Cuts the byte stream of an ETC antenna into frames.
 *
 * <p>At each byte that belongs to no frame yet it asks the framing, or all of them in turn when the dialect is not
 * given, whether a frame begins there. What no framing wants is damage. Nothing but the bytes decides, so that the
 * result is the same however they were cut; and as the search goes on behind the first byte of anything refused, a
 * damaged length never hides the frames it claims to hold.
 *
 * <p>Damage ends where the dialect ends it: at a run of FF with the BCC dialect, at the next good frame with the others.
 * While the dialect is unknown both are kept, and the first good frame decides.
 *
 * <p>Errors: each damaged stretch is told to the listener with the first thing that was wrong.
 *
 * <p>Thread: the ingest agent.
 */
public final class EtcFramer {
    /** Longer than any frame with all its bytes escaped. */
    private static final int CAPACITY = 16_384;

    /** How long a frame told by its length may pause before its bytes are searched for others. */
    static final long SILENCE_NS = 50_000_000L;

    private final EtcListener listener;
    private final EtcEdition edition;
    private final EtcDialect[] dialects;
    private final EtcFraming[] framings;
    private final EtcWindow window = new EtcWindow(CAPACITY);
    private final EtcFrame frame = new EtcFrame();
    private final EtcDamage damage;
    private final boolean isFixed;
    private long windowOffset;
    private long receivedAtNs;

    /**
     * A framer for one stream.
     *
     * @param dialect {@code null} = any, each frame as it comes.
     * @param edition decides where the bytes do not.
     */
    public EtcFramer(EtcDialect dialect, EtcEdition edition, EtcListener listener) {
        this.listener = listener;
        this.edition = edition;
        this.dialects = dialect == null ? EtcDialect.values() : new EtcDialect[] {dialect};
        this.framings = new EtcFraming[dialects.length];
        for (int i = 0; i < dialects.length; i++) {
            framings[i] = dialects[i].newFraming();
        }
        this.isFixed = dialect != null;
        this.damage = new EtcDamage(listener);
        reset();
    }

    /** Takes the next piece of the stream. */
    public void onBytes(DirectBuffer buffer, int offset, int length, long pieceReceivedAtNs) {
        receivedAtNs = pieceReceivedAtNs;
        int taken = 0;
        while (taken < length) {
            makeRoom();
            int count = Math.min(length - taken, CAPACITY - window.to);
            window.bytes.putBytes(window.to, buffer, offset + taken, count);
            window.to += count;
            taken += count;
            advance();
        }
    }

    /** The stream ends here: what was waited for will not come. */
    public void finish() {
        window.isEnd = true;
        advance();
        damage.finish();
        reset();
    }

    /** Time goes on: bytes held for a frame that stopped halfway are searched for others. */
    void onTick(long nowNs) {
        if (window.length() > 0 && nowNs - receivedAtNs >= SILENCE_NS) {
            window.isSilent = true;
            advance();
            window.isSilent = false;
        }
    }

    /** Forgets what it holds; the stream goes on after a gap. */
    void reset() {
        damage.reset(isFixed ? dialects[0] : null);
        windowOffset += window.to;
        window.from = 0;
        window.to = 0;
        window.searchedTo = 0;
        window.isStart = true;
        window.isEnd = false;
    }

    private void makeRoom() {
        if (window.from == 0) {
            return;
        }
        int length = window.length();
        window.bytes.putBytes(0, window.bytes, window.from, length);
        windowOffset += window.from;
        window.searchedTo -= window.from;
        window.from = 0;
        window.to = length;
    }

    private void advance() {
        while (window.from < window.to) {
            int used = probe();
            if (used == EtcWindow.MORE) {
                return;
            }
            if (used == EtcWindow.NONE) {
                damage.onByte(
                        windowOffset + window.from, window.octet(window.from), window.fault, window.delimitedFault);
                used = 1;
            } else {
                damage.onFrame(frame.dialect());
                listener.onEtcFrame(frame, windowOffset + window.frameAt, window.wireLength, receivedAtNs);
            }
            window.from += used;
            window.searchedTo = window.from;
            window.isStart = false;
            window.clearFaults();
        }
    }

    private int probe() {
        for (EtcFraming framing : framings) {
            int used = framing.probe(window, frame, edition);
            if (used != EtcWindow.NONE) {
                return used;
            }
        }
        return EtcWindow.NONE;
    }
}
