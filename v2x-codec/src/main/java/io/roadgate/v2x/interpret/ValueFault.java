package io.roadgate.v2x.interpret;

/**
 * Octets that are no encoding of the type, or JSON that is no value of it; the message says what is wrong.
 *
 * <p>Errors: this is the only exception that the codecs of this package throw for bad input.
 */
public final class ValueFault extends RuntimeException {
    /** Stands for no bit offset, as with bad JSON. */
    public static final long NO_BIT = -1;

    private static final long serialVersionUID = 1L;

    private final long bit;

    /** A fault at a bit offset, or {@link #NO_BIT}. */
    public ValueFault(String message, long bit) {
        super(message);
        this.bit = bit;
    }

    /** The bit at which the faulty part starts, {@link #NO_BIT} if it is not about bits. */
    public long bit() {
        return bit;
    }
}
