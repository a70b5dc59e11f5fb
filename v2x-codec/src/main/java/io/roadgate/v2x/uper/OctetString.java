package io.roadgate.v2x.uper;

import io.roadgate.v2x.jer.JerReader;
import io.roadgate.v2x.jer.JerWriter;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A reusable OCTET STRING.
 *
 * <p>Shape: its array grows to what a message really holds, never to what a length merely claims, and is kept.
 *
 * <p>Errors: setters return false and change nothing when the octets are more than the type allows.
 *
 * <p>Source: ITU-T X.691 (02/2021) clause 17.
 */
public final class OctetString implements WireValue {
    private static final int SMALL = 16;

    private final WireSize size;
    private byte[] octets;
    private int length;

    /** An empty string with the size bounds of its type. */
    public OctetString(int lower, int upper, boolean isExtensible) {
        size = new WireSize(lower, upper, isExtensible);
        octets = new byte[Math.min(upper, SMALL)];
        clear();
    }

    /** Number of octets. */
    public int length() {
        return length;
    }

    /** An octet, 0 to 255; 0 outside the string. */
    public int byteAt(int index) {
        return index >= 0 && index < length ? octets[index] & 0xFF : 0;
    }

    /** Replaces all octets by a part of a buffer. */
    public boolean set(DirectBuffer source, int offset, int lengthBytes) {
        if (!reserve(lengthBytes)) {
            return false;
        }
        source.getBytes(offset, octets, 0, lengthBytes);
        length = lengthBytes;
        return true;
    }

    /** Replaces all octets by those of an array. */
    public boolean set(byte[] source) {
        if (!reserve(source.length)) {
            return false;
        }
        System.arraycopy(source, 0, octets, 0, source.length);
        length = source.length;
        return true;
    }

    /** Whether it is these octets. */
    public boolean contentEquals(byte[] other) {
        return Arrays.equals(octets, 0, length, other, 0, other.length);
    }

    /** Copies all octets into a buffer, which must have room, and returns their number. */
    public int copyTo(MutableDirectBuffer target, int offset) {
        target.putBytes(offset, octets, 0, length);
        return length;
    }

    /** A new array of all octets; for tools and tests, as it allocates. */
    public byte[] toByteArray() {
        return Arrays.copyOf(octets, length);
    }

    /** The first eight octets as a number, highest first; a shorter string counts as if zeros stood before it. */
    public long idAsLong() {
        long id = 0;
        for (int i = 0; i < length && i < 8; i++) {
            id = (id << 8) | (octets[i] & 0xFF);
        }
        return id;
    }

    /** Replaces all octets by the eight of a number, highest first. */
    public boolean idAsLong(long id) {
        if (!reserve(8)) {
            return false;
        }
        for (int i = 0; i < 8; i++) {
            octets[i] = (byte) (id >>> (56 - 8 * i));
        }
        length = 8;
        return true;
    }

    /** Empty, or zeros where the type has one length only. */
    @Override
    public void clear() {
        length = 0;
        if (size.lower() == size.largest() && reserve(size.lower())) {
            length = size.lower();
            Arrays.fill(octets, 0, length, (byte) 0);
        }
    }

    @Override
    public void release() {
        octets = new byte[Math.min(size.upper(), SMALL)];
        clear();
    }

    private boolean reserve(int count) {
        if (count < 0 || count > size.largest()) {
            return false;
        }
        if (count > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(count, Math.min(size.upper(), 2 * octets.length)));
        }
        return true;
    }

    @Override
    public void decode(BitReader in) {
        length = 0;
        readUpTo(in, size.read(in));
        while (in.hasMoreFragments() && !in.isFaulted()) {
            readUpTo(in, size.readMore(in, length));
        }
    }

    @Override
    public void encode(BitWriter out) {
        int part = size.write(out, length);
        writeParts(out, part, size.isFragmented(length));
    }

    /** The octets of an open type, whose length stands before them. */
    void decodeOpen(BitReader in) {
        length = 0;
        readUpTo(in, in.readLength());
        while (in.hasMoreFragments() && !in.isFaulted()) {
            readUpTo(in, in.readSizeAtLeast(length, 0, WireSize.UNBOUNDED));
        }
    }

    void encodeOpen(BitWriter out) {
        int part = out.writeLength(length);
        writeParts(out, part, BitWriter.isBlocks(part));
    }

    private void readUpTo(BitReader in, int count) {
        int before = octets.length;
        if (in.require((count - length) * 8L) && reserve(count)) {
            in.countKept(octets.length - before);
            in.readOctets(octets, length, count - length);
            length = count;
        }
    }

    private void writeParts(BitWriter out, int firstPart, boolean isFragmented) {
        int done = 0;
        int part = firstPart;
        boolean isMore = isFragmented;
        out.writeOctets(octets, 0, part);
        while (isMore && !out.isFaulted()) {
            done += part;
            part = out.writeLength(length - done);
            out.writeOctets(octets, done, part);
            isMore = BitWriter.isBlocks(part);
        }
    }

    @Override
    public void writeJer(JerWriter out) {
        out.octets(octets, 0, length);
    }

    @Override
    public void readJer(JerReader in) {
        if (!set(in.readOctets())) {
            throw in.fault("too many octets");
        }
    }
}
