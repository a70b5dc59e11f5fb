package io.roadgate.v2x.interpret;

import io.roadgate.v2x.schema.NullConstant;

/** NULL: no bits (X.691 clause 24). */
final class NullCodec extends ValueCodec {
    @Override
    Object read(Decoding from) {
        return NullConstant.NULL;
    }

    @Override
    void write(Encoding to, Object value) {
        if (value != NullConstant.NULL) {
            throw to.fault("expected null, found " + Shown.of(value));
        }
    }

    @Override
    boolean canBeEmpty() {
        return true;
    }
}
