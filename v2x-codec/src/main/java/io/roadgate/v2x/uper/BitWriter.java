package io.roadgate.v2x.uper;

import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes numbers of any width as bits into a buffer.
 *
 * <p>Errors: the first fault is kept with its bit offset; from then on nothing is written. It never writes past the
 * capacity that the buffer had at {@link #wrap}, never throws and never allocates.
 *
 * <p>Source: ITU-T X.691 (02/2021) clauses 11 to 13, unaligned variant.
 */
public final class BitWriter {
    /** Items of a fragment's block (clause 11.9.3.8). */
    static final int BLOCK = 16_384;

    private static final int MOST_BLOCKS = 4;
    private static final MutableDirectBuffer EMPTY = new UnsafeBuffer(new byte[0]);

    private MutableDirectBuffer buffer = EMPTY;
    private int offset;
    private long bit;
    private long limit;
    /** Bits that are not in the buffer yet, from the highest bit on; always less than 64. */
    private long pending;

    private int pendingBits;
    private int fault;
    private long faultBit;

    /** Starts writing at {@code targetOffset}; the rest of the buffer is the room there is. */
    public void wrap(MutableDirectBuffer target, int targetOffset) {
        buffer = target;
        offset = targetOffset;
        bit = 0;
        pending = 0;
        pendingBits = 0;
        fault = UperFault.NONE;
        faultBit = 0;
        limit = (target.capacity() - (long) targetOffset) * 8L;
        if (targetOffset < 0 || limit < 0) {
            fault(UperFault.BOUNDS);
        }
    }

    /** The first fault, or {@link UperFault#NONE}. */
    public int fault() {
        return fault;
    }

    /** Whether there was a fault. */
    public boolean isFaulted() {
        return fault != UperFault.NONE;
    }

    /** Offset of the bit at which the faulty number would have stood; meaningful when there is a fault. */
    public long faultBit() {
        return faultBit;
    }

    /** Offset of the next bit. */
    public long bitOffset() {
        return bit;
    }

    /** Keeps a fault at the current bit unless there is an earlier one, and stops all writing. */
    public void fault(int code) {
        if (fault == UperFault.NONE) {
            fault = code;
            faultBit = bit;
            limit = -1;
        }
    }

    /** Ends a message: pads it with zero bits to a whole octet, at least one, and returns its length in octets. */
    public int finish() {
        if (bit == 0) {
            writeLong(0, 8);
        }
        spill();
        return (int) ((bit + 7) >>> 3);
    }

    /** One bit. */
    public void writeBoolean(boolean value) {
        writeLong(value ? 1 : 0, 1);
    }

    /** The low 0 to 64 bits of a number, whose higher bits must be zero. */
    public void writeLong(long value, int bits) {
        if (bits > limit - bit) {
            fault(UperFault.CAPACITY);
            return;
        }
        bit += bits;
        int free = 64 - pendingBits;
        if (bits < free) {
            pending |= value << (free - bits);
            pendingBits += bits;
            return;
        }
        int rest = bits - free;
        buffer.putLong(byteOffset(bit - rest) - 8, pending | (value >>> rest), ByteOrder.BIG_ENDIAN);
        pending = rest == 0 ? 0 : value << (64 - rest);
        pendingBits = rest;
    }

    private int byteOffset(long ofBit) {
        return offset + (int) (ofBit >>> 3);
    }

    /** A whole number in a range, whose width takes so many bits; RANGE if it is outside. */
    public void writeRange(int value, int lower, int upper, int bits) {
        if (value < lower || value > upper) {
            fault(UperFault.RANGE);
            return;
        }
        writeLong((long) value - lower, bits);
    }

    /** A whole number in a range, whose width takes so many bits; RANGE if it is outside. */
    public void writeRangeLong(long value, long lower, long upper, int bits) {
        if (value < lower || value > upper) {
            fault(UperFault.RANGE);
            return;
        }
        writeLong(value - lower, bits);
    }

    /** A number with an extension marker on its range. */
    public void writeExtensibleRange(long value, long lower, long upper, int bits) {
        boolean isRoot = value >= lower && value <= upper;
        writeBoolean(!isRoot);
        if (isRoot) {
            writeLong(value - lower, bits);
        } else {
            writeUnconstrained(value);
        }
    }

    /** A number with a lower bound only; RANGE if it is below. */
    public void writeSemiConstrained(long value, long lower) {
        if (value < lower) {
            fault(UperFault.RANGE);
            return;
        }
        long above = value - lower;
        int octets = Math.max(1, (64 - Long.numberOfLeadingZeros(above) + 7) >>> 3);
        writeLength(octets);
        writeLong(above, octets * 8);
    }

    /** A number with a lower bound only and an extension marker. */
    public void writeExtensibleSemiConstrained(long value, long lower) {
        writeBoolean(value < lower);
        if (value < lower) {
            writeUnconstrained(value);
        } else {
            writeSemiConstrained(value, lower);
        }
    }

    /** A number with an upper bound only, which the encoding does not use; RANGE if it is above. */
    public void writeAtMost(long value, long upper) {
        if (value > upper) {
            fault(UperFault.RANGE);
            return;
        }
        writeUnconstrained(value);
    }

    /** A number with an upper bound only and an extension marker. */
    public void writeExtensibleAtMost(long value, long upper) {
        writeBoolean(value > upper);
        writeUnconstrained(value);
    }

    /** Any whole number in two's complement, in as few octets as hold it. */
    public void writeUnconstrained(long value) {
        int bits = 65 - Long.numberOfLeadingZeros(value < 0 ? ~value : value);
        int octets = (bits + 7) >>> 3;
        writeLength(octets);
        int unused = 64 - octets * 8;
        writeLong((value << unused) >>> unused, octets * 8);
    }

    /** Index of an enumeration without extension marker. */
    public void writeEnum(int index, int count, int bits) {
        if (index < 0 || index >= count) {
            fault(UperFault.ENUM);
            return;
        }
        writeLong(index, bits);
    }

    /** Index of an extensible enumeration; the additions count on behind the root. */
    public void writeExtensibleEnum(int index, int rootCount, int bits) {
        if (index < 0) {
            fault(UperFault.ENUM);
            return;
        }
        boolean isRoot = index < rootCount;
        writeBoolean(!isRoot);
        if (isRoot) {
            writeLong(index, bits);
        } else {
            writeSmallNumber(index - rootCount);
        }
    }

    /** A count or length in a range that takes so many bits; SIZE if it is outside. */
    public void writeSize(int size, int lower, int upper, int bits) {
        if (size < lower || size > upper) {
            fault(UperFault.SIZE);
            return;
        }
        writeLong(size - lower, bits);
    }

    /** A count or length in the general form, checked against its bounds; otherwise as {@link #writeLength}. */
    public int writeSizeAtLeast(int size, int lower, int upper) {
        if (size < lower || size > upper) {
            fault(UperFault.SIZE);
            return 0;
        }
        return writeLength(size);
    }

    /**
     * A length in the general form (clause 11.9.3.5 on). From 16384 on it counts whole blocks only, as many as may be: when
     * their items are written this must be called again with what is left, even if that is 0.
     *
     * @return how many items it counts
     */
    public int writeLength(int left) {
        if (left < 128) {
            writeLong(left, 8);
            return left;
        }
        if (left < BLOCK) {
            writeLong(0x8000 | left, 16);
            return left;
        }
        int blocks = Math.min(left / BLOCK, MOST_BLOCKS);
        writeLong(0xC0 | blocks, 8);
        return blocks * BLOCK;
    }

    /** Whether a count that {@link #writeLength} returned is of whole blocks, so that another length must follow. */
    public static boolean isBlocks(int counted) {
        return counted >= BLOCK;
    }

    /** A normally small number (clause 11.6). */
    public void writeSmallNumber(int number) {
        if (number < 64) {
            writeLong(number, 7);
        } else {
            writeBoolean(true);
            writeSemiConstrained(number, 0);
        }
    }

    /** The length of a bitmap of additions (clause 11.9.3.4), at least 1; otherwise as {@link #writeLength}. */
    public int writeSmallLength(int length) {
        if (length <= 64) {
            writeLong(length - 1, 7);
            return length;
        }
        writeBoolean(true);
        return writeLength(length);
    }

    /**
     * Starts an open type: what is written until {@link #closeOpenType} becomes its octets.
     *
     * @return what to hand to {@link #closeOpenType}
     */
    public long openType() {
        long start = bit;
        writeLong(0, 8);
        return start;
    }

    /** Ends an open type: pads it to whole octets, at least one, and puts its length before it. */
    public void closeOpenType(long start) {
        long content = bit - start - 8;
        long padded = Math.max(8, (content + 7) & ~7L);
        for (long left = padded - content; left > 0; left -= 8) {
            writeLong(0, (int) Math.min(left, 8));
        }
        int octets = (int) (padded >>> 3);
        int lengthOctets = lengthOctets(octets);
        for (int more = 1; more < lengthOctets; more++) {
            writeLong(0, 8);
        }
        if (isFaulted()) {
            return;
        }
        spill();
        if (octets < 128) {
            patch(start, octets, 8);
        } else {
            spread(start, octets, lengthOctets, true);
            spread(start, octets, lengthOctets, false);
        }
        reload();
    }

    /** How many octets of length stand before and between so many octets. */
    private static int lengthOctets(int octets) {
        int fragments = octets < BLOCK ? 0 : octets / (MOST_BLOCKS * BLOCK);
        int rest = octets - fragments * MOST_BLOCKS * BLOCK;
        fragments += rest >= BLOCK ? 1 : 0;
        return fragments + (rest % BLOCK < 128 ? 1 : 2);
    }

    /**
     * Moves the octets of an open type, which start one octet behind its start, apart to make room for its lengths, or, when
     * all have moved, puts the lengths there.
     */
    private void spread(long start, int octets, int lengthOctets, boolean isMoving) {
        int part = octets - octets % BLOCK;
        int size = octets % BLOCK;
        int shift = lengthOctets - 1;
        while (true) {
            long from = start + 8 + part * 8L;
            boolean isTail = size < BLOCK;
            boolean isShort = size < 128 || !isTail;
            long header = from + shift * 8L - (isShort ? 8 : 16);
            if (isMoving) {
                move(from, size, shift);
            } else {
                patch(header, isTail ? size | (isShort ? 0 : 0x8000) : 0xC0 | (size / BLOCK), isShort ? 8 : 16);
            }
            if (part == 0) {
                return;
            }
            shift -= isShort ? 1 : 2;
            size = part % (MOST_BLOCKS * BLOCK) == 0 ? MOST_BLOCKS * BLOCK : part % (MOST_BLOCKS * BLOCK);
            part -= size;
        }
    }

    /** Moves octets, which need not stand at whole octets of the buffer, up by so many octets. */
    private void move(long from, int size, int shift) {
        int first = byteOffset(from);
        for (int at = byteOffset(from + size * 8L - 1); at >= first && size > 0; at--) {
            buffer.putByte(at + shift, buffer.getByte(at));
        }
    }

    private void patch(long from, long value, int bits) {
        for (int i = 0; i < bits; i++) {
            int at = byteOffset(from + i);
            int mask = 0x80 >>> ((from + i) & 7);
            boolean isSet = ((value >>> (bits - 1 - i)) & 1) != 0;
            int octet = buffer.getByte(at);
            buffer.putByte(at, (byte) (isSet ? octet | mask : octet & ~mask));
        }
    }

    /** Puts all pending bits into the buffer, the last octet filled up with zeros, and keeps them pending. */
    private void spill() {
        int at = byteOffset(bit - pendingBits);
        for (int done = 0; done < pendingBits; done += 8) {
            buffer.putByte(at++, (byte) (pending >>> (56 - done)));
        }
    }

    /** Takes back into the pending bits what belongs there after the buffer was changed. */
    private void reload() {
        int at = byteOffset(bit - pendingBits);
        pending = 0;
        for (int done = 0; done < pendingBits; done += 8) {
            pending |= (buffer.getByte(at++) & 0xFFL) << (56 - done);
        }
    }

    /** Octets from an array. */
    public void writeOctets(byte[] from, int start, int count) {
        int at = start;
        int left = count;
        for (; left >= 4; left -= 4, at += 4) {
            long word = ((from[at] & 0xFFL) << 24)
                    | ((from[at + 1] & 0xFFL) << 16)
                    | ((from[at + 2] & 0xFFL) << 8)
                    | (from[at + 3] & 0xFFL);
            writeLong(word, 32);
        }
        for (; left > 0; left--, at++) {
            writeLong(from[at] & 0xFFL, 8);
        }
    }
}
