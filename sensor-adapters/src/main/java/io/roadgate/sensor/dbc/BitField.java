package io.roadgate.sensor.dbc;

import io.roadgate.sensor.frame.CanFrame;
import java.math.BigInteger;

/**
 * The place of a signal in a frame, prepared so that reading it is one load, one shift and one mask.
 *
 * <p>Start bits as in a DBC: bit 7 of a byte is its highest, bit 8 the lowest of the second byte. Intel (little-endian)
 * signals start at their lowest bit and grow upwards; Motorola (big-endian) ones start at their highest bit and run
 * downwards through bit 0 into bit 7 of the next byte. A signal that is not aligned may touch nine bytes: its ninth is
 * loaded apart.
 */
final class BitField {
    /** Bits that say how far a word is moved: Java takes no more of a shift's right side. */
    static final int SHIFT_BITS = 6;

    private static final int LAST_LOAD = CanFrame.LONGEST - Long.BYTES;

    private final boolean isBigEndian;
    private final boolean isSigned;
    private final int lengthBits;
    private final int firstByte;
    private final int lastByte;
    private final int loadByte;
    private final int shift;
    private final int ninthShift;
    private final long mask;
    private final int signShift;

    BitField(int startBit, int lengthBits, boolean isBigEndian, boolean isSigned) {
        this.isBigEndian = isBigEndian;
        this.isSigned = isSigned;
        this.lengthBits = lengthBits;
        int firstBit = isBigEndian ? sequential(startBit) : startBit;
        this.firstByte = firstBit / Byte.SIZE;
        this.lastByte = (firstBit + lengthBits - 1) / Byte.SIZE;
        this.loadByte = Math.min(firstByte, LAST_LOAD);
        int bitsBefore = firstBit - loadByte * Byte.SIZE;
        boolean hasNinth = lastByte - firstByte == Long.BYTES;
        int bitsBehind = Long.SIZE - bitsBefore - lengthBits;
        this.shift = isBigEndian ? Math.max(0, bitsBehind) : bitsBefore;
        // Motorola: how many bits the word is moved up for those of the ninth byte; Intel: where its bits go.
        this.ninthShift = !hasNinth ? 0 : isBigEndian ? -bitsBehind : Long.SIZE - bitsBefore;
        this.mask = lengthBits >= Long.SIZE ? -1L : (1L << lengthBits) - 1;
        this.signShift = isSigned ? Math.max(0, Long.SIZE - lengthBits) : 0;
    }

    /** Place counted from the first bit on the wire, for a Motorola start bit. */
    static int sequential(int startBit) {
        return startBit / Byte.SIZE * Byte.SIZE + (Byte.SIZE - 1 - startBit % Byte.SIZE);
    }

    /** Bytes that a frame must have for the signal to lie wholly inside. */
    int neededBytes() {
        return lastByte + 1;
    }

    /** Whether it lies in the first eight bytes. */
    boolean isInWord() {
        return lastByte < Long.BYTES;
    }

    boolean isBigEndian() {
        return isBigEndian;
    }

    /**
     * How it is cut out of the first eight bytes, taken as one word of its byte order: moved up by the lowest six bits, then
     * down by the next six, its sign drawn along.
     */
    int cutInWord() {
        int below = shift + (isBigEndian ? -1 : 1) * loadByte * Byte.SIZE;
        int up = Long.SIZE - below - lengthBits;
        int down = Long.SIZE - lengthBits;
        return down << SHIFT_BITS | up;
    }

    /** What of it counts after {@link #cutInWord}. */
    long maskInWord() {
        return isSigned ? -1L : mask;
    }

    /** More than 64 bits: only {@link #wide} reads it. */
    boolean isWide() {
        return lengthBits > Long.SIZE;
    }

    /** The signal, sign-extended; garbage when the frame is shorter than {@link #neededBytes()}. */
    long read(CanFrame frame) {
        long word = isBigEndian ? frame.bigEndianAt(loadByte) : frame.littleEndianAt(loadByte);
        long bits = word >>> shift;
        if (ninthShift > 0) {
            long ninth = frame.at(firstByte + Long.BYTES);
            bits = isBigEndian
                    ? (word << ninthShift) | (ninth >>> (Byte.SIZE - ninthShift))
                    : bits | (ninth << ninthShift);
        }
        return ((bits & mask) << signShift) >> signShift;
    }

    /** A signal of any length; allocates. */
    BigInteger wide(CanFrame frame, int startBit) {
        BigInteger value = BigInteger.ZERO;
        int bit = startBit;
        for (int i = 0; i < lengthBits; i++) {
            int isSet = (frame.at(bit / Byte.SIZE) >> (bit % Byte.SIZE)) & 1;
            if (isBigEndian) {
                value = value.shiftLeft(1).add(BigInteger.valueOf(isSet));
                bit = bit % Byte.SIZE == 0 ? bit + 2 * Byte.SIZE - 1 : bit - 1;
            } else {
                value = isSet == 1 ? value.setBit(i) : value;
                bit++;
            }
        }
        return isSigned && value.testBit(lengthBits - 1) ? value.subtract(BigInteger.ONE.shiftLeft(lengthBits)) : value;
    }
}
