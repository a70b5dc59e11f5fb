package io.roadgate.v2x.message;

import io.roadgate.v2x.uper.UperFault;
import io.roadgate.v2x.uper.WireValue;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Decodes and encodes the messages of one set, whose name may come from settings, in a frame of its own that is reused.
 *
 * <p>Errors: codes of {@link UperFault}; a message of another class than asked for is a {@link ClassCastException}, as a
 * bug would be. Strict and keeping what it does not know, as {@link MessageCodec} is.
 *
 * <p>Thread: one per thread.
 */
public final class FrameCodec {
    private final MessageCodec codec = new MessageCodec();
    private final MessageCodecs set;
    private final SetFrame frame;

    FrameCodec(MessageCodecs set, SetFrame frame) {
        this.set = set;
        this.frame = frame;
    }

    /** The set that it speaks. */
    public MessageCodecs set() {
        return set;
    }

    /** The frame: the class {@code MessageFrame} of the set's package. */
    public WireValue frame() {
        return frame.frame();
    }

    /** Replaces the frame by the message in a region of a buffer; returns {@link UperFault#NONE} or a code. */
    public int decode(DirectBuffer buffer, int offset, int lengthBytes) {
        return codec.decode(buffer, offset, lengthBytes, frame.frame());
    }

    /** Writes the frame into a buffer; returns the length in octets, or the negative of a code. */
    public int encode(MutableDirectBuffer buffer, int offset) {
        return codec.encode(frame.frame(), buffer, offset);
    }

    /** Offset of the bit at which the last fault was found, counted from the start of its message. */
    public long faultBit() {
        return codec.faultBit();
    }

    /** What the frame holds; null for nothing, or for a message that this release does not know and keeps as octets. */
    public MessageKind kind() {
        return frame.kind();
    }

    /**
     * The message in the frame, which needs a {@link #kind()}. RSM and SPAT are of one class in all sets; for the others
     * the class is that of the set's package.
     */
    public <T extends WireValue> T message(Class<T> type) {
        return type.cast(frame.message());
    }

    /** Puts a message of a kind that the set has into the frame, and returns it cleared, to be filled. */
    public <T extends WireValue> T use(MessageKind kind, Class<T> type) {
        if (!set.has(kind)) {
            throw new IllegalArgumentException("the set " + set.setName() + " has no " + kind);
        }
        return type.cast(frame.use(kind));
    }
}
