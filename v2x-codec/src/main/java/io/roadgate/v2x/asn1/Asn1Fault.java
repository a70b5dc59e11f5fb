package io.roadgate.v2x.asn1;

/**
 * A module that the compiler cannot or does not want to read.
 *
 * <p>Errors: thrown at build time or start only; its message is {@code file:line: reason}.
 */
public final class Asn1Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SourcePosition at;

    /** A fault at a place, for a reason that a person can act upon. */
    public Asn1Fault(SourcePosition at, String reason) {
        super(at + ": " + reason);
        this.at = at;
    }

    /** Where the fault is. */
    public SourcePosition at() {
        return at;
    }
}
