package io.roadgate.v2x.interpret;

/** BOOLEAN (X.691 clause 12). */
final class BooleanCodec extends ValueCodec {
    @Override
    Object read(Decoding from) {
        return from.bits.readBoolean();
    }

    @Override
    void write(Encoding to, Object value) {
        if (!(value instanceof Boolean flag)) {
            throw to.fault("expected true or false, found " + Shown.of(value));
        }
        to.bits.writeBoolean(flag);
    }
}
