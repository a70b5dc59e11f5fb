package io.roadgate.v2x.interpret;

import io.roadgate.v2x.uper.BitReader;
import io.roadgate.v2x.uper.BitWriter;
import io.roadgate.v2x.uper.UperFault;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Numbers and octets of any length.
 *
 * <p>Source: ITU-T X.691 (02/2021) clauses 11.3 to 11.9.
 */
final class BigNumbers {
    private BigNumbers() {}

    /** An unsigned number of so many bits. */
    static BigInteger readBits(BitReader in, int count) {
        if (!in.require(count)) {
            return BigInteger.ZERO;
        }
        byte[] octets = new byte[(count + 7) / 8];
        int first = count % 8 == 0 ? 0 : 1;
        if (first == 1) {
            octets[0] = (byte) in.readInt(count % 8);
        }
        in.readOctets(octets, first, octets.length - first);
        return new BigInteger(1, octets);
    }

    static void writeBits(BitWriter out, BigInteger number, int count) {
        for (int left = count; left > 0; ) {
            int taken = left % 32 == 0 ? 32 : left % 32;
            left -= taken;
            out.writeLong(number.shiftRight(left).longValue() & ((1L << taken) - 1), taken);
        }
    }

    /** Octets behind a length in the general form. */
    static byte[] readOctets(BitReader in) {
        return readOctets(in, LengthPlan.ANY.read(in));
    }

    static byte[] readOctets(BitReader in, LengthPlan.Parts parts) {
        ByteArrayOutputStream whole = null;
        while (true) {
            int count = parts.next(in);
            boolean isMore = in.hasMoreFragments();
            if (!in.require(count * 8L)) {
                return new byte[0];
            }
            byte[] part = new byte[count];
            in.readOctets(part, 0, count);
            if (!isMore && whole == null) {
                return part;
            }
            whole = whole == null ? new ByteArrayOutputStream() : whole;
            whole.writeBytes(part);
            if (!isMore) {
                return whole.toByteArray();
            }
        }
    }

    /** Octets with their length before them. */
    static void writeOctets(Encoding to, LengthPlan plan, byte[] octets, String unit) {
        plan.begin(to, octets.length, unit);
        int done = 0;
        int part;
        do {
            part = plan.next(to.bits, octets.length, octets.length - done);
            to.bits.writeOctets(octets, done, part);
            done += part;
        } while (plan.isMore(octets.length, part));
    }

    /** A number in two's complement behind its length; RANGE if it has no octets. */
    static BigInteger readSigned(BitReader in) {
        byte[] octets = readOctets(in);
        if (octets.length == 0) {
            in.fault(UperFault.RANGE);
            return BigInteger.ZERO;
        }
        return new BigInteger(octets);
    }

    static BigInteger readUnsigned(BitReader in) {
        byte[] octets = readOctets(in);
        if (octets.length == 0) {
            in.fault(UperFault.RANGE);
            return BigInteger.ZERO;
        }
        return new BigInteger(1, octets);
    }

    static void writeSigned(Encoding to, BigInteger number) {
        writeOctets(to, LengthPlan.ANY, number.toByteArray(), "octets");
    }

    static void writeUnsigned(Encoding to, BigInteger number) {
        byte[] octets = number.toByteArray();
        boolean isPadded = octets.length > 1 && octets[0] == 0;
        byte[] shortest = isPadded ? Arrays.copyOfRange(octets, 1, octets.length) : octets;
        writeOctets(to, LengthPlan.ANY, shortest, "octets");
    }

    /** The number as the tree holds it. */
    static Object boxed(BigInteger number) {
        return number.bitLength() < 64 ? (Object) number.longValue() : number;
    }
}
