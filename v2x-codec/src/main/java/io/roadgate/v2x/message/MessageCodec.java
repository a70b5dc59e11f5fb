package io.roadgate.v2x.message;

import io.roadgate.v2x.uper.BitReader;
import io.roadgate.v2x.uper.BitWriter;
import io.roadgate.v2x.uper.UperFault;
import io.roadgate.v2x.uper.WireValue;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Decodes and encodes whole messages, reusing all its memory.
 *
 * <p>A {@link io.roadgate.v2x.dayone.MessageFrame} is what goes on the air; any other generated type works the same way.
 * Strict: octets behind the message, numbers and lengths outside their bounds and padding bits that are not zero are
 * refused, on encode as on decode. Unknown additions, alternatives and enumeration items of newer releases are kept.
 *
 * <p>Errors: codes of {@link UperFault}, with {@link #faultBit()}. Nothing throws.
 *
 * <p>Thread: one codec and one frame per thread.
 *
 * <p>Source: ITU-T X.691 (02/2021), basic unaligned PER; padding as in its clause 11.1.
 */
public final class MessageCodec {
    /** Far above what a real message needs; see {@link #decode}. */
    private static final long MOST_KEPT_BYTES = 16L << 20;

    private final BitReader in = new BitReader();
    private final BitWriter out = new BitWriter();
    private long faultBit;

    /**
     * Replaces the value of a frame by the message in a region of a buffer.
     * <p>Memory that a frame grew is kept for the next message. When hostile messages have made it grow beyond a bound,
     * no single one of which needs to be large, it is released and starts to grow anew.
     *
     * @return {@link UperFault#NONE}, or a code; the frame is then cleared, so that no part of a bad message gets on
     */
    public int decode(DirectBuffer buffer, int offset, int lengthBytes, WireValue frame) {
        if (in.keptBytes() > MOST_KEPT_BYTES) {
            frame.release();
            in.forgetKept();
        }
        in.wrap(buffer, offset, lengthBytes);
        frame.decode(in);
        in.finish();
        if (in.isFaulted()) {
            faultBit = in.faultBit();
            frame.clear();
        }
        return in.fault();
    }

    /**
     * Writes a frame into a buffer, whose capacity it needs not fill and does not change.
     *
     * @return the length in octets, or the negative of a code; what the buffer holds behind the offset is then undefined
     */
    public int encode(WireValue frame, MutableDirectBuffer buffer, int offset) {
        out.wrap(buffer, offset);
        frame.encode(out);
        int lengthBytes = out.finish();
        if (out.isFaulted()) {
            faultBit = out.faultBit();
            return -out.fault();
        }
        return lengthBytes;
    }

    /** Offset of the bit at which the last fault was found, counted from the start of its message. */
    public long faultBit() {
        return faultBit;
    }
}
