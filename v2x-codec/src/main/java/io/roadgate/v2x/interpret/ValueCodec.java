package io.roadgate.v2x.interpret;

/** Reads and writes the values of one type. */
abstract class ValueCodec {
    /** The value that comes next; anything, even null, after a fault. */
    abstract Object read(Decoding from);

    /** Appends a value, or throws if it is none of the type. */
    abstract void write(Encoding to, Object value);

    /** Whether a value can take no bits at all, so that a count of them says nothing about their memory. */
    boolean canBeEmpty() {
        return false;
    }

    /** Whether two values of this type, which is a simple one, are the same, however they are written. */
    boolean isSame(Object a, Object b) {
        return SameValue.test(a, b);
    }

    /** Whether it is a simple type in the sense of X.691 clause 3.7.27: no parts of other types. */
    boolean isSimple() {
        return true;
    }
}
