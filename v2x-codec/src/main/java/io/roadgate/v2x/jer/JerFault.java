package io.roadgate.v2x.jer;

/** JSON that is not the value of the type that was asked for; the message says where and why. */
public final class JerFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A fault with its place and reason. */
    public JerFault(String message) {
        super(message);
    }
}
