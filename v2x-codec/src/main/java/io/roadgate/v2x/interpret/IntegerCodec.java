package io.roadgate.v2x.interpret;

import io.roadgate.v2x.schema.Range;
import io.roadgate.v2x.uper.BitReader;
import io.roadgate.v2x.uper.UperFault;
import java.math.BigInteger;

/** INTEGER (X.691 clause 13). */
final class IntegerCodec extends ValueCodec {
    private static final int LONG_BITS = 62;

    private final Range range;
    private final int bits;
    private final boolean isLong;

    IntegerCodec(Range range) {
        this.range = range;
        bits = range.isConstrained() ? range.bits() : -1;
        isLong = bits >= 0
                && bits <= LONG_BITS
                && range.lower().bitLength() <= LONG_BITS
                && range.upper().bitLength() <= LONG_BITS;
    }

    @Override
    Object read(Decoding from) {
        BitReader in = from.bits;
        if (range.extensible() && in.readBoolean()) {
            return BigNumbers.boxed(BigNumbers.readSigned(in));
        }
        if (isLong) {
            return in.readRangeLong(range.lower().longValue(), range.upper().longValue(), bits);
        }
        BigInteger number;
        if (bits >= 0) {
            number = range.lower().add(BigNumbers.readBits(in, bits));
        } else if (range.lower() != null) {
            number = range.lower().add(BigNumbers.readUnsigned(in));
        } else {
            number = BigNumbers.readSigned(in);
        }
        if (!range.contains(number)) {
            in.fault(UperFault.RANGE);
        }
        return BigNumbers.boxed(number);
    }

    @Override
    void write(Encoding to, Object value) {
        if (isLong && !range.extensible() && value instanceof Long number && isWithin(number)) {
            to.bits.writeLong(number - range.lower().longValue(), bits);
        } else {
            writeAny(to, value);
        }
    }

    private boolean isWithin(long number) {
        return number >= range.lower().longValue() && number <= range.upper().longValue();
    }

    private void writeAny(Encoding to, Object value) {
        BigInteger number = to.whole(value);
        boolean isRoot = range.contains(number);
        if (!isRoot && !range.extensible()) {
            throw to.fault("the number " + number + " is not in " + range);
        }
        if (range.extensible()) {
            to.bits.writeBoolean(!isRoot);
        }
        if (isRoot && bits >= 0) {
            BigNumbers.writeBits(to.bits, number.subtract(range.lower()), bits);
        } else if (isRoot && range.lower() != null) {
            BigNumbers.writeUnsigned(to, number.subtract(range.lower()));
        } else {
            BigNumbers.writeSigned(to, number);
        }
    }

    @Override
    boolean canBeEmpty() {
        return bits == 0 && !range.extensible();
    }
}
