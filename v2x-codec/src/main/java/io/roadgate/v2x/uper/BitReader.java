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
    /** Items of a fragment's block (clause 11.9.3.8). */
    private static final int BLOCK = 16_384;
    /** How many list elements that take no bits a message may have, so that a few octets cannot claim millions. */
    private static final int MOST_EMPTY_ELEMENTS = 65_536;
    /** How deep a value of a type that contains itself may go. */
    private static final int MOST_DEPTH = 64;
    /** What {@link #openType} returns for one that was put together of fragments, and adds for one of a single octet. */
    private static final long ASSEMBLED = -2;

    private static final long ONE_OCTET = 1L << 62;

    private DirectBuffer buffer = EMPTY;
    private int offset;
    private int lastWindow;
    private long bit;
    private long limit;
    private int fault;
    private long faultBit;
    private long keptBytes;
    private boolean isFragment;
    private int emptyElements;
    private int depth;
    /** The open type that came in fragments and is being read, and those around it. */
    private AssembledOpenType assembled;

    private AssembledOpenType spare;

    /** Starts reading at the first bit of {@code offset}. A region outside the buffer is the fault BOUNDS. */
    public void wrap(DirectBuffer source, int sourceOffset, int lengthBytes) {
        while (assembled != null) {
            leaveAssembled();
        }
        buffer = source;
        offset = sourceOffset;
        bit = 0;
        fault = UperFault.NONE;
        faultBit = 0;
        limit = lengthBytes * 8L;
        lastWindow = lengthBytes - 8;
        emptyElements = 0;
        depth = 0;
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

    /** Where the faulty number starts; inside an open type that came in fragments it is where that starts. */
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
            faultBit = assembled == null ? at : assembled.outermostBit();
            limit = -1;
        }
        return 0;
    }

    /** Ends a message: nothing but zero bits up to the end of the octet, or one octet of an empty value, may follow. */
    public void finish() {
        end(bit == 0 && limit == 8);
    }

    private void end(boolean isEmptyValue) {
        long end = bit;
        if (limit - bit >= 8 && !isEmptyValue) {
            fault(UperFault.TRAILING);
        } else if (limit > bit && readLong((int) (limit - bit)) != 0) {
            faultAt(UperFault.PADDING, end);
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

    /** A number with a lower bound only; RANGE when it does not fit a long. */
    public long readSemiConstrained(long lower) {
        long start = bit;
        int octets = readLength();
        if (octets > 8 || (octets == 0 && !isFaulted())) {
            return faultAt(UperFault.RANGE, start);
        }
        long above = readLong(octets * 8);
        if (Long.compareUnsigned(above, Long.MAX_VALUE - lower) > 0) {
            return faultAt(UperFault.RANGE, start);
        }
        return lower + above;
    }

    /** A number with an upper bound only, which the encoding does not use; RANGE if it is above. */
    public long readAtMost(long upper) {
        long start = bit;
        long value = readUnconstrained();
        return value <= upper ? value : faultAt(UperFault.RANGE, start);
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
        isFragment = false;
        long above = readLong(bits);
        return above <= upper - lower ? lower + (int) above : (int) faultAt(UperFault.SIZE, start);
    }

    /**
     * A count or length in the general form, or the part of it that comes first, checked against its bounds.
     *
     * @param soFar what earlier parts counted
     * @return with what earlier parts counted
     */
    public int readSizeAtLeast(int soFar, int lower, int upper) {
        long start = bit;
        int part = readLength();
        boolean isWithin = part <= upper - soFar && (isFragment || soFar + part >= lower);
        return isWithin ? soFar + part : (int) faultAt(UperFault.SIZE, start);
    }

    /**
     * A length in the general form (clause 11.9.3.5 on): 0 to 16383, or 1 to 4 blocks of 16384, behind whose items another
     * length follows; {@link #hasMoreFragments()} tells which.
     */
    public int readLength() {
        isFragment = false;
        if (!readBoolean()) {
            return readInt(7);
        }
        if (!readBoolean()) {
            return readInt(14);
        }
        long start = bit;
        int blocks = readInt(6);
        if (blocks < 1 || blocks > 4) {
            return (int) faultAt(UperFault.FRAGMENTED, start);
        }
        isFragment = true;
        return blocks * BLOCK;
    }

    /** Whether behind the items that the last length counted another length follows. */
    public boolean hasMoreFragments() {
        return isFragment;
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

    /** The length of a bitmap of additions (clause 11.9.3.4), at least 1; from 16384 on only its first part. */
    public int readSmallLength() {
        isFragment = false;
        if (!readBoolean()) {
            return readInt(6) + 1;
        }
        return readSizeAtLeast(0, 1, Integer.MAX_VALUE);
    }

    /**
     * Enters an open type: reading is limited to its octets until {@link #closeOpenType}.
     *
     * @return what to hand to {@link #closeOpenType}
     */
    public long openType() {
        long start = bit;
        long outerLimit = limit;
        int octets = readLength();
        if (isFragment) {
            return openAssembled(octets, start);
        }
        if (octets == 0) {
            // Even a value without bits is one octet there (clause 11.1.3).
            faultAt(UperFault.SIZE, start);
        }
        long bits = octets * 8L;
        if (require(bits)) {
            limit = bit + bits;
        }
        return octets == 1 ? outerLimit | ONE_OCTET : outerLimit;
    }

    /** Leaves an open type, in which as in a message nothing but zero bits up to the end of the octet may follow. */
    public void closeOpenType(long opened) {
        boolean isAssembled = opened == ASSEMBLED;
        end(!isAssembled && (opened & ONE_OCTET) != 0 && limit - bit == 8);
        if (isAssembled && !isFaulted()) {
            leaveAssembled();
        } else if (!isFaulted()) {
            limit = opened & ~ONE_OCTET;
        }
    }

    /** Puts the fragments of an open type together and goes on reading there. */
    private long openAssembled(int firstOctets, long start) {
        AssembledOpenType next = spare == null ? new AssembledOpenType() : spare;
        int octets = firstOctets;
        int at = 0;
        while (require(octets * 8L)) {
            countKept(next.reserve(at + octets));
            readOctets(next.octets, at, octets);
            at += octets;
            if (!isFragment) {
                break;
            }
            octets = readLength();
        }
        if (isFaulted()) {
            return ASSEMBLED;
        }
        spare = null;
        next.around = assembled;
        next.outerBuffer = buffer;
        next.outerOffset = offset;
        next.outerLastWindow = lastWindow;
        next.outerBit = bit;
        next.outerLimit = limit;
        next.startBit = start;
        assembled = next;
        buffer = next.view();
        offset = 0;
        bit = 0;
        limit = at * 8L;
        lastWindow = at - 8;
        return ASSEMBLED;
    }

    private void leaveAssembled() {
        AssembledOpenType left = assembled;
        assembled = left.around;
        buffer = left.outerBuffer;
        offset = left.outerOffset;
        lastWindow = left.outerLastWindow;
        bit = left.outerBit;
        limit = left.outerLimit;
        left.outerBuffer = EMPTY;
        spare = left;
    }

    /** Enters a value of a type that can contain itself; DEPTH when it goes too deep. */
    public void enterRecursion() {
        if (++depth > MOST_DEPTH) {
            fault(UperFault.DEPTH);
        }
    }

    /** Leaves what {@link #enterRecursion} entered. */
    public void leaveRecursion() {
        depth--;
    }

    /** Notes that a list is about to hold so many elements that take no bits; SIZE when a message has too many of them. */
    public void countEmptyElements(int count) {
        emptyElements += Math.min(count, MOST_EMPTY_ELEMENTS + 1);
        if (emptyElements > MOST_EMPTY_ELEMENTS) {
            emptyElements = MOST_EMPTY_ELEMENTS;
            fault(UperFault.SIZE);
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
        spare = null;
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
