package io.roadgate.sensor.radar;

import io.roadgate.sensor.frame.ByteFraming;
import io.roadgate.sensor.frame.ByteWindow;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;

/**
 * Finds the packets of a TI mmWave radar in its stream.
 *
 * <p>A packet begins with the magic word and is as long as it says. A new magic word inside the claimed length means
 * that the packet was cut: it is dropped and the new one begins there. Because the padding is arbitrary, the last bytes
 * of a good packet may be the beginning of the next magic word when padding got lost: they are looked at again.
 *
 * <p>Errors: {@code MMWAVE_GARBLED} once for each stretch outside packets, {@code MMWAVE_MALFORMED} for an impossible
 * length or a section that leaves its packet, {@code MMWAVE_TRUNCATED}, {@code MMWAVE_MISCOUNTED}.
 *
 * <p>Source: radar2.md, section 1, "Frame header", "Old labs" and "Resynchronising".
 */
final class MmWaveFraming implements ByteFraming {
    /** Longer packets are damage. */
    static final int LONGEST_PACKET = 65_536;

    private static final int[] MAGIC = {2, 1, 4, 3, 6, 5, 8, 7};
    private static final int NEED_MORE = 0;
    private static final int ABSURD = -1;
    private static final int NEXT_STAGE = -2;
    private static final int SDK_LENGTH_AT = 12;
    private static final int LONG_RANGE_LENGTH_AT = 20;
    // Bytes of the header after which something can be said of it: always the same, however the stream is cut.
    private static final int[] DECIDED_AT = {16, 24, MmWavePacket.LONG_RANGE_HEADER};
    private static final int LONG_RANGE_CHECK_WORDS = MmWavePacket.LONG_RANGE_HEADER / 2;

    /** Which of the two headers the device sends. */
    enum Profile {
        /** The one that fits. */
        AUTO,
        /** 40 bytes. */
        SDK3,
        /** 52 bytes. */
        LONGRANGE
    }

    /** Takes packets. */
    @FunctionalInterface
    interface PacketHandler {
        /**
         * Called for each packet.
         *
         * @param packet valid only during the call.
         * @param position of its first byte in the stream.
         * @param startedAtNs when its magic word was whole.
         * @param receivedAtNs when its last byte came.
         */
        void onPacket(MmWavePacket packet, long position, long startedAtNs, long receivedAtNs);
    }

    private final Profile profile;
    private final FaultSink faults;
    private final PacketHandler handler;
    private final MmWavePacket packet = new MmWavePacket();
    private boolean isLongRange;
    private boolean isInNoise;
    private boolean hasHead;
    private long headPosition;
    private long headAtNs;
    private long scannedTo;
    private long innocentTo;

    MmWaveFraming(Profile profile, FaultSink faults, PacketHandler handler) {
        this.profile = profile;
        this.faults = faults;
        this.handler = handler;
    }

    @Override
    public int longestBytes() {
        return LONGEST_PACKET;
    }

    /** When the packet began that is still incomplete; {@link Long#MAX_VALUE} when none is. */
    long openSinceNs() {
        return hasHead ? headAtNs : Long.MAX_VALUE;
    }

    /** The open packet will not be completed; the reader must skip a byte next. */
    void abandon() {
        hasHead = false;
        fault(FrameFault.MMWAVE_TRUNCATED);
    }

    /** The stream broke: no packet is open. */
    void reset() {
        hasHead = false;
        isInNoise = false;
    }

    @Override
    public int take(ByteWindow window, long receivedAtNs) {
        int matched = matched(window, 0);
        if (matched < MAGIC.length) {
            return matched == window.length() ? NEED_MORE : skipNoise(window);
        }
        if (!hasHead || headPosition != window.position()) {
            hasHead = true;
            headPosition = window.position();
            headAtNs = receivedAtNs;
            scannedTo = headPosition + 1;
        }
        int claimed = NEXT_STAGE;
        for (int stage = 0; claimed == NEXT_STAGE; stage++) {
            int nextMagic = findMagic(window, Math.min(DECIDED_AT[stage], window.length()));
            if (nextMagic > 0) {
                return restartAt(nextMagic);
            }
            if (window.length() < DECIDED_AT[stage]) {
                return NEED_MORE;
            }
            claimed = claimedLength(window, stage);
        }
        if (claimed == ABSURD) {
            hasHead = false;
            fault(FrameFault.MMWAVE_MALFORMED);
            return 1;
        }
        int nextMagic = findMagic(window, Math.min(claimed, window.length()));
        if (nextMagic > 0) {
            return restartAt(nextMagic);
        }
        return window.length() < claimed ? NEED_MORE : deliver(window, claimed, receivedAtNs);
    }

    private int restartAt(int nextMagic) {
        hasHead = false;
        fault(FrameFault.MMWAVE_TRUNCATED);
        return nextMagic;
    }

    private int deliver(ByteWindow window, int length, long receivedAtNs) {
        hasHead = false;
        if (packet.wrap(window.buffer(), window.offset(), length, isLongRange)) {
            isInNoise = false;
            if (packet.isMiscounted()) {
                faults.count(FrameFault.MMWAVE_MISCOUNTED);
            }
            handler.onPacket(packet, window.position(), headAtNs, receivedAtNs);
        } else {
            fault(FrameFault.MMWAVE_MALFORMED);
        }
        int kept = beginningAtEnd(window, length);
        innocentTo = window.position() + length;
        return length - kept;
    }

    /** Bytes before the next place where a magic word may begin. */
    private int skipNoise(ByteWindow window) {
        hasHead = false;
        int skipped = 1;
        while (skipped < window.length() && !isBeginning(window, skipped, window.length())) {
            skipped++;
        }
        if (window.position() + skipped > innocentTo) {
            if (!isInNoise) {
                faults.count(FrameFault.MMWAVE_GARBLED);
            }
            isInNoise = true;
        }
        return skipped;
    }

    /** What follows belongs to the same damage and is not counted again. */
    private void fault(FrameFault fault) {
        faults.count(fault);
        isInNoise = true;
    }

    private static int matched(ByteWindow window, int from) {
        int matched = 0;
        while (matched < MAGIC.length
                && from + matched < window.length()
                && window.at(from + matched) == MAGIC[matched]) {
            matched++;
        }
        return matched;
    }

    private static boolean isBeginning(ByteWindow window, int from, int end) {
        int matched = matched(window, from);
        return matched == MAGIC.length || (matched > 0 && from + matched >= end);
    }

    private static int beginningAtEnd(ByteWindow window, int length) {
        for (int kept = MAGIC.length - 1; kept > 0; kept--) {
            if (matched(window, length - kept) >= kept) {
                return kept;
            }
        }
        return 0;
    }

    private int findMagic(ByteWindow window, int end) {
        int from = (int) (scannedTo - window.position());
        for (int i = from; i + MAGIC.length <= end; i++) {
            if (window.at(i) == MAGIC[0] && matched(window, i) == MAGIC.length) {
                return i;
            }
        }
        scannedTo = window.position() + Math.max(from, end - MAGIC.length + 1);
        return 0;
    }

    /**
     * Length of the packet by as much of its header as a stage has, {@link #ABSURD}, or {@link #NEXT_STAGE} when more
     * of it must be seen; decides which header it is.
     */
    private int claimedLength(ByteWindow window, int stage) {
        if (stage == 0) {
            long length = window.u32(SDK_LENGTH_AT);
            isLongRange = profile == Profile.LONGRANGE;
            if (!isLongRange && length >= MmWavePacket.SDK_HEADER && length <= LONGEST_PACKET) {
                return (int) length;
            }
            return profile == Profile.SDK3 ? ABSURD : NEXT_STAGE;
        }
        isLongRange = true;
        long length = window.u32(LONG_RANGE_LENGTH_AT);
        if (length < MmWavePacket.LONG_RANGE_HEADER || length > LONGEST_PACKET) {
            return ABSURD;
        }
        if (stage == 1) {
            return NEXT_STAGE;
        }
        return hasGoodCheck(window) ? (int) length : ABSURD;
    }

    /** All words of the header and their complement add up to ones. */
    private static boolean hasGoodCheck(ByteWindow window) {
        int sum = 0;
        for (int i = 0; i < LONG_RANGE_CHECK_WORDS; i++) {
            sum += window.u16(2 * i);
        }
        sum = (sum & 0xFFFF) + (sum >>> 16);
        sum = (sum & 0xFFFF) + (sum >>> 16);
        return sum == 0xFFFF;
    }
}
