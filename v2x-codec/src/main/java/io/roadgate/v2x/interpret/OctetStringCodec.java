package io.roadgate.v2x.interpret;

/** OCTET STRING (X.691 clause 17). */
final class OctetStringCodec extends ValueCodec {
    private final LengthPlan plan;

    OctetStringCodec(LengthPlan plan) {
        this.plan = plan;
    }

    @Override
    Object read(Decoding from) {
        return Octets.hex(BigNumbers.readOctets(from.bits, plan.read(from.bits)));
    }

    @Override
    void write(Encoding to, Object value) {
        BigNumbers.writeOctets(to, plan, to.octets(value), "octets");
    }

    @Override
    boolean canBeEmpty() {
        return plan.isAlwaysZero();
    }
}
