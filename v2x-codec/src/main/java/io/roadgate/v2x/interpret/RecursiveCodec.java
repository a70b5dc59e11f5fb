package io.roadgate.v2x.interpret;

/** The place where a type contains itself; it limits how deep that goes. */
final class RecursiveCodec extends ValueCodec {
    private ValueCodec codec;

    void bind(ValueCodec definition) {
        codec = definition;
    }

    @Override
    Object read(Decoding from) {
        from.bits.enterRecursion();
        Object value = from.bits.isFaulted() ? null : codec.read(from);
        from.bits.leaveRecursion();
        return value;
    }

    @Override
    void write(Encoding to, Object value) {
        to.enterRecursion();
        codec.write(to, value);
        to.leaveRecursion();
    }

    @Override
    boolean isSimple() {
        return false;
    }
}
