package io.roadgate.gateway.ledger;

import java.io.IOException;

/** The ledger could not be opened, read or written; the message says what a site engineer can do. */
public final class LedgerException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With a reason found by the ledger itself. */
    public LedgerException(String message) {
        super(message);
    }

    /** With the database's own reason. */
    public LedgerException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
