package io.roadgate.v2x.uper;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads numbers of any width from the bits of a buffer.
 *
 * <p>Errors: the first fault is kept with its bit offset; from then on every read returns 0 and moves nowhere. No read
 * goes past the end, throws or allocates.
 *
 * <p>Source: ITU-T X.691 (02/2021) clauses 11 to 13, unaligned variant.
 */
public final class BitReader {
    private static final DirectBuffer EMPTY = new UnsafeBuffer(new byte[0]);
    /** A window of eight octets starts at most here bits before the number, so that this many bits surely fit. */
    private static final int WINDOW_BITS = 57;

    private static final int ELEMENT_BYTES = 128;

    private DirectBuffer buffer = EMPTY;
    private int offset;
    private int lastWindow;
    private long bit;
    private long limit;
    private int fault;
    private long faultBit;
    private long keptBytes;

    /** Starts reading at the first bit of {@code offset}. A region outside the buffer is the fault BOUNDS. */
    public void wrap(DirectBuffer source, int sourceOffset, int lengthBytes) {
        buffer = source;
        offset = sourceOffset;
        bit = 0;
        fault = UperFault.NONE;
        faultBit = 0;
        limit = lengthBytes * 8L;
        lastWindow = lengthBytes - 8;
        if (sourceOffset < 0 || lengthBytes < 0 || lengthBytes > source.capacity() - sourceOffset) {
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

    /** Offset of the bit at which the faulty number starts; meaningful when there is a fault. */
    public long faultBit() {
        return faultBit;
    }

    /** Offset of the next bit. */
    public long bitOffset() {
        return bit;
    }

    /** Keeps a fault at the current bit unless there is an earlier one, and stops all reading. */
    public void fault(int code) {
        faultAt(code, bit);
    }

    private long faultAt(int code, long at) {
        if (fault == UperFault.NONE) {
            fault = code;
            faultBit = at;
            limit = -1;
        }
        return 0;
    }

    /** Ends a message: nothing but zero bits up to the end of the octet may follow. */
    public void finish() {
        // A value of no bits at all still takes one octet (clause 11.1.3).
        boolean isEmptyValue = bit == 0 && limit == 8;
        if (limit - bit >= 8 && !isEmptyValue) {
            fault(UperFault.TRAILING);
        } else if (limit > bit && readLong((int) (limit - bit)) != 0) {
            fault(UperFault.PADDING);
        }
    }

    /** Whether so many bits are left; if not, the fault is TRUNCATED. For use before memory is taken for them. */
    public boolean require(long bits) {
        if (bits > limit - bit) {
            fault(UperFault.TRUNCATED);
            return false;
        }
        return true;
    }

    /** One bit. */
    public boolean readBoolean() {
        return readLong(1) != 0;
    }

    /** An unsigned number of 0 to 31 bits. */
    public int readInt(int bits) {
        return (int) readLong(bits);
    }

    /** A number of 0 to 64 bits. */
    public long readLong(int bits) {
        if (bits > limit - bit) {
            return faultAt(UperFault.TRUNCATED, bit);
        }
        int window = Math.min((int) (bit >>> 3), lastWindow);
        if (bits > WINDOW_BITS || window < 0 || bits == 0) {
            return readSlowly(bits);
        }
        long word = buffer.getLong(offset + window, ByteOrder.BIG_ENDIAN);
        int skipped = (int) (bit - ((long) window << 3));
        bit += bits;
        return (word << skipped) >>> (64 - bits);
    }

    /** Octet by octet: numbers wider than a window, and messages shorter than one. */
    private long readSlowly(int bits) {
        long value = 0;
        int left = bits;
        while (left > 0) {
            int inOctet = (int) (bit & 7);
            int taken = Math.min(left, 8 - inOctet);
            int octet = buffer.getByte(offset + (int) (bit >>> 3)) & 0xFF;
            value = (value << taken) | ((octet >>> (8 - inOctet - taken)) & ((1 << taken) - 1));
            bit += taken;
            left -= taken;
        }
        return value;
    }

    /** A whole number in a range, whose width takes so many bits; RANGE if it is above the upper bound. */
    public int readRange(int lower, int upper, int bits) {
        return (int) readRangeLong(lower, upper, bits);
    }

    /** A whole number in a range, whose width takes so many bits; RANGE if it is above the upper bound. */
    public long readRangeLong(long lower, long upper, int bits) {
        long start = bit;
        long above = readLong(bits);
        if (Long.compareUnsigned(above, upper - lower) > 0) {
            return faultAt(UperFault.RANGE, start);
        }
        return lower + above;
    }

    /** A number with an extension marker on its range: outside the root it is any whole number. */
    public long readExtensibleRange(long lower, long upper, int bits) {
        return readBoolean() ? readUnconstrained() : readRangeLong(lower, upper, bits);
    }

    /** A number with a lower bound only; RANGE when it does not fit a long. */
    public long readSemiConstrained(long lower) {
        long start = bit;
        int octets = readLength();
        if (octets > 8 || (octets == 0 && !isFaulted())) {
            return faultAt(UperFault.RANGE, start);
        }
        long above = readLong(octets * 8);
        if (above < 0 || lower + above < lower) {
            return faultAt(UperFault.RANGE, start);
        }
        return lower + above;
    }

    /** Any whole number in two's complement; RANGE when it does not fit a long. */
    public long readUnconstrained() {
        long start = bit;
        int octets = readLength();
        if (octets > 8 || (octets == 0 && !isFaulted())) {
            return faultAt(UperFault.RANGE, start);
        }
        int unused = 64 - octets * 8;
        long value = readLong(octets * 8);
        return unused == 64 ? 0 : (value << unused) >> unused;
    }

    /** Index of an enumeration without extension marker. */
    public int readEnum(int count, int bits) {
        long start = bit;
        int index = readInt(bits);
        return index < count ? index : (int) faultAt(UperFault.ENUM, start);
    }

    /** Index of an extensible enumeration; the additions, known or not, count on behind the root. */
    public int readExtensibleEnum(int rootCount, int bits) {
        long start = bit;
        if (!readBoolean()) {
            return readEnum(rootCount, bits);
        }
        int addition = readSmallNumber();
        return addition <= Integer.MAX_VALUE - rootCount ? rootCount + addition : (int) faultAt(UperFault.ENUM, start);
    }

    /** Index of an alternative in the root of a CHOICE. */
    public int readChoice(int count, int bits) {
        long start = bit;
        int index = readInt(bits);
        return index < count ? index : (int) faultAt(UperFault.CHOICE, start);
    }

    /** A count or length in a range that takes so many bits; SIZE if it is above the upper bound. */
    public int readSize(int lower, int upper, int bits) {
        long start = bit;
        long above = readLong(bits);
        return above <= upper - lower ? lower + (int) above : (int) faultAt(UperFault.SIZE, start);
    }

    /** A count or length in the general form, checked against its bounds. */
    public int readSizeAtLeast(int lower, int upper) {
        long start = bit;
        int size = readLength();
        boolean isWithin = size >= lower && size <= upper;
        return isWithin ? size : (int) faultAt(UperFault.SIZE, start);
    }

    /** A length in the general form (clause 11.9.3.5 on): 0 to 16383. */
    public int readLength() {
        if (!readBoolean()) {
            return readInt(7);
        }
        if (!readBoolean()) {
            return readInt(14);
        }
        return (int) faultAt(UperFault.FRAGMENTED, bit);
    }

    /** A normally small number (clause 11.6). */
    public int readSmallNumber() {
        long start = bit;
        if (!readBoolean()) {
            return readInt(6);
        }
        long number = readSemiConstrained(0);
        return number <= Integer.MAX_VALUE ? (int) number : (int) faultAt(UperFault.RANGE, start);
    }

    /** The length of a bitmap of additions (clause 11.9.3.4): at least 1. */
    public int readSmallLength() {
        if (!readBoolean()) {
            return readInt(6) + 1;
        }
        return readSizeAtLeast(1, Integer.MAX_VALUE);
    }

    /**
     * Enters an open type: reading is limited to its octets until {@link #closeOpenType}.
     *
     * @return what to hand to {@link #closeOpenType}
     */
    public long openType() {
        long outerLimit = limit;
        long bits = readLength() * 8L;
        if (require(bits)) {
            limit = bit + bits;
        }
        return outerLimit;
    }

    /** Leaves an open type and skips what was not read of it. */
    public void closeOpenType(long outerLimit) {
        if (!isFaulted()) {
            bit = limit;
            limit = outerLimit;
        }
    }

    /**
     * Notes that a value took memory which it will keep. Each message pays for its own only, but the parts of many
     * hostile ones add up: whoever owns the value looks at {@link #keptBytes()} and releases it in time.
     */
    void countKept(int bytes) {
        keptBytes += bytes;
    }

    /** Notes that a list made an element, which with its parts is taken for {@code ELEMENT_BYTES}. */
    public void countNewElement() {
        keptBytes += ELEMENT_BYTES;
    }

    /** Memory that values took since {@link #forgetKept()}, about. */
    public long keptBytes() {
        return keptBytes;
    }

    /** Starts counting anew, when the value that was read has been released. */
    public void forgetKept() {
        keptBytes = 0;
    }

    /** Octets into an array that has room for them. */
    public void readOctets(byte[] into, int from, int count) {
        if (!require(count * 8L)) {
            return;
        }
        if ((bit & 7) == 0) {
            buffer.getBytes(offset + (int) (bit >>> 3), into, from, count);
            bit += count * 8L;
            return;
        }
        int at = from;
        int left = count;
        for (; left >= 4; left -= 4, at += 4) {
            long word = readLong(32);
            into[at] = (byte) (word >>> 24);
            into[at + 1] = (byte) (word >>> 16);
            into[at + 2] = (byte) (word >>> 8);
            into[at + 3] = (byte) word;
        }
        for (; left > 0; left--, at++) {
            into[at] = (byte) readLong(8);
        }
    }
}
