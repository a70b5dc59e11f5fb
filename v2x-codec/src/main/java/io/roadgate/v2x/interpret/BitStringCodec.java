package io.roadgate.v2x.interpret;

import io.roadgate.v2x.schema.Range;
import io.roadgate.v2x.uper.BitReader;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * BIT STRING (X.691 clause 16). Trailing zero bits of named ones mean nothing: they are kept as given, unless the size wants
 * more or fewer of them (clause 16.3).
 */
final class BitStringCodec extends ValueCodec {
    private static final String VALUE = "value";
    private static final String LENGTH = "length";

    private final LengthPlan plan;
    private final Range size;
    private final boolean isNamed;

    BitStringCodec(Range size, boolean isNamed) {
        plan = new LengthPlan(size);
        this.size = size;
        this.isNamed = isNamed;
    }

    @Override
    Object read(Decoding from) {
        BitReader in = from.bits;
        LengthPlan.Parts parts = plan.read(in);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        long length = 0;
        boolean isMore = true;
        while (isMore) {
            int count = parts.next(in);
            isMore = in.hasMoreFragments();
            if (!in.require(count)) {
                return "";
            }
            // A part that another follows is whole octets, as blocks are.
            byte[] part = new byte[(count + 7) / 8];
            in.readOctets(part, 0, count / 8);
            int rest = count % 8;
            if (rest > 0) {
                part[count / 8] = (byte) (in.readInt(rest) << (8 - rest));
            }
            octets.writeBytes(part);
            length += count;
        }
        Map<String, Object> value = new LinkedHashMap<>(4);
        value.put(VALUE, Octets.hex(octets.toByteArray()));
        value.put(LENGTH, length);
        return value;
    }

    @Override
    void write(Encoding to, Object value) {
        Map<?, ?> parts = to.object(value);
        if (parts.size() != 2 || !parts.containsKey(VALUE) || !parts.containsKey(LENGTH)) {
            throw to.fault("a bit string has the members value and length, and no others");
        }
        byte[] octets = to.octets(parts.get(VALUE));
        int length = to.count(parts.get(LENGTH));
        if (octets.length != (length + 7) / 8) {
            throw to.fault(octets.length + " octets do not fit " + length + " bits");
        }
        if (length % 8 != 0 && (octets[octets.length - 1] & (0xFF >>> (length % 8))) != 0) {
            throw to.fault("the unused bits of the last octet are not zero");
        }
        if (isNamed && !size.extensible()) {
            int fitting = fitting(octets, length);
            octets = Arrays.copyOf(octets, (fitting + 7) / 8);
            length = fitting;
        }
        writeBits(to, octets, length);
    }

    /** The length with zero bits added or taken away as the size wants, if that is possible. */
    private int fitting(byte[] octets, int length) {
        int lower = size.lower().bitLength() > 30 ? 0 : size.lower().intValue();
        int used = BitSet.valueOf(reversed(octets)).length();
        boolean isTooLong = size.upper() != null && size.upper().compareTo(BigInteger.valueOf(length)) < 0;
        return Math.max(lower, isTooLong ? Math.max(used, size.upper().intValue()) : length);
    }

    /** With the bits of each octet the other way round, as BitSet counts them. */
    private static byte[] reversed(byte[] octets) {
        byte[] reversed = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            reversed[i] = (byte) (Integer.reverse(octets[i]) >>> 24);
        }
        return reversed;
    }

    /** Trailing zero bits of named ones make no other value (X.680 clause 22.7). */
    @Override
    boolean isSame(Object a, Object b) {
        return isNamed ? usedBits(a).equals(usedBits(b)) : super.isSame(a, b);
    }

    private static Object usedBits(Object value) {
        boolean isHex = value instanceof Map<?, ?> parts && parts.get(VALUE) instanceof String;
        byte[] octets = isHex ? Octets.ofHex((String) ((Map<?, ?>) value).get(VALUE)) : null;
        return octets == null ? value : BitSet.valueOf(reversed(octets));
    }

    private void writeBits(Encoding to, byte[] octets, int length) {
        plan.begin(to, length, "bits");
        int done = 0;
        int part;
        do {
            part = plan.next(to.bits, length, length - done);
            to.bits.writeOctets(octets, done / 8, part / 8);
            int rest = part % 8;
            if (rest > 0) {
                to.bits.writeLong((octets[(done + part) / 8] & 0xFFL) >>> (8 - rest), rest);
            }
            done += part;
        } while (plan.isMore(length, part));
    }

    @Override
    boolean canBeEmpty() {
        return plan.isAlwaysZero();
    }
}
