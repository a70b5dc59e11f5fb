package io.roadgate.v2x.uper;

import io.roadgate.v2x.jer.JerReader;
import io.roadgate.v2x.jer.JerWriter;
import java.util.Arrays;

/**
 * The extension additions of a SEQUENCE: which are there, and the octets of those that we do not know.
 *
 * <p>Unknown ones are kept, so that a newer release's message passes through decode and encode unharmed. Memory grows
 * with the octets that a message really has and is kept for the next.
 *
 * <p>Source: ITU-T X.691 (02/2021) clauses 19.7 to 19.9.
 */
public final class Additions {
    private static final int FEW = 4;
    private static final int LONGEST_BITMAP = 1 << 20;

    private final int known;
    private long[] bitmap = new long[1];
    /** Length of the bitmap as received, which a newer or older release's differs in; 0 when there was none. */
    private int count;

    private OctetString[] unknown = new OctetString[0];
    private int[] indexes = new int[0];
    private int unknownCount;

    /** For a type that knows so many additions. */
    public Additions(int known) {
        this.known = known;
    }

    /** None. */
    public void clear() {
        count = 0;
        unknownCount = 0;
    }

    /** How many unknown additions are kept. */
    public int unknownCount() {
        return unknownCount;
    }

    /** Which addition a kept one is, counted from 0 with the known ones. */
    public int indexOf(int kept) {
        return indexes[kept];
    }

    /** The octets of a kept one. */
    public OctetString octetsOf(int kept) {
        return unknown[kept];
    }

    /** Whether the received bitmap has an addition. */
    public boolean isReceived(int index) {
        return index < count && (bitmap[index >>> 6] & (1L << (index & 63))) != 0;
    }

    /** Reads the bitmap that stands before the additions. */
    public void readBitmap(BitReader in) {
        clear();
        readBits(in, in.readSmallLength());
        while (in.hasMoreFragments() && !in.isFaulted()) {
            readBits(in, in.readSizeAtLeast(count, 1, WireSize.UNBOUNDED));
        }
        if (isEmpty()) {
            // No encoder should write one without a bit set: it says the same as none.
            count = 0;
        }
    }

    private boolean isEmpty() {
        for (int word = 0; word << 6 < count; word++) {
            if (bitmap[word] != 0) {
                return false;
            }
        }
        return true;
    }

    private void readBits(BitReader in, int size) {
        if (!in.require(size - count)) {
            return;
        }
        int words = (size + 63) >>> 6;
        if (words > bitmap.length) {
            in.countKept((words - bitmap.length) * Long.BYTES);
            bitmap = Arrays.copyOf(bitmap, words);
        }
        Arrays.fill(bitmap, (count + 63) >>> 6, words, 0);
        for (int i = count; i < size; i++) {
            if (in.readBoolean()) {
                bitmap[i >>> 6] |= 1L << (i & 63);
            }
        }
        count = size;
    }

    /** Reads the additions behind the known ones. */
    public void readUnknown(BitReader in) {
        for (int i = known; i < count && !in.isFaulted(); i++) {
            if (isReceived(i)) {
                in.countNewElement();
                add(i).decodeOpen(in);
            }
        }
    }

    private OctetString add(int index) {
        if (unknownCount == unknown.length) {
            int room = Math.max(FEW, 2 * unknownCount);
            unknown = Arrays.copyOf(unknown, room);
            indexes = Arrays.copyOf(indexes, room);
        }
        if (unknown[unknownCount] == null) {
            unknown[unknownCount] = new OctetString(0, WireSize.UNBOUNDED, false);
        }
        indexes[unknownCount] = index;
        return unknown[unknownCount++];
    }

    /** Whether an encoding needs the extension bit, given the known additions that are present (bit 0 is the first). */
    public boolean isNeeded(long knownPresent) {
        return knownPresent != 0 || unknownCount > 0;
    }

    /** Writes the bitmap that stands before the additions. */
    public void writeBitmap(BitWriter out, long knownPresent) {
        int last = Long.SIZE - Long.numberOfLeadingZeros(knownPresent);
        int size = count == 0 ? usualLength() : Math.max(count, Math.max(last, endOfUnknown()));
        int part = out.writeSmallLength(size);
        int end = part;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (i == end) {
                part = out.writeLength(size - i);
                end += part;
            }
            boolean isKept = kept < unknownCount && indexes[kept] == i;
            kept += isKept ? 1 : 0;
            out.writeBoolean(isKept || (i < known && (knownPresent & (1L << i)) != 0));
        }
        if (BitWriter.isBlocks(part)) {
            out.writeLength(0);
        }
    }

    private int endOfUnknown() {
        return unknownCount == 0 ? 0 : indexes[unknownCount - 1] + 1;
    }

    /** The length of a bitmap with a bit for each known addition, and on to the last unknown one. */
    private int usualLength() {
        return Math.max(known, endOfUnknown());
    }

    /** Writes the additions behind the known ones. */
    public void writeUnknown(BitWriter out) {
        for (int i = 0; i < unknownCount; i++) {
            unknown[i].encodeOpen(out);
        }
    }

    /**
     * Writes the unknown additions as the member {@code $ext} of the object that is open, and the length of the bitmap as
     * {@code $extLength} if it is another than one would expect.
     */
    public void writeJer(JerWriter out) {
        if (unknownCount > 0) {
            out.name("$ext");
            out.beginObject();
            for (int i = 0; i < unknownCount; i++) {
                out.name(Integer.toString(indexes[i]));
                unknown[i].writeJer(out);
            }
            out.endObject();
        }
        if (count > 0 && count != usualLength()) {
            out.name("$extLength");
            out.number(count);
        }
    }

    /** Reads the value of the member {@code $extLength}. */
    public void readJerLength(JerReader in) {
        long length = in.readLong();
        if (length < 1 || length > LONGEST_BITMAP) {
            throw in.fault("the number " + length + " is out of range");
        }
        count = (int) length;
    }

    /** Reads the value of the member {@code $ext}. */
    public void readJer(JerReader in) {
        unknownCount = 0;
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            int index = in.parseIndex(name);
            if (index < known) {
                throw in.fault("the addition " + index + " is known and has a name");
            }
            add(index).readJer(in);
            sortLast(in);
        }
    }

    /** The order of JSON members says nothing; on the wire additions rise. */
    private void sortLast(JerReader in) {
        for (int i = unknownCount - 1; i > 0 && indexes[i] <= indexes[i - 1]; i--) {
            if (indexes[i] == indexes[i - 1]) {
                throw in.fault("the addition " + indexes[i] + " is given twice");
            }
            int index = indexes[i];
            indexes[i] = indexes[i - 1];
            indexes[i - 1] = index;
            OctetString octets = unknown[i];
            unknown[i] = unknown[i - 1];
            unknown[i - 1] = octets;
        }
    }
}
