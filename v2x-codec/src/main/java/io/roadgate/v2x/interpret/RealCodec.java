package io.roadgate.v2x.interpret;

import io.roadgate.v2x.uper.UperFault;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * REAL: a length and the contents of X.690 clause 8.5, written in base 2 as clause 11.3 wants it.
 *
 * <p>In JSON a number, or as in X.697 one of the strings {@code "-0"}, {@code "INF"}, {@code "-INF"}, {@code "NaN"}.
 */
final class RealCodec extends ValueCodec {
    private static final int MANTISSA_BITS = 52;
    private static final int SMALLEST_EXPONENT = -1074;
    private static final int LONGEST_DECIMAL = 400;

    @Override
    Object read(Decoding from) {
        byte[] octets = BigNumbers.readOctets(from.bits);
        if (octets.length == 0) {
            return 0.0;
        }
        Object value = null;
        if ((octets[0] & 0x80) != 0) {
            value = binary(octets);
        } else if ((octets[0] & 0x40) != 0) {
            value = octets.length == 1 ? special(octets[0]) : null;
        } else {
            value = decimal(octets);
        }
        if (value == null) {
            from.bits.fault(UperFault.RANGE);
        }
        return value;
    }

    private static Object special(byte octet) {
        return switch (octet) {
            case 0x40 -> "INF";
            case 0x41 -> "-INF";
            case 0x42 -> "NaN";
            case 0x43 -> "-0";
            default -> null;
        };
    }

    /** Null if it is none or does not fit a double. */
    private static Object binary(byte[] octets) {
        int baseBits = switch ((octets[0] >>> 4) & 3) {
            case 0 -> 1;
            case 1 -> 3;
            case 2 -> 4;
            default -> 0;
        };
        int lengthForm = octets[0] & 3;
        int exponentAt = lengthForm == 3 ? 2 : 1;
        int exponentOctets = lengthForm < 3 ? lengthForm + 1 : octets.length > 1 ? octets[1] & 0xFF : 0;
        int mantissaAt = exponentAt + exponentOctets;
        if (baseBits == 0 || exponentOctets == 0 || exponentOctets > 4 || mantissaAt >= octets.length) {
            return null;
        }
        long exponent =
                new BigInteger(octets, exponentAt, exponentOctets).longValue() * baseBits + ((octets[0] >>> 2) & 3);
        BigInteger mantissa = new BigInteger(1, octets, mantissaAt, octets.length - mantissaAt);
        int trailing = Math.max(0, mantissa.getLowestSetBit());
        BigInteger odd = mantissa.shiftRight(trailing);
        double value = Math.scalb(odd.doubleValue(), (int) Math.max(-5000, Math.min(5000, exponent + trailing)));
        boolean isExact = odd.bitLength() <= MANTISSA_BITS + 1 && !Double.isInfinite(value) && (value != 0);
        if (!isExact) {
            return null;
        }
        return (octets[0] & 0x40) != 0 ? -value : value;
    }

    private static Object decimal(byte[] octets) {
        String text = new String(octets, 1, octets.length - 1, StandardCharsets.ISO_8859_1)
                .strip()
                .replace(',', '.');
        if (octets[0] < 1 || octets[0] > 3 || text.length() > LONGEST_DECIMAL) {
            return null;
        }
        try {
            double value = new BigDecimal(text).doubleValue();
            return Double.isInfinite(value) ? null : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Override
    void write(Encoding to, Object value) {
        byte[] octets;
        if (value instanceof Number number) {
            octets = octets(number.doubleValue());
        } else {
            octets = switch (to.string(value)) {
                case "INF" -> new byte[] {0x40};
                case "-INF" -> new byte[] {0x41};
                case "NaN" -> new byte[] {0x42};
                case "-0" -> new byte[] {0x43};
                default -> throw to.fault("expected a number, \"INF\", \"-INF\", \"NaN\" or \"-0\"");
            };
        }
        BigNumbers.writeOctets(to, LengthPlan.ANY, octets, "octets");
    }

    private static byte[] octets(double value) {
        if (value == 0) {
            return new byte[0];
        }
        long bits = Double.doubleToRawLongBits(Math.abs(value));
        int biased = (int) (bits >>> MANTISSA_BITS);
        long fraction = bits & ((1L << MANTISSA_BITS) - 1);
        long mantissa = biased == 0 ? fraction : fraction | (1L << MANTISSA_BITS);
        int exponent = biased == 0 ? SMALLEST_EXPONENT : biased - 1075;
        int trailing = Long.numberOfTrailingZeros(mantissa);
        byte[] exponentOctets = BigInteger.valueOf(exponent + trailing).toByteArray();
        byte[] padded = BigInteger.valueOf(mantissa >>> trailing).toByteArray();
        int skipped = padded[0] == 0 ? 1 : 0;
        byte[] octets = new byte[1 + exponentOctets.length + padded.length - skipped];
        octets[0] = (byte) (0x80 | (value < 0 ? 0x40 : 0) | (exponentOctets.length - 1));
        System.arraycopy(exponentOctets, 0, octets, 1, exponentOctets.length);
        System.arraycopy(padded, skipped, octets, 1 + exponentOctets.length, padded.length - skipped);
        return octets;
    }
}
