package io.roadgate.v2x.uper;

import io.roadgate.v2x.jer.JerReader;
import io.roadgate.v2x.jer.JerWriter;
import java.util.Arrays;

/**
 * A reusable BIT STRING whose length may vary; those of one length up to 64 are plain numbers in their messages.
 *
 * <p>Shape: bit 0 is the first on the wire, the highest of the first octet.
 *
 * <p>Source: ITU-T X.691 (02/2021) clause 16; trailing zero bits are kept as they come.
 */
public final class BitString implements WireValue {
    private static final int SMALL = 8;

    private final WireSize size;
    private byte[] octets = new byte[SMALL];
    private int length;

    /** Zeros in the smallest length that the type has. */
    public BitString(int lower, int upper, boolean isExtensible) {
        size = new WireSize(lower, upper, isExtensible);
        clear();
    }

    /** Number of bits. */
    public int length() {
        return length;
    }

    /** Whether a bit is set; false outside the string. */
    public boolean isSet(int bit) {
        return bit >= 0 && bit < length && (octets[bit >>> 3] & (0x80 >>> (bit & 7))) != 0;
    }

    /** Sets or clears a bit within the length; false and no change outside it. */
    public boolean set(int bit, boolean isSet) {
        if (bit < 0 || bit >= length) {
            return false;
        }
        int mask = 0x80 >>> (bit & 7);
        int octet = octets[bit >>> 3];
        octets[bit >>> 3] = (byte) (isSet ? octet | mask : octet & ~mask);
        return true;
    }

    /** Sets a bit within the length. */
    public boolean set(int bit) {
        return set(bit, true);
    }

    /** Changes the length, keeping the bits that remain and adding zeros; false if the type does not allow it. */
    public boolean length(int bits) {
        if (bits < 0 || bits > size.largest()) {
            return false;
        }
        reserve(bits);
        for (int bit = length; bit < bits; bit++) {
            octets[bit >>> 3] &= (byte) ~(0x80 >>> (bit & 7));
        }
        length = bits;
        return true;
    }

    /** All zeros, in the largest length of the root: its named bits can be set at once. */
    @Override
    public void clear() {
        length = size.upper() == WireSize.UNBOUNDED ? size.lower() : size.upper();
        reserve(length);
        Arrays.fill(octets, (byte) 0);
    }

    @Override
    public void release() {
        octets = new byte[SMALL];
        clear();
    }

    private void reserve(int bits) {
        int needed = (bits + 7) >>> 3;
        if (needed > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(needed, 2 * octets.length));
        }
    }

    @Override
    public void decode(BitReader in) {
        length = 0;
        readUpTo(in, size.read(in));
        while (in.hasMoreFragments() && !in.isFaulted()) {
            readUpTo(in, size.readMore(in, length));
        }
    }

    /** Reads up to a count of bits; what was read before ends at a whole octet, as all parts but the last do. */
    private void readUpTo(BitReader in, int count) {
        if (!in.require(count - length)) {
            return;
        }
        int before = octets.length;
        reserve(count);
        in.countKept(octets.length - before);
        int whole = count >>> 3;
        in.readOctets(octets, length >>> 3, whole - (length >>> 3));
        int rest = count & 7;
        if (rest > 0) {
            octets[whole] = (byte) (in.readInt(rest) << (8 - rest));
        }
        length = count;
    }

    @Override
    public void encode(BitWriter out) {
        boolean isMore = size.isFragmented(length);
        int done = 0;
        int part = size.write(out, length);
        writeBits(out, 0, part);
        while (isMore && !out.isFaulted()) {
            done += part;
            part = out.writeLength(length - done);
            writeBits(out, done, part);
            isMore = BitWriter.isBlocks(part);
        }
    }

    /** Writes bits from one that starts an octet. */
    private void writeBits(BitWriter out, int from, int count) {
        int whole = count >>> 3;
        out.writeOctets(octets, from >>> 3, whole);
        int rest = count & 7;
        if (rest > 0) {
            out.writeLong((octets[(from >>> 3) + whole] & 0xFF) >>> (8 - rest), rest);
        }
    }

    @Override
    public void writeJer(JerWriter out) {
        int rest = length & 7;
        if (rest > 0) {
            octets[length >>> 3] &= (byte) (0xFF << (8 - rest));
        }
        out.bits(octets, length);
    }

    @Override
    public void readJer(JerReader in) {
        byte[] read = in.readBits();
        if (!length(in.bitCount())) {
            throw in.fault("too many bits");
        }
        System.arraycopy(read, 0, octets, 0, (length + 7) >>> 3);
    }
}
