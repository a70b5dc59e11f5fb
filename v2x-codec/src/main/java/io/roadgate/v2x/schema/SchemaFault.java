package io.roadgate.v2x.schema;

/**
 * A module that cannot be read, is wrong, or asks for something that is not supported.
 *
 * <p>Errors: thrown at build time or start only; its message is {@code file:line: reason}.
 */
public final class SchemaFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SourcePosition at;

    /** A fault at a place, for a reason that a person can act upon. */
    public SchemaFault(SourcePosition at, String reason) {
        super(at + ": " + reason);
        this.at = at;
    }

    /** Where the fault is. */
    public SourcePosition at() {
        return at;
    }
}
