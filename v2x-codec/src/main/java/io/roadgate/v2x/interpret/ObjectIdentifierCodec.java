package io.roadgate.v2x.interpret;

import io.roadgate.v2x.uper.UperFault;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** OBJECT IDENTIFIER and RELATIVE-OID: a length and the contents of X.690 clauses 8.19 and 8.20; in JSON as 1.2.3. */
final class ObjectIdentifierCodec extends ValueCodec {
    private static final BigInteger SECOND_ARCS = BigInteger.valueOf(40);
    private static final int SEPTET_BITS = 7;
    /** Zeros before an arc, which X.690 clause 8.19.2 rules out. */
    private static final byte PADDING_OCTET = (byte) 0x80;

    private final boolean isRelative;

    ObjectIdentifierCodec(boolean isRelative) {
        this.isRelative = isRelative;
    }

    @Override
    Object read(Decoding from) {
        byte[] octets = BigNumbers.readOctets(from.bits);
        if (octets.length == 0 || octets[octets.length - 1] < 0) {
            from.bits.fault(UperFault.RANGE);
            return "";
        }
        List<String> arcs = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < octets.length; i++) {
            if (i == start && octets[i] == PADDING_OCTET) {
                from.bits.fault(UperFault.RANGE);
            }
            if (octets[i] >= 0) {
                add(arcs, subidentifier(octets, start, i));
                start = i + 1;
            }
        }
        return String.join(".", arcs);
    }

    private static BigInteger subidentifier(byte[] octets, int first, int last) {
        BigInteger number = BigInteger.ZERO;
        for (int i = first; i <= last; i++) {
            number = number.shiftLeft(SEPTET_BITS).or(BigInteger.valueOf(octets[i] & 0x7F));
        }
        return number;
    }

    private void add(List<String> arcs, BigInteger number) {
        if (isRelative || !arcs.isEmpty()) {
            arcs.add(number.toString());
            return;
        }
        int first = number.divide(SECOND_ARCS).min(BigInteger.TWO).intValue();
        arcs.add(Integer.toString(first));
        arcs.add(
                number.subtract(SECOND_ARCS.multiply(BigInteger.valueOf(first))).toString());
    }

    @Override
    void write(Encoding to, Object value) {
        String text = to.string(value);
        if (!text.matches("[0-9]+(\\.[0-9]+)*")) {
            throw to.fault("expected numbers with dots between them, found " + Shown.of(text));
        }
        String[] arcs = text.split("\\.");
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int next = 0;
        if (!isRelative) {
            append(octets, firstTwo(to, arcs));
            next = 2;
        }
        for (; next < arcs.length; next++) {
            append(octets, new BigInteger(arcs[next]));
        }
        BigNumbers.writeOctets(to, LengthPlan.ANY, octets.toByteArray(), "octets");
    }

    private static BigInteger firstTwo(Encoding to, String[] arcs) {
        BigInteger first = new BigInteger(arcs[0]);
        BigInteger second = arcs.length < 2 ? BigInteger.ONE.negate() : new BigInteger(arcs[1]);
        boolean isLow = first.compareTo(BigInteger.TWO) < 0;
        boolean isGood = first.compareTo(BigInteger.TWO) <= 0
                && second.signum() >= 0
                && (!isLow || second.compareTo(SECOND_ARCS) < 0);
        if (!isGood) {
            throw to.fault("an object identifier starts with 0, 1 or 2 and a second arc, below 40 for the first two");
        }
        return first.multiply(SECOND_ARCS).add(second);
    }

    private static void append(ByteArrayOutputStream octets, BigInteger number) {
        int septets = Math.max(1, (number.bitLength() + SEPTET_BITS - 1) / SEPTET_BITS);
        for (int i = septets - 1; i >= 0; i--) {
            int septet = number.shiftRight(i * SEPTET_BITS).intValue() & 0x7F;
            octets.write(i > 0 ? septet | 0x80 : septet);
        }
    }
}
