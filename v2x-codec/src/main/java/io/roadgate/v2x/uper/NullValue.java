package io.roadgate.v2x.uper;

import io.roadgate.v2x.jer.JerReader;
import io.roadgate.v2x.jer.JerWriter;

/** The value of type NULL, which takes no bits: only its presence says something. */
public final class NullValue implements WireValue {
    @Override
    public void clear() {}

    @Override
    public void release() {}

    @Override
    public void decode(BitReader in) {}

    @Override
    public void encode(BitWriter out) {}

    @Override
    public void writeJer(JerWriter out) {
        out.nullValue();
    }

    @Override
    public void readJer(JerReader in) {
        in.readNull();
    }
}
